"""A sheet of another commune is the order to move there: new name and keys, nothing taken along but the operators.

The keys in use stay until the other commune has adopted this laptop; those made for the move wait beside them, so
that a lost answer can be asked for again with the same name and keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from app.domain.delivery import Delivery
from app.domain.problems import ProblemCode
from app.usecases.courier.wrapping import durable_of
from app.usecases.ports import Ids, Reading, Store, Writing
from app.usecases.settings import Setting


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    """Who this laptop will be; keys as `usecases.pairing.Keys` has them."""

    device: str
    signing_private: str
    signing_public: str
    sealing_private: str
    sealing_public: str


def hindrance(reading: Reading) -> ProblemCode | None:
    """Why this laptop must stay for now, or None: only it can send its work again should central lose it.

    PAIRING_OTHER_COMMUNE while central has not taken everything or somebody is being helped; PAIRING_NOT_SAFE while
    something it took waits for review, or is in no backup that was restored as a test.
    """
    is_refused = any(one.state == Delivery.QUARANTINED for one in reading.attention())
    if reading.unsent(1, 1) or reading.drafts() or is_refused:
        return ProblemCode.PAIRING_OTHER_COMMUNE
    return ProblemCode.PAIRING_NOT_SAFE if reading.units(durable_of(reading), 0) else None


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
