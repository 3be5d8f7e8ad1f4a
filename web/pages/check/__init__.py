"""`/sjekk`: a draft filled in, checked as it grows, kept behind a secret address, and taken along as a file."""
