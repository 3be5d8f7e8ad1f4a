"""Fetching of official documents: only from allowed hosts, only at public addresses, within limits, and politely."""
