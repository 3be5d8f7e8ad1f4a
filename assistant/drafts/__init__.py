"""Drafts that are kept on the server for a while, each behind a secret of its own."""
