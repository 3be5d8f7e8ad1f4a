"""What comes in as a question or a query, over HTTP and in a batch line alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assistant.answering.answer import Question, Turn
from assistant.dates import today
from assistant.texts import Texts

MOST_TURNS = 100
LONGEST_TURN = 20_000  # characters; what an earlier answer can be at most, with room to spare
MOST_HITS = 100


def _is_text(text: str) -> str:
    # Half of a surrogate pair can stand in JSON, and be written nowhere.
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise PydanticCustomError("surrogate", "half of a surrogate pair")
    return text


Text = Annotated[str, AfterValidator(_is_text)]
Language = Literal["nb", "nn", "en"]
EarlierText = Annotated[Text, Field(max_length=LONGEST_TURN)]


class TurnBody(BaseModel):
    """An earlier question and its answer."""

    model_config = ConfigDict(frozen=True)

    question: EarlierText
    answer: EarlierText = ""


class QuestionBody(BaseModel):
    """One question. Fields that are not known are passed over, so that a line may carry notes of its own."""

    model_config = ConfigDict(
        frozen=True,
        title="Question",
        json_schema_extra={"examples": [{"question": "Når er søknadsfristen?", "as_of": "2025-02-01"}]},
    )

    id: Text | int | None = Field(default=None, description="Given back with the answer.")
    question: Text = Field(description="At most 4 000 characters, unless set otherwise.")
    history: Annotated[tuple[TurnBody, ...], Field(max_length=MOST_TURNS)] = ()
    rundskriv: Text | None = Field(default=None, description="Number; the newest in force when left out.")
    as_of: date | None = Field(default=None, description="The day that the answer is for; today when left out.")
    lang: Language | None = Field(default=None, description="Of the answer; read from the question when left out.")

    def to_question(self) -> Question:
        return Question(
            text=self.question,
            as_of=self.as_of or today(),
            history=tuple(Turn(turn.question, turn.answer) for turn in self.history),
            rundskriv=self.rundskriv,
            lang=self.lang,
        )


class QueryBody(BaseModel):
    """A search."""

    model_config = ConfigDict(
        frozen=True, title="Query", json_schema_extra={"examples": [{"query": "egenandel", "limit": 5}]}
    )

    query: Text
    limit: Annotated[int, Field(ge=1, le=MOST_HITS)] = 10
    rundskriv: Text | None = Field(default=None, description="Number; all rundskriv when left out.")


def field_problems(errors: Sequence[Any], texts: Texts, lang: str) -> Iterator[tuple[str, str]]:
    """The path of each field at fault in pydantic's `errors`, and what is wrong with it in plain words."""
    for error in errors:
        yield field_path(error["loc"]), _detail(error, texts, lang)


def field_path(place: Sequence[int | str]) -> str:
    """("body", "history", 0, "question") -> "history[0].question"."""
    path = ""
    for step in place[1:] if place and place[0] in {"body", "query", "path"} else place:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")


def _detail(error: Any, texts: Texts, lang: str) -> str:
    known = texts.value(lang, "fields")
    kind = str(error["type"])
    key = kind if kind in known else kind.split("_", maxsplit=1)[0]
    facts = {name: str(value).replace("'", "").replace(" or ", ", ") for name, value in error.get("ctx", {}).items()}
    return str(known[key if key in known else "other"]).format_map(_Facts(facts))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
