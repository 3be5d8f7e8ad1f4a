"""What people ask about: names, everyday words and ways to ask, tied to clauses."""
