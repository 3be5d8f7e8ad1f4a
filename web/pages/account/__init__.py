"""Signing in and out, one's password and one's sessions."""
