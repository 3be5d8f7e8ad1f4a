"""From a rundskriv's lines to its clauses: one sentence or list item each, with its section path and offsets."""
