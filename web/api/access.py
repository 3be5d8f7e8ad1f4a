"""How a route gets at the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request

if TYPE_CHECKING:
    from assistant.bootstrap import Services


async def _services(request: Request) -> Any:
    return request.app.state.services


if TYPE_CHECKING:
    Opened = Services
else:
    Opened = Annotated[Any, Depends(_services)]
