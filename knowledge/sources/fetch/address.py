"""Addresses, read strictly. What could be read in two ways is refused: forgeries live on readers that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from knowledge.sources.fetch.errors import FetchAddressUnfit

LONGEST = 2_000  # characters
PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65_535
# RFC 3986, appendix B, without user information, zone identifiers and percent signs in the host.
_PARTS = re.compile(
    r"(?P<scheme>https?)://(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::(?P<port>[0-9]{1,5}))?(?P<target>[/?].*)?",
    re.IGNORECASE | re.ASCII,
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# What the C library, or a browser, would read as a part of an IPv4 address: 127.1, 0x7f.1, 2130706433.
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_LONGEST_NAME = 253  # characters, RFC 1035
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
# Reserved and unreserved characters of RFC 3986, and what is escaped already; all else is escaped as UTF-8.
_KEPT = "!$&'()*+,;=:@/?%-._~[]"


@dataclass(frozen=True)
class Address:
    """`host` in lower case, a name or a number, without brackets; `target` is path and query, in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def text(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    def follow(self, location: str) -> Address:
        """Where a redirect leads. Raises FetchAddressUnfit."""
        # Checked before they are joined: urljoin takes line breaks out without a word.
        try:
            joined = urljoin(self.text, _checked(location))
        except ValueError:
            raise FetchAddressUnfit(address=shown(location)) from None
        return parse(joined)


def parse(text: str) -> Address:
    """The address that `text` is. Raises FetchAddressUnfit for all but a plain one with http or https."""
    found = _PARTS.fullmatch(_checked(text).partition("#")[0])
    if found is None:
        raise FetchAddressUnfit(address=shown(text))
    host = _number_six(found["six"]) if found["six"] else _name(found["name"].lower())
    scheme = found["scheme"].lower()
    port = int(found["port"] or PORTS[scheme])
    if host is None or not 0 < port <= _LAST_PORT:
        raise FetchAddressUnfit(address=shown(text))
    target = quote(found["target"] or "/", safe=_KEPT)
    return Address(scheme, host, port, target if target.startswith("/") else f"/{target}")


def shown(text: str) -> str:
    """`text` as an error may show it: not too long, without user and password."""
    return re.sub(r"//[^/?#]*@", "//…@", text)[:200]


def _checked(text: str) -> str:
    stripped = text.strip(" ")
    if len(stripped) > LONGEST or _FORBIDDEN.search(stripped):
        raise FetchAddressUnfit(address=shown(text))
    return stripped


def _number_six(text: str) -> str | None:
    try:
        return IPv6Address(text).compressed
    except AddressValueError:
        return None


def _name(text: str) -> str | None:
    labels = text.split(".")
    if len(text) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if not _NUMBER.fullmatch(labels[-1]):
        return text
    try:
        # Four decimal parts without leading zeros, or it is not read as an address at all.
        return str(IPv4Address(text))
    except AddressValueError:
        return None
