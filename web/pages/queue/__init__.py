"""`/ko`: questions that the rundskriv did not answer, and the answers that the helpdesk gives them."""
