"""Why an answer is what it is, as it is read in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from web.terminal import Page
from web.wording import all_texts

CITED, NOT_CITED = "●", "○"


def write_explanation(why: Mapping[str, Any], lang: str, out: TextIO) -> None:
    """What was understood, what speaks for each status, the likeliest topics, and the clauses, cited ones marked."""
    page, understood = Page(out), why["understood"]

    def say(key: str, style: str = "", **facts: object) -> None:
        page.line(all_texts().get(lang, f"explain.{key}", **facts), style)

    page.line()
    say("title", "strong")
    say("understood", language=understood["lang"], rundskriv=understood["rundskriv"])
    if understood["leans_on"]:
        say("leans_on", text=understood["leans_on"])
    if understood["facts"]:
        say("facts", facts=", ".join(f"{field}: {value}" for field, value in understood["facts"].items()))
    say("shares", **why["shares"])
    if why["broken_rules"]:
        say("broken", rules=", ".join(why["broken_rules"]))
    say("topics", "strong")
    for topic in why["topics"]:
        page.line(f"{topic['share']:.2f}  {topic['name']} ({topic['topic']})", first="  ")
    say("clauses", "strong")
    for clause in why["clauses"]:
        page.line(clause["quote"], first=f"{CITED if clause['cited'] else NOT_CITED} ")
        signals = all_texts().get(
            lang, "explain.clause", score=clause["score"], weight=clause["weight"], **clause["signals"]
        )
        page.line(f"{clause['clause']}: {signals}", "faint", first="  ")
