"""Answers with citations, and the pre-check of drafts. Imports no web framework."""
