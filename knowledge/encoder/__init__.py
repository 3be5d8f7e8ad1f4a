"""The project's own encoder: a small table of word vectors that ships with the package and needs no torch to ask."""
