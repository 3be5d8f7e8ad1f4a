"""`tuki serve`: the pages and the API."""

from __future__ import annotations

import argparse
import socket
import sys

from knowledge.errors import UnavailableError
from web.commands import open_all
from web.problems import texts


def run(arguments: argparse.Namespace) -> int:
    listening = _listen(arguments.host, arguments.port)
    services = open_all()

    import uvicorn

    from web.app import create_app

    host, port = listening.getsockname()[:2]
    app = create_app(services)
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(app, log_level=services.settings.log_level, access_log=False, server_header=False)
    # The socket is bound before anything is loaded and answers from here on, so the line tells the truth.
    print(texts().get("nb", "terminal.serving", address=f"http://{shown}:{port}"), file=sys.stderr, flush=True)
    uvicorn.Server(config).run(sockets=[listening])
    services.close()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket. Raises UnavailableError where the port is in use or the address is not this machine's."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as failure:
        reason = texts().get("nb", "terminal.cannot_listen", host=host, port=port, reason=failure.strerror)
        raise UnavailableError(reason=reason) from failure
    return listening
