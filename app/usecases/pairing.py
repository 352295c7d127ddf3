"""Being adopted by a central: proof checked, token kept, and the work done before that kept too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from app.contract.faults import Refused
from app.contract.messages import Pair, Paired, PairedOperator
from app.contract.pairing import PairingSheet
from app.domain.problems import Problem, ProblemCode
from app.usecases import moving
from app.usecases.device import DeviceIdentity, device_identity, operators
from app.usecases.ports import Central, Ids, Reading, Store, Writing
from app.usecases.settings import Setting

DEVICE_KNOWN = "device_known"
"""Central knows this name with other keys, from another store or in another commune."""

_WRONG_COMMUNE = "wrong_commune"

_GLANCE = 1_000
"""Changes looked at for unsent work: more operators than that never stood at one laptop."""


class Keys(Protocol):
    """Raw keys in base64url."""

    @property
    def signing_private(self) -> str: ...
    @property
    def signing_public(self) -> str: ...
    @property
    def sealing_private(self) -> str: ...
    @property
    def sealing_public(self) -> str: ...


class Trust(Protocol):
    """Where keys are made and signatures checked."""

    def new_keys(self) -> Keys:
        """Fresh keys for this device."""
        ...

    def signed(self, signing_private: str, request: Pair) -> str:
        """The request's signature by this device."""
        ...

    def proof_holds(self, sheet: PairingSheet, request: Pair, paired: Paired) -> bool:
        """Whether the answer comes from the central on the sheet."""
        ...


@dataclass(frozen=True, slots=True)
class _Kept:
    """The public halves, and the private one that signs."""

    signing: str
    sealing: str
    signing_private: str


def pair_device(
    store: Store, central: Central, trust: Trust, ids: Ids, sheet: PairingSheet, app: str
) -> DeviceIdentity | Problem:
    """Ask the central on the sheet to adopt this laptop with the ids it has. No run may be under way.

    If another store was found under this device's name, or is found now, it takes a new one, with new keys, and
    unsent work goes with it (Writing.take_name).

    A sheet of another commune moves the laptop there, once all work of the first one is safe at central (else
    PAIRING_OTHER_COMMUNE or PAIRING_NOT_SAFE); see `moving.hindrance`. An answer without the sheet's signature
    changes nothing (PAIRING_NOT_PROVEN). Raises Unreachable and Refused.
    """
    asking = _Asking(store, central, trust, ids, sheet, app)
    try:
        return _stay(asking)
    except Refused as refused:
        if refused.code != _WRONG_COMMUNE:
            raise
    return _move(asking)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who asks whom, with which sheet."""

    store: Store
    central: Central
    trust: Trust
    ids: Ids
    sheet: PairingSheet
    app: str

    @property
    def identity(self) -> DeviceIdentity:
        """The laptop as it is now."""
        identity = device_identity(self.store)
        assert identity is not None, "the first run comes before pairing"
        return identity

    def ask(self, wanted: DeviceIdentity, keys: _Kept) -> Paired | None:
        """Central's answer to this laptop under some name and keys; None when it proves nothing."""
        request = _request(self.ids, wanted, _operators(self.store), keys, self.sheet.code, self.app)
        signature = self.trust.signed(keys.signing_private, request)
        request = msgspec.structs.replace(request, signature=signature)
        paired = self.central.pair(self.sheet.address, request)
        return paired if self.trust.proof_holds(self.sheet, request, paired) else None


def _stay(asking: _Asking) -> DeviceIdentity | Problem:
    """Be adopted where all that is here belongs."""
    try:
        return _join(asking)
    except Refused as refused:
        if refused.code != DEVICE_KNOWN:
            raise
    # A copy of this disk was paired first: only one may go on under the name.
    with asking.store.write() as writing:
        writing.set_setting(Setting.NEXT_DEVICE, asking.ids.new())
    return _join(asking)


def _join(asking: _Asking) -> DeviceIdentity | Problem:
    store, identity = asking.store, asking.identity
    name = store.read().setting(Setting.NEXT_DEVICE)
    keys = _keys(store, asking.trust, name)
    bound = _is_bound(store.read())  # a free laptop names no commune, so that central may place it anywhere
    wanted = replace(identity, device=name or identity.device, commune=identity.commune if bound else "")
    paired = asking.ask(wanted, keys)
    if paired is None:
        return Problem(ProblemCode.PAIRING_NOT_PROVEN)
    if bound and paired.commune != identity.commune:
        return Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    with store.write() as writing:
        _adopted(writing, asking.sheet, paired, name)
    return asking.identity


def _move(asking: _Asking) -> DeviceIdentity | Problem:
    """Be adopted by another commune under a new name, and leave what belongs to the old one."""
    store = asking.store
    if hindrance := moving.hindrance(store.read()):
        return Problem(hindrance)
    fresh = moving.prepared(store, lambda name: _fresh(asking.trust, name), asking.ids)
    keys = _Kept(fresh.signing_public, fresh.sealing_public, fresh.signing_private)
    try:
        paired = asking.ask(replace(asking.identity, device=fresh.device, commune=""), keys)
    except Refused as refused:
        if refused.code == DEVICE_KNOWN:
            moving.forget(store)
        raise
    if paired is None:
        return Problem(ProblemCode.PAIRING_NOT_PROVEN)
    staying = [one.id for one in operators(store)]
    with store.write() as writing:
        if _was_restored(writing, paired):
            return Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
        if hindrance := moving.hindrance(writing):
            return Problem(hindrance)
        moving.move_in(writing, fresh, paired.epoch, staying)
        _adopted(writing, asking.sheet, paired, "")
    return asking.identity


