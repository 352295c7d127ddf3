"""Programs of different ages: is there a newer one than ours, and what may central understand now that it did not."""

from __future__ import annotations

from app.contract.messages import Welcome
from app.domain.delivery import Delivery
from app.usecases.ports import Reading
from app.usecases.settings import Setting

SKEWED = ("unknown_kind", "unknown_op", "wrong_type")
"""Why an older central sets aside what a newer laptop wrote."""


def newer_app(app: str, welcome: Welcome) -> str:
    """The version central asks for when ours is older, else empty. Nothing waits for it."""
    return welcome.min_app if is_older(app, welcome.min_app) else ""


def is_older(app: str, wanted: str) -> bool:
    """Whether version `app` comes before `wanted`; what is no version number is never older."""
    ours, theirs = _numbers(app), _numbers(wanted)
    return bool(ours and theirs) and ours < theirs


def understood_now(reading: Reading, welcome: Welcome) -> list[str]:
    """The changes to offer again because central reads newer shapes than when it set them aside."""
    if welcome.schemas[1] <= int(reading.setting(Setting.SCHEMA_READ) or 0):
        return []
    refused = (one for one in reading.attention() if one.state == Delivery.QUARANTINED)
    return [one.change.id for one in refused if one.code in SKEWED]


def _numbers(version: str) -> tuple[int, ...]:
    """`1.10.2` as numbers; an ending like `rc1` ends them."""
    found = []
    for part in version.split("."):
        if not (part.isascii() and part.isdigit()):
            break
        found.append(int(part))
    return tuple(found)
