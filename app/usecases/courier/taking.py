"""Taking in from a stick: answers for this laptop, and sealed files of others to be carried on."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.contract.bundle import BadBundle, Label, Purpose, file_name, named, read_file, read_head
from app.contract.limits import LARGEST_BUNDLE, LARGEST_HEAD
from app.usecases.courier import parcels
from app.usecases.courier.ports import Files, Sealing
from app.usecases.courier.wrapping import opened
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
        """Others' work: kept as it is until central has it. Our own is here anyway."""
        if name != file_name(Purpose.BUNDLE, label.id):
            raise BadBundle("bundle_altered")
        held = self.courier.names()
        if label.device == self.store.read().setting(Setting.DEVICE) or name in held:
            return
        waiting = [one for one in held if (known := named(one)) and known[0] is Purpose.BUNDLE]
        if len(waiting) >= MOST_CARRIED:
            raise BadBundle(COURIER_FULL)
        whole = self.stick.piece(name, 0, LARGEST_BUNDLE + 1)
        read_file(whole)
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
        self.taken.parcels += 1
        self.taken.answers += answers
        self.taken.records += records
        self.taken.guide = parcel.guide or self.taken.guide


def take_in(store: Store, stick: Files, courier: Files, sealing: Sealing, ids: Ids, clock: Clock) -> TakenIn:
    """Everything on a stick that is for us or can be carried on; the stick itself stays as it is.

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
    return taken
