"""People who are expected: the list, and gathering several at one place."""
