"""Question sets, their scoring, and benchmarks beside stock pipelines."""
