"""`diemtua guide …`: what an author of guide packs does without opening the program."""

from app.desktop.guides.line import main

__all__ = ["main"]
