"""This laptop's own clock, fresh ids, and the folder its data lie in."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

HOME = "DIEMTUA_HOME"
"""Environment variable that puts this machine's folder somewhere else."""


class LaptopClock:
    """The laptop's own clock, in its own time zone."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now().astimezone()


class FreshIds:
    """Ids and slip codes from the system's randomness."""

    def new(self) -> str:
        """A new id."""
        import secrets

        from app.domain.ids import RANDOM_BYTES, new_id

        return new_id(int(datetime.now().timestamp() * 1000), secrets.token_bytes(RANDOM_BYTES))

    def code(self) -> str:
        """Ten characters for a slip."""
        import secrets

        from app.domain.ids import short_code

        return short_code(secrets.token_bytes(8))


def home() -> Path:
    """This machine's folder."""
    chosen = os.environ.get(HOME)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("DiemTua", appauthor=False))
