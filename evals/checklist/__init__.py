"""Measures of the pre-check: how many mutants of its ruleset the tests catch."""
