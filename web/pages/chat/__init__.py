"""`/`: ask, see the answer come, and find one's conversations again."""
