"""What the pages and the command line say, in bokmål, nynorsk and English."""
