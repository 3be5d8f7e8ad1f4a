"""The steps of an answer, in order."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from assistant.answering.answer import Answer, Question
from assistant.answering.context import Context, Tools
from assistant.answering.steps.approved import give_approved
from assistant.answering.steps.compose import compose
from assistant.answering.steps.decide import decide
from assistant.answering.steps.follow_ups import suggest_follow_ups
from assistant.answering.steps.judge import judge
from assistant.answering.steps.notices import add_notices
from assistant.answering.steps.retrieve import retrieve
from assistant.answering.steps.understand import understand
from assistant.answering.steps.verify import verify

Step = Callable[[Context], Answer | None]

STEPS: tuple[Step, ...] = (
    understand,
    give_approved,
    retrieve,
    decide,
    judge,
    compose,
    verify,
    add_notices,
    suggest_follow_ups,
)


def answer(question: Question, tools: Tools, steps: tuple[Step, ...] = STEPS) -> Answer:
    """Runs the steps until one answers, or all have run. Milliseconds of each step are kept, and their total."""
    return answer_in(Context(question, tools), steps)


def answer_in(context: Context, steps: tuple[Step, ...] = STEPS) -> Answer:
    """The same with a context that the caller keeps, to see what the answer rests on (`explain`)."""
    start = perf_counter()
    early: Answer | None = None
    for step in steps:
        began = perf_counter()
        early = step(context)
        context.timings_ms[step.__name__] = (perf_counter() - began) * 1000
        if early:
            break
    context.timings_ms["total"] = (perf_counter() - start) * 1000
    return early or context.answer()
