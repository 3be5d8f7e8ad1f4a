"""The steps of the pipeline, one a file. Each reads and fills the context; one that returns an answer ends the run."""
