"""Who may see what the helpdesk sees: accounts, their sessions, and signing in."""
