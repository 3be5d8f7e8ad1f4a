"""`tuki serve`: the pages and the API."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys

from web.commands.opening import read_settings, services_for
from web.errors import AddressTaken, AddressUnusable
from web.wording import DEFAULT_LANGUAGE, all_texts

GRACE_SECONDS = 5  # for answers under way when the server is told to stop


def run(args: argparse.Namespace) -> int:
    """Raises AddressTaken or AddressUnusable before anything else is opened."""
    settings = read_settings()
    with listen(args.host, args.port) as listener, services_for(settings) as services:
        _serve(listener, args.host, services, settings.log_level.lower())
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


def _serve(listener: socket.socket, host: str, services: object, log_level: str) -> None:
    import uvicorn

    from web.app import create_app

    class Server(uvicorn.Server):
        """Says when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                shown = f"[{host}]" if ":" in host else host
                address = f"http://{shown}:{listener.getsockname()[1]}"
                print(all_texts().get(DEFAULT_LANGUAGE, "cli.serving", address=address), flush=True)

    app = create_app(services)  # type: ignore[arg-type]
    config = uvicorn.Config(
        app,
        log_level=log_level,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # Ctrl-C is how a server is stopped, and so no fault.
    try:
        Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        sys.stderr.write("\n")
