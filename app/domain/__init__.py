"""The nouns and the rules. Standard library only; time, ids and randomness are arguments."""
