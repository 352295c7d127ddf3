"""The pen of whoever works at this laptop now, and the running session kept after every answer."""

from __future__ import annotations

from app.domain.changes import Pen
from app.domain.draft import Draft
from app.usecases.ports import Clock, Ids, Reading, Store
from app.usecases.settings import Setting


def seconds(clock: Clock) -> int:
    """Now, as Unix seconds."""
    return int(clock.now().timestamp())


def pen_of(reading: Reading, clock: Clock, ids: Ids, author: str) -> Pen:
    """The pen of an operator on this laptop, now."""
    now_ms = int(clock.now().timestamp() * 1000)
    return Pen(author=author, device=reading.setting(Setting.DEVICE), now_ms=now_ms, new_id=ids.new)


def keep(store: Store, clock: Clock, draft: Draft) -> Draft:
    """Autosave: the draft as it is now, in one small transaction."""
    kept = draft.at(seconds(clock))
    with store.write() as writing:
        writing.save_draft(kept)
    return kept
