"""Conversations, as they are kept for the one who asked and for the helpdesk."""
