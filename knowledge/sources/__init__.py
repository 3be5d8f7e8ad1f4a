"""The rundskriv: their source text, metadata and catalogue."""
