"""The outer layer: pages, HTTP and the command line."""
