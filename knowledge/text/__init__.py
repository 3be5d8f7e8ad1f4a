"""Plain text: its lines and words, and what stands for the same word."""
