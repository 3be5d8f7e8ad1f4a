"""Draft documents of our own making, in many layouts, and how much of each is read right."""
