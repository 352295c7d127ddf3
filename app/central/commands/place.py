"""Which central a command speaks to, and whether there is one: only `init` makes one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from app.central.app import office_at
from app.central.commands.given import Unfit
from app.central.keeping.faults import KeepingFault
from app.central.office import Office
from app.central.outside import Outside
from app.central.settings import Settings
from app.central.store.engine import POSTGRES, UnusableDatabase, open_database, reading
from app.central.store.tables import server_meta
from app.central.web.halted import halted_words
from app.i18n import _


@contextmanager
def office_of(settings: Settings, *, looking: bool = False) -> Iterator[Office]:
    """Central as these settings say, without listening; who it is and where it lies goes to the error output.

    Raises Unfit("no_central"); UnusableDatabase; KeepingFault when the database went back, unless somebody
    is only `looking`.
    """
    require(settings)
    with _opened(settings) as office:
        why = office.sentry.why
        if office.sentry.is_halted and not looking:
            raise KeepingFault(why)
        if why:
            print(halted_words()[why], file=sys.stderr)
        yield office


@contextmanager
def new_office(settings: Settings) -> Iterator[Office]:
    """The same, and when there is none it is made.

    Raises KeepingFault("guard_remembers") when there was one: a new one beside its guard would serve nobody.
    """
    if not is_there(settings) and Outside(Path(settings.guard)).seen().server_id:
        raise KeepingFault("guard_remembers", settings.guard)
    with _opened(settings) as office:
        if office.sentry.is_halted:
            raise KeepingFault(office.sentry.why)
        yield office


def require(settings: Settings) -> None:
    """Raise Unfit("no_central") when nobody has made a central there."""
    if not is_there(settings):
        raise Unfit("no_central", where(settings))


def is_there(settings: Settings) -> bool:
    """Whether somebody has made a central there; looking makes nothing. Raises OSError, UnusableDatabase."""
    if _is_file(settings) and not _holds_something(Path(settings.database)):
        return False
    try:
        engine = open_database(settings.database, settings.file_key, settings.database_limits)
        try:
            with reading(engine).begin() as connection:
                is_ours = sa.inspect(connection).has_table(server_meta.name)
                return is_ours and connection.execute(sa.select(server_meta.c.one)).first() is not None
        finally:
            engine.dispose()
    except ValueError as cause:  # a port that is no number, a host that cannot be one
        raise UnusableDatabase("url_unknown") from cause


def where(settings: Settings) -> str:
    """The file, or the address without its password, as people know it."""
    if _is_file(settings):
        return str(Path(settings.database).absolute())
    try:
        url = sa.make_url(settings.database)
    except (sa.exc.ArgumentError, ValueError):
        return "DIEMTUA_DATABASE_URL"
    told = {name: url.query[name] for name in ("host", "port") if name in url.query}
    shown = sa.URL.create(url.drivername, url.username, None, url.host, url.port, url.database, told)
    return shown.render_as_string()


def named(fingerprint: str, settings: Settings) -> str:
    """One line: the mark on its sheets, and where it lies."""
    return _("Central {mark}, in {place}").format(mark=grouped(fingerprint), place=where(settings))


def grouped(code: str) -> str:
    """A code in groups that can be read aloud; whoever types it may keep the spaces."""
    size = 4 if len(code) % 4 == 0 else 5
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


@contextmanager
def _opened(settings: Settings) -> Iterator[Office]:
    with office_at(settings.database, settings.file_key, settings.guard, settings.database_limits) as office:
        print(named(office.who.fingerprint, settings), file=sys.stderr)
        yield office


def _is_file(settings: Settings) -> bool:
    return not settings.database.startswith(POSTGRES) and "://" not in settings.database


def _holds_something(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
