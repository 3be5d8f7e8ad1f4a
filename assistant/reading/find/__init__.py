"""From blocks to fields: statements (label and value), sentences, and the rules that tie each to a field."""
