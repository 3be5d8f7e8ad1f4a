"""The commands, one a file: each has `run(args) -> int`, the exit status, and imports what it needs when it runs."""
