"""`/innsikt`: what is asked about, what could not be answered, and use over time."""
