"""The encrypted file on this laptop: opening it, keeping what travels, reading it back. Nothing here knows a screen."""
