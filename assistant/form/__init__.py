"""The pre-check's form: its fields in sections, and what a person has typed in them, turned into a draft."""
