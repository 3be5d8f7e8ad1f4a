"""The result of a check as a document: for print, PDF and Word, all made from the same outline; and the deadlines."""
