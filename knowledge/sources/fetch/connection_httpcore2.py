"""One request over one connection, to exactly the numeric addresses that were checked.

httpcore2, the lower half of httpx2, is used by itself: it knows no cookies, passwords, redirects, proxies, environment
or unpacking, so none of them can be left on. The address is handed over in parts and never read a second time.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2

from knowledge.sources.fetch.address import Address, shown
from knowledge.sources.fetch.deadline import Deadline
from knowledge.sources.fetch.errors import FetchAddressUnfit, FetchGarbled, FetchTooLarge, FetchUnreachable

# Bytes beside the body: the head, which h11 bounds at 100 kB, and the marks of chunks.
_ROOM = 200_000
# Bytes on the wire for each byte of a body: a chunk of one byte has five more for its marks. Time bounds the rest.
_CHUNKED = 2


@dataclass(frozen=True)
class Answer:
    """`headers` by their names in lower case, the first of each; `parts` of the body as they come, still packed."""

    status: int
    headers: Mapping[str, str]
    parts: Iterable[bytes]


@dataclass(frozen=True)
class Checked:
    """An address, and all that it may be connected to at. `largest` bytes of its body."""

    address: Address
    numbers: tuple[str, ...]
    largest: int


@contextmanager
def opened(
    checked: Checked,
    headers: Mapping[str, str],
    deadline: Deadline,
    tls: ssl.SSLContext | None,
    network: httpcore2.NetworkBackend,
) -> Iterator[Answer]:
    """The answer to GET; `tls` where the scheme is https.

    Raises FetchUnreachable, FetchTimedOut, FetchTooLarge and FetchGarbled, also while the body is read.
    """
    address = checked.address
    url = httpcore2.URL(
        scheme=address.scheme, host=address.host.encode(), port=address.port, target=address.target.encode()
    )
    pinned = _Pinned(checked, deadline, network)
    with _translated(address, deadline):
        pool = httpcore2.ConnectionPool(ssl_context=tls, network_backend=pinned, max_connections=1, http2=False)
        with pool, pool.stream("GET", url, headers=[*headers.items()]) as response:
            yield Answer(response.status, _headers(response.headers), response.iter_stream())


def tls_context() -> ssl.SSLContext:
    """Certificates are verified against the machine's own store; no variable of the environment changes that."""
    return httpx2.create_ssl_context(trust_env=False)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        headers.setdefault(name.decode("latin-1").lower(), _decoded(value))
    return headers


def _decoded(value: bytes) -> str:
    try:
        # Servers write UTF-8 in Location, though RFC 9110 has ASCII only.
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _translated(address: Address, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except httpcore2.TimeoutException:
        raise deadline.passed() from None
    except httpcore2.ConnectError:
        raise FetchUnreachable(address=shown(address.text), host=address.host) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol):
        raise FetchGarbled(address=shown(address.text)) from None


class _Pinned(httpcore2.NetworkBackend):
    """Connects to the checked numbers and to nothing else, whatever the name leads to by now."""

    def __init__(self, checked: Checked, deadline: Deadline, network: httpcore2.NetworkBackend) -> None:
        self._checked = checked
        self._deadline = deadline
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        address, numbers = self._checked.address, self._checked.numbers
        if (host, port) != (address.host, address.port):
            raise FetchAddressUnfit(address=shown(address.text))
        for others, number in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True):
            try:
                patience = self._deadline.remaining() / (others + 1)
                stream = self._network.connect_tcp(number, port, patience, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if not others:
                    raise
            else:
                return _Bounded(stream, self._checked, self._deadline)
        raise httpcore2.ConnectError

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        raise httpcore2.UnsupportedProtocol


class _Bounded(httpcore2.NetworkStream):
    """A stream that ends with the deadline, however slowly it drips, and after so many bytes."""

    def __init__(self, stream: httpcore2.NetworkStream, checked: Checked, deadline: Deadline) -> None:
        self._stream = stream
        self._checked = checked
        self._deadline = deadline
        self._left = _CHUNKED * checked.largest + _ROOM

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        part = self._stream.read(max_bytes, self._deadline.remaining())
        self._left -= len(part)
        if self._left < 0:
            raise FetchTooLarge(address=shown(self._checked.address.text), largest=self._checked.largest)
        return part

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.remaining())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        # The certificate is that of the name, though the connection went to a number.
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining())
        return _Bounded(stream, self._checked, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
