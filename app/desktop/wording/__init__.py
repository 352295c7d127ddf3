"""Codes into sentences: the only place of the desktop where a code becomes words. No widgets here."""
