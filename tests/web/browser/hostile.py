"""Ten thousand strings that would run a script where something forgot to escape them; always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

# Each of them, run, tells the page's test so. From the kinds that OWASP's and PortSwigger's cheat sheets list.
RUN = "window.hit=1"
ELEMENTS = [
    "<script>{run}</script>",
    "<img src=x onerror={run}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<body onload={run}>",
    "<iframe srcdoc='<script>parent.{run}</script>'>",
    "<iframe src=javascript:parent.{run}>",
    "<details open ontoggle={run}>",
    "<input autofocus onfocus={run}>",
    "<video><source onerror={run}></video>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}>",
    "<a href=javascript:{run} autofocus onfocus={run}>x</a>",
    "<style>@import 'javascript:{run}'</style>",
    "<hx-partial hx-target=#spor><img src=x onerror={run}></hx-partial>",
    "<div hx-get=/ hx-trigger=load hx-on:htmx:load={run}>",
    "<form action=javascript:{run}><button autofocus>",
    "<object data=javascript:{run}>",
    "<embed src=javascript:{run}>",
    "<link rel=stylesheet href=javascript:{run}>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<template><script>{run}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'>",
    "javascript:{run}",
    "{{{{constructor.constructor('{run}')()}}}}",
    "${{{run}}}",
    "{{% print({run}) %}}",
]
# What it may stand in: text, an attribute in either quotes or none, a comment, a script, an address.
BEFORE = ["", '"', "'", '">', "'>", "-->", "]]>", " onfocus=", "[1] ", "«", '\\"', "\u2028"]
BEFORE += ["</textarea>", "</title>", "</template>", "</script>", "</h2>", "</hx-partial>"]
BEFORE += ["\r\n\r\ndata: ", "\nevent: done\ndata: "]
AFTER = ["", "<!--", '"', "'", ' x="', "\n", "»", " [1]", "\\", "//"]


def _varied(text: str, chance: random.Random) -> str:
    """The same to a browser, another to a filter."""
    changes = (
        lambda: text,
        lambda: text.upper().replace("WINDOW.HIT=1", RUN),
        lambda: text.replace(" ", "/"),
        lambda: text.replace(" ", "\t"),
        lambda: text.replace(" ", "\n"),
        lambda: text.replace("<", "<\x0c", 1),
        lambda: text.replace("<", "&lt;", 1) + text,
        lambda: text.replace("javascript", "java\tscript"),
        lambda: text.replace("=", " = "),
        lambda: "".join(f"&#{ord(sign)};" for sign in text) + text,
        lambda: text + text,
    )
    return chance.choice(changes)()


def hostile_strings(number: int) -> list[str]:
    """The first `number` of them. None begins or ends with white space, or holds what is refused as no text."""
    return list(islice(_distinct(), number))


def _distinct() -> Iterator[str]:
    seen = set[str]()
    chance = random.Random(20)  # noqa: S311 - the same each time
    while True:
        element = _varied(chance.choice(ELEMENTS).format(run=RUN), chance)
        text = f"n{len(seen)} {chance.choice(BEFORE)}{element}{chance.choice(AFTER)} z".replace("\x0c", " ")
        if text not in seen:
            seen.add(text)
            yield text
