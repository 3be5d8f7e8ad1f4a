"""From a question to a cited answer: an ordered pipeline of small steps."""
