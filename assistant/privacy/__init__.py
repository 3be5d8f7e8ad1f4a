"""Privacy: what is taken out of a question before it is kept or passed on."""