def _was_restored(reading: Reading, paired: Paired) -> bool:
    """Whether central has forgotten something since this laptop last heard of it: send first, then move."""
    is_ours = reading.setting(Setting.SERVER_ID) == paired.server_id
    return is_ours and 0 < reading.cursor().epoch < paired.epoch


def _fresh(trust: Trust, name: str) -> moving.Moving:
    keys = trust.new_keys()
    return moving.Moving(
        device=name,
        signing_private=keys.signing_private,
        signing_public=keys.signing_public,
        sealing_private=keys.sealing_private,
        sealing_public=keys.sealing_public,
    )


def _is_bound(reading: Reading) -> bool:
    """Whether something here belongs to this commune: unsent work, a running session, people from central, or
    a central there that knows this laptop.

    Operators who only introduced themselves are at home anywhere.
    """
    is_waiting = any(one.change.kind != "operator" for one in reading.unsent(_GLANCE * 1_000, _GLANCE))
    is_known = bool(reading.setting(Setting.SERVER_ID))
    return is_waiting or is_known or bool(reading.attention() or reading.drafts() or reading.cursor().seq)


def _keys(store: Store, trust: Trust, name: str) -> _Kept:
    """This device's keys, made once per name; they outlive a pairing that failed.

    A new name never goes with the keys that the other store has, too.
    """
    setting = store.read().setting
    if setting(Setting.SIGNING_KEY) and setting(Setting.KEYS_OF) == name:
        kept = (Setting.SIGNING_PUBLIC, Setting.SEALING_PUBLIC, Setting.SIGNING_KEY)
        return _Kept(*map(setting, kept))
    keys = trust.new_keys()
    with store.write() as writing:
        _keep_old(writing)
        writing.set_setting(Setting.SIGNING_KEY, keys.signing_private)
        writing.set_setting(Setting.SIGNING_PUBLIC, keys.signing_public)
        writing.set_setting(Setting.SEALING_KEY, keys.sealing_private)
        writing.set_setting(Setting.SEALING_PUBLIC, keys.sealing_public)
        writing.set_setting(Setting.KEYS_OF, name)
    return _Kept(keys.signing_public, keys.sealing_public, keys.signing_private)


def _keep_old(writing: Writing) -> None:
    """What was sealed to the key before can still be opened."""
    before = (writing.setting(Setting.SEALING_KEY), writing.setting(Setting.SEALING_OLD))
    writing.set_setting(Setting.SEALING_OLD, "\n".join(filter(None, before)))


def _operators(store: Store) -> list[PairedOperator]:
    return [
        PairedOperator(id=row.id, name=row.name, address_form=row.address_form, role=row.role)
        for row in operators(store)
    ]


def _request(
    ids: Ids, identity: DeviceIdentity, known: list[PairedOperator], keys: _Kept, code: str, app: str
) -> Pair:
    return Pair(
        code=code,
        device=identity.device,
        instance=identity.instance,
        name=identity.machine,
        commune=identity.commune,
        signing_key=keys.signing,
        sealing_key=keys.sealing,
        nonce=ids.new() + ids.code(),
        operators=known,
        app=app,
    )


def _adopted(writing: Writing, sheet: PairingSheet, paired: Paired, name: str) -> None:
    """Keep who adopted us, under which name. Another central than before has a history of its own."""
    known = writing.setting(Setting.SERVER_ID)
    if known and known != paired.server_id:
        writing.begin_central(paired.epoch)
        writing.set_setting(Setting.LEFTOVERS_OFFERED, "")
        writing.set_setting(Setting.DURABLE_SEQ, "")
    if name:
        writing.take_name(name)
        writing.set_setting(Setting.DEVICE, name)
    kept = {
        Setting.ADDRESS: sheet.address,
        Setting.SERVER_ID: paired.server_id,
        Setting.SERVER_KEY: paired.key,
        Setting.SERVER_SEALING: paired.sealing_key,
        Setting.TOKEN: paired.token,
        Setting.COMMUNE: paired.commune,
        Setting.COMMUNE_NAME: paired.commune_name or writing.setting(Setting.COMMUNE_NAME),
        Setting.SUPPORT_POINT: paired.support_point,
        Setting.POINT_NAME: paired.support_point_name,
        Setting.NEEDS_PAIRING: "",
        Setting.NEXT_DEVICE: "",
        Setting.KEYS_OF: "",
        Setting.MOVE: "",
        Setting.AGREES: "",
        Setting.REVOKED: "",
        Setting.REGRESSED: "",
    }
    for key, value in kept.items():
        writing.set_setting(key, value)
