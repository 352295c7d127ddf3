"""Being adopted by a central: proof checked, token kept, and the work done before that kept too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from app.contract.messages import Pair, Paired, PairedOperator
from app.contract.pairing import PairingSheet
from app.domain.problems import Problem, ProblemCode
from app.usecases.device import DeviceIdentity, device_identity, operators
from app.usecases.ports import Central, Ids, Reading, Store, Writing
from app.usecases.settings import Setting

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

    If another store was found under this device's name it takes a new one, with new keys, and unsent work goes
    with it (Writing.take_name).

    Into another commune only while nothing here belongs to the first one (PAIRING_OTHER_COMMUNE); an answer
    without the sheet's signature changes nothing (PAIRING_NOT_PROVEN). Raises Unreachable and Refused.
    """
    identity = device_identity(store)
    assert identity is not None, "the first run comes before pairing"
    name = store.read().setting(Setting.NEXT_DEVICE)
    keys = _keys(store, trust, name)
    bound = _is_bound(store.read())  # a free laptop names no commune, so that central may place it anywhere
    wanted = replace(identity, device=name or identity.device, commune=identity.commune if bound else "")
    request = _request(ids, wanted, _operators(store), keys, sheet.code, app)
    request = msgspec.structs.replace(request, signature=trust.signed(keys.signing_private, request))
    paired = central.pair(sheet.address, request)
    if not trust.proof_holds(sheet, request, paired):
        return Problem(ProblemCode.PAIRING_NOT_PROVEN)
    if bound and paired.commune != identity.commune:
        return Problem(ProblemCode.PAIRING_OTHER_COMMUNE)
    with store.write() as writing:
        _adopted(writing, sheet, paired, name)
    return device_identity(store) or identity


def _is_bound(reading: Reading) -> bool:
    """Whether something here belongs to this commune: unsent work, a running session, people from central.

    Operators who only introduced themselves are at home anywhere.
    """
    is_waiting = any(one.change.kind != "operator" for one in reading.unsent(_GLANCE * 1_000, _GLANCE))
    return is_waiting or bool(reading.attention() or reading.drafts() or reading.cursor().seq)


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
        writing.set_setting(Setting.SIGNING_KEY, keys.signing_private)
        writing.set_setting(Setting.SIGNING_PUBLIC, keys.signing_public)
        writing.set_setting(Setting.SEALING_KEY, keys.sealing_private)
        writing.set_setting(Setting.SEALING_PUBLIC, keys.sealing_public)
        writing.set_setting(Setting.KEYS_OF, name)
    return _Kept(keys.signing_public, keys.sealing_public, keys.signing_private)


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
    if name:
        writing.take_name(name)
        writing.set_setting(Setting.DEVICE, name)
    kept = {
        Setting.ADDRESS: sheet.address,
        Setting.SERVER_ID: paired.server_id,
        Setting.SERVER_KEY: paired.key,
        Setting.TOKEN: paired.token,
        Setting.COMMUNE: paired.commune,
        Setting.COMMUNE_NAME: paired.commune_name or writing.setting(Setting.COMMUNE_NAME),
        Setting.SUPPORT_POINT: paired.support_point,
        Setting.POINT_NAME: paired.support_point_name,
        Setting.NEEDS_PAIRING: "",
        Setting.NEXT_DEVICE: "",
        Setting.KEYS_OF: "",
        Setting.AGREES: "",
        Setting.REGRESSED: "",
    }
    for key, value in kept.items():
        writing.set_setting(key, value)
