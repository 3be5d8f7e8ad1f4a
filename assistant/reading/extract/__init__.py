"""From the bytes of a document to its blocks, one module a format."""
