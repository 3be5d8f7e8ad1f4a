"""Other libraries for asking documents, each with its own defaults, in an environment of their own.

`python -m evals.rivals.install` makes the environment; `tuki eval --peers` runs them where it is there.
"""
