"""Things to look at: one list at the left, what is open of it at the right."""
