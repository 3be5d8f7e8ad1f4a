"""`tuki serve`: the pages and the API."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from typing import TYPE_CHECKING

from assistant.settings import listed
from knowledge.errors import UnavailableError
from web.commands.opening import read_settings, services_for
from web.errors import AddressTaken, AddressUnusable
from web.terminal import complain
from web.wording import DEFAULT_LANGUAGE, all_texts

if TYPE_CHECKING:
    from assistant.bootstrap import Services

SYSTEM, FIRST_ADMINISTRATOR = "system", "admin"
GRACE_SECONDS = 5  # for answers under way when the server is told to stop


def run(args: argparse.Namespace) -> int:
    """Raises AddressTaken or AddressUnusable before anything else is opened."""
    settings = read_settings()
    with listen(args.host, args.port) as listener, services_for(settings, late=True) as services:
        _serve(listener, args.host, services)
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A bound socket. Port 0 takes one that is free."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failure:
        raise AddressUnusable(host=host[:200], port=port, reason=_reason(failure)) from failure
    try:
        # A port that a server has just left may be taken again at once.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as failure:
        listener.close()
        if failure.errno == errno.EADDRINUSE:
            raise AddressTaken(host=host, port=port) from failure
        raise AddressUnusable(host=host[:200], port=port, reason=_reason(failure)) from failure
    return listener


def _reason(failure: Exception) -> str:
    number = getattr(failure, "errno", None)
    return os.strerror(number) if number and number > 0 else str(getattr(failure, "strerror", failure))


def _serve(listener: socket.socket, host: str, services: Services) -> None:
    import uvicorn

    from web.app import create_app

    class Server(uvicorn.Server):
        """Says when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                shown = f"[{host}]" if ":" in host else host
                _say("cli.serving", address=f"http://{shown}:{listener.getsockname()[1]}")
                _first_administrator(services)

    proxies = list(listed(services.settings.trusted_proxies))
    config = uvicorn.Config(
        create_app(services),
        log_level=services.settings.log_level.lower(),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        # What a client says of its own address holds only where a proxy of ours said it.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
    )
    # Ctrl-C is how a server is stopped, and so no fault.
    try:
        Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        sys.stderr.write("\n")


def _first_administrator(services: Services) -> None:
    """The one-time password is shown this once and kept nowhere."""
    try:
        password = services.records.accounts.first_administrator()
    except UnavailableError as failure:
        complain(all_texts().error(DEFAULT_LANGUAGE, failure))
        return
    if password:
        services.records.audit.note(SYSTEM, "account_added", FIRST_ADMINISTRATOR)
        _say("cli.first_administrator", name=FIRST_ADMINISTRATOR, password=password)


def _say(key: str, **facts: object) -> None:
    print(all_texts().get(DEFAULT_LANGUAGE, key, **facts), flush=True)
