"""The pages: thin routes, one module a page."""
