"""GET /api: a page of the API that loads nothing from another host."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.pages.page import render

router = APIRouter(include_in_schema=False)


@router.get("/api")
def reference(request: Request) -> HTMLResponse:
    description = request.app.openapi()
    schemas = {
        name: json.dumps(schema, ensure_ascii=False, indent=2)
        for name, schema in description["components"]["schemas"].items()
    }
    return HTMLResponse(render(request, "api.html", description=description, schemas=schemas))
