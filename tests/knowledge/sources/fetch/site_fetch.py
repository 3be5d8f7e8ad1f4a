"""A site on the loopback interface, and a clock that only moves when it is told to."""

from __future__ import annotations

import socketserver
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO

Writing = Callable[[BinaryIO], None]
PAGE = b"<p>Hei</p>"


def answer(status: int = 200, body: bytes = b"", length: int | None = None, **headers: str) -> bytes:
    """An answer's bytes; `content_type` is the header Content-Type, and so on."""
    head = {"content-length": str(len(body) if length is None else length)}
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in head.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(body: bytes = PAGE, **headers: str) -> bytes:
    return answer(200, body, **{"content_type": "text/html; charset=utf-8", **headers})


@dataclass
class Request:
    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """`answers` by path: bytes, a list that is used up from the front to its last, or what writes them itself."""

    port: int
    answers: dict[str, bytes | list[bytes] | Writing] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, *, robots: bool = False) -> list[str]:
        return [request.path for request in self.requests if robots or request.path != "/robots.txt"]

    def respond(self, path: str, out: BinaryIO) -> None:
        found = self.answers.get(path, answer(404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if isinstance(found, bytes):
            out.write(found)
        else:
            found(out)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        with suppress(OSError):
            line = self.rfile.readline().decode("latin-1").split()
            headers = {}
            while text := self.rfile.readline().decode("latin-1").strip():
                name, _, value = text.partition(":")
                headers[name.lower()] = value.strip()
            if len(line) > 1:
                site.requests.append(Request(line[1], headers))
                site.respond(line[1], self.wfile)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    site: Site

    def __init__(self, wrap: Callable[[Any], Any] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._wrap = wrap
        self.site = Site(self.server_address[1])

    def finish_request(self, request: Any, client_address: Any) -> None:
        with suppress(OSError), self._wrap(request) if self._wrap else nullcontext(request) as wrapped:
            super().finish_request(wrapped, client_address)


@dataclass
class FakeClock:
    """Each reading of it takes `tick` seconds."""

    now: float = 1_000.0
    tick: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        self.now += self.tick
        return self.now

    def time(self) -> float:
        return 1_700_000_000.0

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.now += seconds
