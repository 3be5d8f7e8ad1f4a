"""The pages, one a file: thin routes over the services."""
