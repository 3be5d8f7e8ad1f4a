"""The index over clauses and ways to ask: built aside, verified, swapped in."""
