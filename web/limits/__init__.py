"""What guards the service: the size of a request, how many a client makes, and what a browser may do with a page."""
