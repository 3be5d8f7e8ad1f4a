"""POST /api/v1/ask"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from web.asking import QuestionIn
from web.pages.page import services_of

router = APIRouter(tags=["ask"])


@router.post("/api/v1/ask")
def ask(question: QuestionIn, request: Request) -> dict[str, Any]:
    """An answer with its citations. A question of any status gives 200."""
    return services_of(request).ask(question.to_question()).to_object()
