"""Where central's database is and how it may be reached: environment first, then the command line."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

LOOPBACK = "127.0.0.1"
PORT = 8017


class WrongSetting(Exception):
    """Central does not start like this; `code` is stable (`needs_tls`, `file_missing`)."""

    def __init__(self, code: str, subject: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`database` is a PostgreSQL URL or the path of a SQLite file, which `file_key` (64 hex digits) encrypts.

    `certificate` and `key` are PEM files; `address` is what sheets say if central is reached elsewhere.
    """

    database: str
    file_key: str = ""
    host: str = LOOPBACK
    port: int = PORT
    certificate: str = ""
    key: str = ""
    address: str = ""

    @property
    def has_tls(self) -> bool:
        """Whether both parts of a TLS identity were given."""
        return bool(self.certificate and self.key)

    def url(self, port: int) -> str:
        """The address devices reach central at when it listens on `port`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.address or f"{'https' if self.has_tls else 'http'}://{host}:{port}"


def from_environment(environment: Mapping[str, str], folder: str = "") -> Settings:
    """The settings of this machine; `folder` is where the SQLite file lies when no database is named."""
    kept = Path(folder or environment.get("DIEMTUA_CENTRAL_DIR") or user_data_path("diemtua-central"))
    return Settings(
        database=environment.get("DIEMTUA_DATABASE_URL") or str(kept / "central.db"),
        file_key=environment.get("DIEMTUA_CENTRAL_FILE_KEY", ""),
        certificate=environment.get("DIEMTUA_TLS_CERTIFICATE", ""),
        key=environment.get("DIEMTUA_TLS_KEY", ""),
        address=environment.get("DIEMTUA_CENTRAL_ADDRESS", "").rstrip("/"),
    )


def check_listening(settings: Settings) -> None:
    """Refuse to be reachable from other machines in clear text.

    Raises WrongSetting: needs_tls (not loopback, no certificate and key), file_missing (`subject` names it).
    """
    for file in filter(None, (settings.certificate, settings.key)):
        if not Path(file).is_file():
            raise WrongSetting("file_missing", file)
    if not settings.has_tls and not is_loopback(settings.host):
        raise WrongSetting("needs_tls", settings.host)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address; no name but localhost is trusted to be."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
