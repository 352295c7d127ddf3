"""Where central's database is and how it may be reached: environment first, then the command line."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from platformdirs import user_data_path

from app.central.store.engine import POSTGRES, DatabaseLimits

LOOPBACK = "127.0.0.1"
PORT = 8017

_KEY = re.compile(r"[0-9a-fA-F]{64}")


class WrongSetting(Exception):
    """Central does not start like this; stable `code`: needs_tls, file_missing, not_a_number, key_shape,
    workers_need_postgresql, worker_ended.
    """

    def __init__(self, code: str, subject: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much central lets happen at once, in one worker. Each is read from DIEMTUA_<NAME>.

    `slots`: pushes, pulls and other heavy requests worked on; `slot_seconds`: how long one waits for a slot
    before it is told `busy`; `hello_slots`: hellos and pairings, which wait in a line of their own; `bodies`:
    requests whose body is still arriving; `connections`: all that are open; `idle_seconds`: a connection that
    asks nothing, or asks too slowly; `stop_seconds`: for requests under way once told to stop;
    `watch_seconds`: between two looks at the guard.
    """

    slots: int = 12
    slot_seconds: int = 2
    hello_slots: int = 6
    bodies: int = 256
    connections: int = 4_000
    idle_seconds: int = 30
    stop_seconds: int = 10
    watch_seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`database` is a PostgreSQL URL or the path of a SQLite file, which `file_key` (64 hex digits) encrypts.

    The key also encrypts backups. `guard` is the folder of what is kept outside the database: put it on another
    disk. `certificate` and `key` are PEM files; `address` is what sheets say if central is reached elsewhere;
    `min_app` is the oldest program laptops are asked to have; `workers` are processes that share the port.
    """

    database: str
    guard: str = ""
    file_key: str = ""
    host: str = LOOPBACK
    port: int = PORT
    certificate: str = ""
    key: str = ""
    address: str = ""
    min_app: str = ""
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    database_limits: DatabaseLimits = field(default_factory=DatabaseLimits)

    @property
    def has_tls(self) -> bool:
        """Whether both parts of a TLS identity were given."""
        return bool(self.certificate and self.key)

    def url(self, port: int) -> str:
        """The address devices reach central at when it listens on `port`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.address or f"{'https' if self.has_tls else 'http'}://{host}:{port}"


def from_environment(environment: Mapping[str, str], folder: str = "") -> Settings:
    """The settings of this machine; `folder` is where the SQLite file lies when no database is named.

    Raises WrongSetting: not_a_number (a limit that is not a whole number above 0), key_shape.
    """
    kept = Path(folder or environment.get("DIEMTUA_CENTRAL_DIR") or user_data_path("diemtua-central"))
    return Settings(
        database=environment.get("DIEMTUA_DATABASE_URL") or str(kept / "central.db"),
        guard=environment.get("DIEMTUA_CENTRAL_GUARD") or str(kept / "guard"),
        file_key=_file_key(environment.get("DIEMTUA_CENTRAL_FILE_KEY", "").strip()),
        certificate=environment.get("DIEMTUA_TLS_CERTIFICATE", ""),
        key=environment.get("DIEMTUA_TLS_KEY", ""),
        address=environment.get("DIEMTUA_CENTRAL_ADDRESS", "").rstrip("/"),
        min_app=environment.get("DIEMTUA_MIN_APP", ""),
        workers=_number(environment, "DIEMTUA_WORKERS", 1),
        limits=Limits(**_numbers(environment, Limits())),
        database_limits=DatabaseLimits(**_numbers(environment, DatabaseLimits())),
    )


def _file_key(said: str) -> str:
    """SQLCipher would take anything else for a passphrase, and the backups could not be sealed with it."""
    if said and not _KEY.fullmatch(said):
        raise WrongSetting("key_shape", "DIEMTUA_CENTRAL_FILE_KEY")
    return said


def _numbers(environment: Mapping[str, str], usual: Limits | DatabaseLimits) -> dict[str, int]:
    """Each limit as the environment says, or as usual."""
    names = [one.name for one in fields(usual)]
    return {name: _number(environment, f"DIEMTUA_{name.upper()}", getattr(usual, name)) for name in names}


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    said = environment.get(name, "").strip()
    if not said:
        return usual
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 1_000_000:
        raise WrongSetting("not_a_number", name)
    return int(said)


def check_listening(settings: Settings) -> None:
    """Refuse to be reachable from other machines in clear text, and what an embedded file cannot do.

    Raises WrongSetting: needs_tls (not loopback, no certificate and key), file_missing (`subject` names it),
    workers_need_postgresql (one process writes to an embedded file; a second one only makes it slower).
    """
    for file in filter(None, (settings.certificate, settings.key)):
        if not Path(file).is_file():
            raise WrongSetting("file_missing", file)
    if not settings.has_tls and not is_loopback(settings.host):
        raise WrongSetting("needs_tls", settings.host)
    if settings.workers < 1:
        raise WrongSetting("not_a_number", "--workers")
    if settings.workers > 1 and not settings.database.startswith(POSTGRES):
        raise WrongSetting("workers_need_postgresql", str(settings.workers))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address; no name but localhost is trusted to be."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
