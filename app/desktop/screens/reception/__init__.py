"""Receiving a person: search, the right person?, people alike, a new person."""
