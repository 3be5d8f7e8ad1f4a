"""A draft read from a document: DOCX, PDF, ODT or text -> blocks -> fields, each with the words it was read from."""
