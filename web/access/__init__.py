"""Who asks: the device, the session, and what a role may see."""
