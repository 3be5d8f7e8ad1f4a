"""`/oppslag`: clauses, approved answers and earlier questions, looked up while on the phone."""
