"""A sheet of another commune is the order to move there: new name and keys, nothing taken along but the operators.

The keys in use stay until the other commune has adopted this laptop; those made for the move wait beside them, so
that a lost answer can be asked for again with the same name and keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from app.domain.delivery import Delivery
from app.usecases.ports import Ids, Reading, Store, Writing
from app.usecases.settings import Setting


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    """Who this laptop will be; keys as `usecases.pairing.Keys` has them."""

    device: str
    signing_private: str
    signing_public: str
    sealing_private: str
    sealing_public: str


def is_drained(reading: Reading) -> bool:
    """Whether central has answered for everything written here, and nobody is being helped."""
    is_refused = any(one.state == Delivery.QUARANTINED for one in reading.attention())
    return not (reading.unsent(1, 1) or reading.drafts() or is_refused)


def prepared(store: Store, make: Callable[[str], Moving], ids: Ids) -> Moving:
    """The name and keys for the move, made once; `make` is given the name."""
    kept = store.read().setting(Setting.MOVE)
    if kept:
        return msgspec.json.decode(kept, type=Moving)
    moving = make(ids.new())
    with store.write() as writing:
        writing.set_setting(Setting.MOVE, msgspec.json.encode(moving).decode())
    return moving


def forget(store: Store) -> None:
    """The name is known elsewhere by now: the next try takes another."""
    with store.write() as writing:
        writing.set_setting(Setting.MOVE, "")


def move_in(writing: Writing, moving: Moving, epoch: int, staying: Sequence[str]) -> None:
    """Leave the old commune behind and be who was prepared. What was known of its central is forgotten, too."""
    writing.leave_commune(epoch, staying)
    kept = {
        Setting.DEVICE: moving.device,
        Setting.SIGNING_KEY: moving.signing_private,
        Setting.SIGNING_PUBLIC: moving.signing_public,
        Setting.SEALING_KEY: moving.sealing_private,
        Setting.SEALING_PUBLIC: moving.sealing_public,
        Setting.SERVER_ID: "",
        Setting.COMMUNE_NAME: "",
        Setting.DURABLE_SEQ: "",
        Setting.LAST_SUCCESS: "",
        Setting.LEFTOVERS_OFFERED: "",
        Setting.LEFT_OVER: "",
    }
    for key, value in kept.items():
        writing.set_setting(key, value)
