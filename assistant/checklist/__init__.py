"""The pre-check of a draft application: the same draft, ruleset and date always give the same report. No model."""
