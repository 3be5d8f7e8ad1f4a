"""From a host's name to its numeric addresses."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Protocol


class Resolver(Protocol):
    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The numeric addresses of `host`, best first. Raises OSError where there are none."""


class SystemResolver:
    """As the machine is set up to resolve names."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
