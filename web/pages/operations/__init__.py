"""`/drift`: the banner, the accounts, the record of who did what, and how the service is."""
