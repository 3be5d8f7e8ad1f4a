"""What the helpdesk works with: its queue, its approved answers, what is asked about, and a record of who did what."""
