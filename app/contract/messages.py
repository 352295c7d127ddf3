"""What is said on the wire, both ends. Ids are 22-character base64url; `at` is Unix time in ms; text is NFC."""

from __future__ import annotations

from typing import Any

import msgspec

from app.contract.limits import PROTOCOL


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message; fields equal to their default are not sent, unknown fields are ignored."""


class WireEdit(Message, frozen=True, rename={"seen": "from"}):
    """One field of a change: the values its author had before them, and the value written."""

    to: Any
    seen: tuple[Any, ...] = ()


class WireStamp(Message, frozen=True):
    """The first answer to a re-offered change."""

    epoch: int
    seq: int
    took: tuple[str, ...] = ()
    landing: str = ""


class WireChange(Message, frozen=True):
    """One change; the device stands once in the batch."""

    id: str
    n: int
    kind: str
    record: str
    op: str
    author: str
    at: int
    fields: dict[str, WireEdit] = {}
    schema: int = 1
    reason: str = ""
    replaces: tuple[str, ...] = ()
    other: str = ""
    covers: tuple[str, ...] = ()
    stamp: WireStamp | None = None


class Push(Message, frozen=True):
    """A batch of one device's changes, oldest first; `changes` stays raw so that one bad change is refused alone."""

    batch: str
    device: str
    epoch: int
    changes: list[msgspec.Raw]


class WireOutcome(Message, frozen=True):
    """Central's answer to the change numbered `n` in the batch; see `domain.changes.Outcome`."""

    n: int
    kind: str = "accepted"
    seq: int = 0
    took: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    landing: str = ""
    code: str = ""
    field: str = ""
    missing: str = ""
    first: str = ""
    after: int = 0


class Pushed(Message, frozen=True):
    """The answer to a push; believed only with the known `server_id` and the echoed `batch`."""

    server_id: str
    batch: str
    epoch: int
    outcomes: list[WireOutcome] = []


class WireContender(Message, frozen=True):
    """A value with who wrote it, where and when; `suspect`: that device's clock was known to be wrong."""

    change: str
    value: Any
    author: str
    device: str
    at: int
    suspect: bool = False


class WireRecord(Message, frozen=True):
    """A record as it stands at central; an erased or gone one carries no values.

    `writers` says who wrote what stands: for each field in conflict, `merged_into` of a merged record, fields of a
    person written again since they were made, and one field of a session or void, which tells of the whole.
    """

    id: str
    kind: str
    commune: str
    seq: int
    fields: dict[str, Any] = {}
    conflicts: dict[str, list[WireContender]] = {}
    writers: dict[str, WireContender] = {}
    life: str = "live"
    merged_into: str = ""


class Page(Message, frozen=True):
    """Records with `seq` above the asked cursor, in order; `cursor` is where to go on, `more` whether to."""

    server_id: str
    epoch: int
    cursor: int
    records: list[WireRecord] = []
    more: bool = False


class Hello(Message, frozen=True):
    """A device says who it is and how far it is; `instance` names its database, `last_n` its newest change.

    The rest is how it fares: `quarantined` changes, `oldest` seconds its oldest unsent change has waited, `disk`
    free megabytes (-1: not known).
    """

    device: str
    instance: str
    epoch: int
    cursor: int
    last_n: int
    app: str
    at: int
    protocol: int = PROTOCOL
    schema: int = 1
    unsent: int = 0
    attention: int = 0
    quarantined: int = 0
    oldest: int = 0
    disk: int = -1


class Welcome(Message, frozen=True):
    """Central says who it is and where it stands; `at` is its clock."""

    server_id: str
    epoch: int
    seq: int
    durable_seq: int
    at: int
    commune: str
    support_point: str
    protocols: tuple[int, int] = (1, PROTOCOL)
    schemas: tuple[int, int] = (1, 1)
    min_app: str = ""
    may_pull: bool = True
    largest_batch: int = 0


class Close(Message, frozen=True):
    """The end of a run: how many live records the device holds and the digest of (id, seq) over them.

    `unsent`, `attention`, `quarantined` and `oldest` are as in `Hello`, as of now; -1 where it does not say.

    `buckets` is said when the two differed: one short digest for each of the 256 buckets of `contract.coding`.
    """

    device: str
    epoch: int
    cursor: int
    count: int
    digest: str
    buckets: tuple[str, ...] = ()
    unsent: int = -1
    attention: int = -1
    quarantined: int = -1
    oldest: int = -1


class Closed(Message, frozen=True):
    """Whether both sides hold the same; `count` and `digest` are central's; `differ` names the buckets that differ."""

    server_id: str
    epoch: int
    agree: bool
    count: int
    digest: str
    differ: tuple[int, ...] = ()


class Leftovers(Message, frozen=True):
    """Rows a device still has of a lost epoch, which the whole feed of this one has not brought again."""

    device: str
    epoch: int
    records: list[WireRecord]


class LeftoversTaken(Message, frozen=True):
    """How many of them central keeps for a person to look at; the others it has, or must not have."""

    server_id: str
    epoch: int
    taken: int


class PairedOperator(Message, frozen=True):
    """An operator made on the device before pairing."""

    id: str
    name: str
    address_form: str = ""
    role: str = "staff"


class Pair(Message, frozen=True):
    """A device asks to be adopted with the one-use `code` of a pairing sheet.

    `commune` is the one chosen at first run; `signing_key` is a raw public key in base64url, `sealing_key` an age
    recipient; `nonce` is echoed in the proof;
    `signature` is made with the signing key over `contract.pairing.ask_text`.
    """

    code: str
    device: str
    instance: str
    name: str
    commune: str
    signing_key: str
    sealing_key: str
    nonce: str
    signature: str = ""
    operators: list[PairedOperator] = []
    app: str = ""


class Paired(Message, frozen=True):
    """Central adopts the device; `proof` signs nonce, device, server_id, token and sealing key with central's key.

    `key` is central's public signing key (Ed25519) in base64url; its fingerprint stands on the pairing sheet.
    `sealing_key` is the age recipient bundles are sealed to.
    """

    server_id: str
    key: str
    proof: str
    token: str
    epoch: int
    commune: str
    support_point: str
    support_point_name: str = ""
    commune_name: str = ""
    sealing_key: str = ""


class ProblemDetails(Message, frozen=True):
    """RFC 9457: `type` is the stable code; the words live in the client.

    Believed only from the known `server_id`; `batch` is echoed when a push that could be read is refused.
    """

    type: str
    status: int
    title: str = ""
    after: int = 0
    server_id: str = ""
    batch: str = ""
