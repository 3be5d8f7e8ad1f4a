"""Rundskriv, their clauses, the index over them, and retrieval. Imports nothing of the layers above."""
