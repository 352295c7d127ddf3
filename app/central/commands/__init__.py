"""`diemtua central …`: what a person does on central's own machine. The work lies in the modules called."""

from app.central.commands.line import main

__all__ = ["main"]
