"""What may be fetched, and within which limits. The values are data, in policy.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from ipaddress import IPv4Network, IPv6Network, ip_network

from knowledge.data import read_yaml


@dataclass(frozen=True)
class FetchPolicy:
    """`hosts`: names, "*.name" for all below a name, "*" for any. `ports`: empty for any. `largest` in bytes, of what
    is sent and of what it unpacks to. `seconds` in all for one document; `pause` seconds between requests to one host.
    `types`: media type -> the ending of a file of it. `never`: networks that are not connected to."""

    hosts: tuple[str, ...]
    ports: tuple[int, ...]
    user_agent: str
    robots_name: str
    largest: int
    largest_robots: int
    seconds: float
    redirects: int
    pause: float
    longest_pause: float
    robots_kept: float
    types: Mapping[str, str]
    never: tuple[IPv4Network | IPv6Network, ...]
    allow_private: bool = False

    def allows_host(self, host: str) -> bool:
        return any(_matches(pattern, host) for pattern in self.hosts)

    def allows_port(self, port: int) -> bool:
        return not self.ports or port in self.ports


def _matches(pattern: str, host: str) -> bool:
    # With its dot, so that "notimdi.no" is not below "imdi.no".
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def shipped_policy(allow_private: bool = False) -> FetchPolicy:
    """The policy of policy.yaml. `allow_private`, for tests, adds this machine at any port."""
    values = read_yaml(files("knowledge.sources.fetch") / "policy.yaml")
    private = tuple(values.pop("private_hosts"))
    values |= {name: tuple(values[name]) for name in ("hosts", "ports")}
    values["never"] = tuple(ip_network(network) for network in values["never"])
    policy = FetchPolicy(**values)
    return replace(policy, allow_private=True, hosts=policy.hosts + private, ports=()) if allow_private else policy
