"""What is kept: one database for drafts, conversations, accounts and the helpdesk's work."""
