"""Taking in from a stick: answers for this laptop, and sealed files of others to be carried on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from app.contract.bundle import (
    BadBundle,
    Label,
    Parcel,
    Purpose,
    file_id,
    file_name,
    named,
    read_file,
    read_head,
)
from app.contract.faults import StickFault
from app.contract.limits import LARGEST_BUNDLE, LARGEST_HEAD
from app.domain.ids import is_id
from app.usecases.courier import parcels
from app.usecases.courier.ports import Files, Sealing
from app.usecases.courier.wrapping import KEPT_MS, opened
from app.usecases.ports import Clock, Ids, Store
from app.usecases.settings import Setting

MOST_CARRIED = 200
"""Files of others one laptop carries at a time."""

COURIER_FULL = "courier_full"
NOT_FOR_US = "bundle_not_ours"


@dataclass(slots=True, kw_only=True)
class TakenIn:
    """What a stick brought: `carried` bundles of others, parcels of ours with `answers` and `records`, parcels for
    others left where they are, and by name what could not be taken, with its code. `guide` are the files of a guide
    pack that came along; `has_guide` that it was newer and is in force from now on.
    """

    carried: int = 0
    parcels: int = 0
    answers: int = 0
    records: int = 0
    for_others: int = 0
    guide: dict[str, str] = field(default_factory=dict)
    has_guide: bool = False
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taking:
    store: Store
    stick: Files
    courier: Files
    sealing: Sealing
    ids: Ids
    clock: Clock
    taken: TakenIn
    done: set[str] = field(default_factory=set)

    def take(self, purpose: Purpose, name: str) -> None:
        """Raises BadBundle, StickFault, StoreFault."""
        head, _ = read_head(self.stick.piece(name, 0, LARGEST_HEAD))
        if head.label.server_id != self.store.read().setting(Setting.SERVER_ID):
            raise BadBundle("bundle_other_central")
        if purpose is Purpose.BUNDLE:
            self._take_bundle(name, head.label)
        elif purpose is Purpose.PARCEL:
            self._take_parcel(name)

    def _take_bundle(self, name: str, label: Label) -> None:
        """Others' work: kept as it is until central has it. Our own, and what we have the answer to, is passed over.

        A bundle's name is made of its bytes: no other file can take its place here.
        """
        known, held = named(name), self.courier.names()
        answer = file_name(Purpose.PARCEL, known[1]) if known else ""
        if label.device == self.store.read().setting(Setting.DEVICE) or name in held or answer in held:
            return
        waiting = [one for one in held if (known := named(one)) and known[0] is Purpose.BUNDLE]
        if len(waiting) >= MOST_CARRIED:
            raise BadBundle(COURIER_FULL)
        whole = self.stick.piece(name, 0, LARGEST_BUNDLE + 1)
        read_file(whole)
        if name != file_name(Purpose.BUNDLE, file_id(whole)):
            raise BadBundle("bundle_altered")
        self.courier.put(name, whole)
        self.taken.carried += 1

    def _take_parcel(self, name: str) -> None:
        try:
            parcel = opened(self.store.read(), self.sealing, self.stick.piece(name, 0, LARGEST_BUNDLE + 1))
        except BadBundle as bad:
            if bad.code != NOT_FOR_US:
                raise
            self.taken.for_others += 1
            return
        answers, records = parcels.apply(self.store, parcel, self.ids, self.clock.now())
        self._note_done(name, parcel, has_answers=answers > 0)
        self.taken.parcels += 1
        self.taken.answers += answers
        self.taken.records += records
        self.taken.guide = parcel.guide or self.taken.guide

    def _note_done(self, name: str, parcel: Parcel, *, has_answers: bool) -> None:
        """What would only be carried on for nothing: our bundles answered here, and an old answer."""
        age = int(self.clock.now().timestamp() * 1000) - parcel.label.made_at
        bundles = {file_name(Purpose.BUNDLE, one) for one in parcel.bundles if has_answers and is_id(one)}
        self.done.update(bundles, {name} if age > KEPT_MS else ())

    def tidy(self) -> None:
        """Take it off the stick; one that cannot be written keeps it."""
        with suppress(StickFault):
            for name in self.done:
                self.stick.remove(name)


def take_in(store: Store, stick: Files, courier: Files, sealing: Sealing, ids: Ids, clock: Clock) -> TakenIn:
    """Everything on a stick that is for us or can be carried on; only what was answered for us is taken off it.

    A file that is damaged, forged or somebody else's spoils no other. Raises StickFault, StoreFault.
    """
    taken = TakenIn()
    taking = _Taking(
        store=store, stick=stick, courier=courier, sealing=sealing, ids=ids, clock=clock, taken=taken
    )
    for name in stick.names():
        known = named(name)
        try:
            if known is not None:
                taking.take(known[0], name)
        except BadBundle as bad:
            taken.faults[name] = bad.code
    taking.tidy()
    return taken
