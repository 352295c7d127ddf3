"""Backups of central: made, tried out, brought back. What is kept beside the database lies in `outside`."""
