"""The one check before each connection: host, port, and every address that the host's name leads to."""

from __future__ import annotations

from ipaddress import ip_address

from knowledge.sources.fetch.address import Address, shown
from knowledge.sources.fetch.errors import FetchHostNotAllowed, FetchNotPublic, FetchPortNotAllowed, FetchUnreachable
from knowledge.sources.fetch.networks import is_public
from knowledge.sources.fetch.policy import FetchPolicy
from knowledge.sources.fetch.resolver import Resolver

MOST_NUMBERS = 8  # addresses of one name that are tried


def checked_numbers(address: Address, policy: FetchPolicy, resolver: Resolver) -> tuple[str, ...]:
    """The numeric addresses that `address` may be fetched at. Only these may be connected to: a name resolved again
    could lead elsewhere. Raises subclasses of FetchRefused, and FetchUnreachable."""
    text = shown(address.text)
    # Before the name is resolved: asking for it would tell its owner that somebody does.
    if not policy.allows_host(address.host):
        raise FetchHostNotAllowed(address=text, host=address.host, allowed=", ".join(policy.hosts))
    if not policy.allows_port(address.port):
        raise FetchPortNotAllowed(address=text, port=address.port)
    numbers = _numbers(address, resolver)
    # One that is not public is enough: who answers so is not to be trusted with the others.
    if not policy.allow_private and not all(is_public(number, policy.never) for number in numbers):
        raise FetchNotPublic(address=text, host=address.host)
    return numbers[:MOST_NUMBERS]


def _numbers(address: Address, resolver: Resolver) -> tuple[str, ...]:
    if _is_number(address.host):
        return (address.host,)
    try:
        numbers = tuple(resolver.resolve(address.host, address.port))
    except (OSError, UnicodeError):
        numbers = ()
    if not numbers:
        raise FetchUnreachable(address=shown(address.text), host=address.host)
    return numbers


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
