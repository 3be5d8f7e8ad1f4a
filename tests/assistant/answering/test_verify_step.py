from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answering.answer import Answer, AnswerStatus, Question
from assistant.answering.context import Context
from assistant.answering.pipeline import STEPS, answer
from assistant.answering.steps.verify import verify
from assistant.bootstrap import Services


def test_an_answer_with_one_false_quote_is_withheld_whole(services: Services) -> None:
    def forge(context: Context) -> Answer | None:
        context.citations[0] = replace(context.citations[0], quote="Alle får penger.")
        return None

    steps = [*STEPS]
    steps.insert(steps.index(verify), forge)
    got = answer(Question("Når er søknadsfristen?", date(2025, 2, 1)), services.tools, tuple(steps))
    assert got.status is AnswerStatus.NOT_STATED
    assert not got.citations
    assert "Alle får penger" not in got.text


def test_a_step_that_answers_ends_the_run(services: Services) -> None:
    early = Answer(AnswerStatus.OUT_OF_SCOPE, "nb", ())
    assert answer(Question("hei", date(2025, 2, 1)), services.tools, (lambda _context: early, *STEPS)) is early
