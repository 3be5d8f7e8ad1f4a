"""Why an answer is what it is: what was understood, the topics and clauses that were candidates, and what decided."""

from __future__ import annotations

from typing import Any

from assistant.answering.context import Context

MOST_TOPICS, MOST_CLAUSES = 5, 8
# Of an answer that the helpdesk approved nothing was weighed.
_NOTHING: dict[str, Any] = {"topics": [], "shares": {}, "parts": [], "clauses": [], "broken_rules": []}


def explain(context: Context) -> dict[str, Any]:
    """What a helpdesk looks at. Shares lie between 0 and 1 and are rounded to three decimals.

    `understood`: the language, what the question leans on, its asking parts, the rundskriv and the facts told;
    `topics`: the likeliest ones, each with its share; `shares`: how much speaks for each status; `parts`: the same of
    each asking part; `clauses`: the candidates with each signal's score, the weight that the topics give them, and if
    they are cited; `broken_rules`: the rules that the situation told breaks; `status`.
    """
    reading = context.read
    understood = {
        "lang": reading.lang,
        "rundskriv": context.source.number,
        "leans_on": reading.leans_on,
        "parts": list(reading.asking),
        "facts": context.facts,
    }
    if context.belief is None:
        return {**_NOTHING, "understood": understood, "status": context.status.value}
    belief = context.belief
    return {
        "understood": understood,
        "topics": [_topic(context, match.topic, match.score) for match in belief.matches[:MOST_TOPICS]],
        "shares": belief.shares,
        "parts": [
            {"part": part, "topic": own.matches[0].topic, "shares": own.shares}
            for part, own in zip(reading.asking, context.part_beliefs, strict=False)
        ],
        "clauses": _clauses(context),
        "broken_rules": [finding.rule for finding in context.findings],
        "status": context.status.value,
    }


def _topic(context: Context, name: str, share: float) -> dict[str, Any]:
    topic = context.tools.search.topic(name)
    return {"topic": name, "name": topic.names[context.lang][0], "share": round(share, 3)}


def _clauses(context: Context) -> list[dict[str, Any]]:
    weights = context.believed.weights(context.tools.search.topic, context.source.number)
    cited = {citation.clause for citation in context.citations}
    return [
        {
            "clause": hit.clause.id,
            "quote": hit.clause.text,
            "score": round(hit.score, 3),
            "signals": {name: round(score, 3) for name, score in hit.signals.items()},
            "weight": round(weights.get(hit.clause.id, 0.0), 3),
            "cited": hit.clause.id in cited,
        }
        for hit in context.hits[:MOST_CLAUSES]
    ]
