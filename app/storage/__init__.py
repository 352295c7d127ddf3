"""The encrypted file on this laptop: opening it, keeping what travels, reading it back. No screens here."""
