"""Alembic's entry: runs the steps on the connection `upgrade` hands over. There is no command-line use."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
