"""Which numeric addresses are public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_UNICAST = IPv6Network("2000::/3")  # all that IANA gives out
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: how a network without IPv4 reaches it
_ISATAP = {0x00005EFE, 0x02005EFE}  # RFC 5214, section 6.1: the upper half of the interface identifier


def is_public(number: str, never: Sequence[IPv4Network | IPv6Network] = ()) -> bool:
    """If `number`, an address in digits, is one of the public internet, and so is each that is embedded in it."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_public_four(address, never)
    inner = list(_embedded(address))
    # Mapped and translated addresses are themselves IPv4 only; others must be public on both levels.
    only_inner = address.ipv4_mapped is not None or address in _NAT64
    outer = only_inner or (address in _UNICAST and address.is_global and not _is_in(address, never))
    return outer and address.scope_id is None and all(_is_public_four(each, never) for each in inner)


def _is_public_four(address: IPv4Address, never: Sequence[IPv4Network | IPv6Network]) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or _is_in(address, never))


def _is_in(address: IPv4Address | IPv6Address, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    return any(address in network for network in networks)


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that a router, or the system itself, would take out of it."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
