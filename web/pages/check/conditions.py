"""The stylesheet that shows a field only where the form asks for it. So it needs no script, and works as one types."""

from __future__ import annotations

from functools import cache

from assistant.form.form import Need, load_form
from web.pages.check.form_view import entry_id, needs_token


@cache
def conditions_stylesheet() -> str:
    """One rule for each condition of the form. A browser without :has() shows every field."""
    needs = dict.fromkeys(load_form().needs)
    return "@supports selector(:has(*)) {\n" + "".join(_rule(need) for need in needs) + "}\n"


def _rule(need: Need) -> str:
    answers = ", ".join(f'[id="{entry_id(need.of)}-{answer}"]:checked' for answer in need.answers)
    token = needs_token(need)
    chosen = f'[name="{need.of}"]:checked'
    # An option that belongs elsewhere is taken away only when the choice has been made.
    return (
        f'form:not(:has({answers})) [data-needs="{token}"], '
        f'form:has({chosen}):not(:has({answers})) [data-option-needs="{token}"] {{ display: none; }}\n'
    )
