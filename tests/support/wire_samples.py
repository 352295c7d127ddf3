"""One of every message with every field set, as it travels; tests/golden/wire holds their JSON."""

from __future__ import annotations

import msgspec

from app.contract import bundle, messages
from app.contract.bundle import Bundle, BundleStatus, Feed, GuidePart, Head, Label, Parcel, ParcelPart
from app.contract.messages import (
    Close,
    Closed,
    Hello,
    Leftovers,
    LeftoversTaken,
    Message,
    Page,
    Pair,
    Paired,
    PairedOperator,
    ProblemDetails,
    Push,
    Pushed,
    Welcome,
    WireChange,
    WireContender,
    WireEdit,
    WireOutcome,
    WireRecord,
    WireStamp,
)

_AT = 1_795_420_800_000
_CITIZEN, _SESSION, _CHANGE, _DEVICE, _OPERATOR = (letter * 22 for letter in "CSXDO")

EDIT = WireEdit(to="Lò Thị Ín", seen=("Lo Thi In", None))
STAMP = WireStamp(epoch=2, seq=700, took=("name",), landing=_SESSION)
CHANGE = WireChange(
    id=_CHANGE,
    n=7,
    kind="citizen",
    record=_CITIZEN,
    op="edit",
    author=_OPERATOR,
    at=_AT,
    fields={"name": EDIT, "notes": WireEdit(to=["đi lại khó"], seen=([],))},
    schema=2,
    reason="ghi nhầm",
    replaces=("R" * 22,),
    other="T" * 22,
    covers=("V" * 22,),
    stamp=STAMP,
)
OUTCOME = WireOutcome(
    n=7,
    kind="duplicate",
    seq=900,
    took=("name",),
    conflicts=("notes",),
    landing=_SESSION,
    code="bad_value",
    field="name",
    missing=_CITIZEN,
    first="accepted",
    after=30,
)
CONTENDER = WireContender(
    change=_CHANGE, value="Lò Thị Ỉn", author=_OPERATOR, device=_DEVICE, at=_AT, suspect=True
)
WRITER = WireContender(change="W" * 22, value="Lò Thị Ín", author=_OPERATOR, device="E" * 22, at=_AT)
RECORD = WireRecord(
    id=_CITIZEN,
    kind="citizen",
    commune="03646",
    seq=901,
    fields={"name": "Lò Thị Ín", "phone_agreed": False, "notes": []},
    conflicts={"name": [CONTENDER]},
    writers={"name": WRITER},
    life="merged",
    merged_into="M" * 22,
)
OPERATOR = PairedOperator(id=_OPERATOR, name="Cầm Thị Mẫu", address_form="chi", role="lead")

LABEL = Label(
    purpose="dtb",
    id="B" * 22,
    server_id="central-1",
    commune="03646",
    device=_DEVICE,
    made_at=_AT,
    machine="Máy đi bản 2",
    count=1,
    sessions=1,
)
SEALED: tuple[Message, ...] = (
    LABEL,
    Head(label=LABEL, size=4711, sha256="0a" * 32),
    Bundle(
        label=LABEL,
        recipient="age1" + "c" * 58,
        epoch=2,
        schema=2,
        changes=[msgspec.Raw(msgspec.json.encode(CHANGE))],
    ),
    Feed(since=0, cursor=901, records=[RECORD]),
    Parcel(
        label=LABEL,
        recipient="age1" + "b" * 58,
        epoch=2,
        durable_seq=850,
        bundles=("B" * 22,),
        answers={_CHANGE: OUTCOME},
        feed=Feed(since=0, cursor=901, records=[RECORD]),
        guide={"pack.json": "{}"},
    ),
    BundleStatus(server_id="central-1", id="B" * 22, received=4711, taken=True),
    ParcelPart(server_id="central-1", id="B" * 22, offset=1, size=3, part=b"\x00\xff"),
    GuidePart(server_id="central-1", digest="0b" * 32, offset=1, size=3, part=b"\x00\xff"),
)

SAMPLES: tuple[Message, ...] = (
    *SEALED,
    EDIT,
    STAMP,
    CHANGE,
    Push(batch="B" * 22, device=_DEVICE, epoch=2, changes=[msgspec.Raw(msgspec.json.encode(CHANGE))]),
    OUTCOME,
    Pushed(server_id="central-1", batch="B" * 22, epoch=2, outcomes=[OUTCOME, WireOutcome(n=8, seq=901)]),
    CONTENDER,
    RECORD,
    Page(server_id="central-1", epoch=2, cursor=901, records=[RECORD], more=True),
    Hello(
        device=_DEVICE,
        instance="I" * 22,
        epoch=2,
        cursor=900,
        last_n=7,
        app="0.1.0",
        at=_AT,
        protocol=2,
        schema=2,
        unsent=3,
        attention=1,
        quarantined=2,
        oldest=86_400,
        disk=5_120,
    ),
    Welcome(
        server_id="central-1",
        epoch=2,
        seq=901,
        durable_seq=850,
        at=_AT,
        commune="03646",
        support_point="P" * 22,
        protocols=(1, 2),
        schemas=(1, 2),
        min_app="0.1.0",
        may_pull=False,
        largest_batch=262_144,
    ),
    Close(
        device=_DEVICE,
        epoch=2,
        cursor=901,
        count=12,
        digest="0f" * 32,
        buckets=("0f" * 8,) * 2,
        unsent=1,
        attention=2,
        quarantined=3,
        oldest=86_400,
    ),
    Closed(server_id="central-1", epoch=2, agree=False, count=13, digest="f0" * 32, differ=(1, 5)),
    Leftovers(device=_DEVICE, epoch=2, records=[RECORD]),
    LeftoversTaken(server_id="central-1", epoch=2, taken=1),
    OPERATOR,
    Pair(
        code="ABCDE12345",
        device=_DEVICE,
        instance="I" * 22,
        name="Máy tập",
        commune="03646",
        signing_key="a" * 43,
        sealing_key="age1" + "b" * 58,
        nonce="n" * 32,
        signature="s" * 86,
        operators=[OPERATOR],
        app="0.1.0",
    ),
    Paired(
        server_id="central-1",
        key="k" * 43,
        proof="p" * 86,
        token="t" * 43,
        epoch=2,
        commune="03646",
        support_point="P" * 22,
        support_point_name="Điểm hỗ trợ tập",
        commune_name="Xã Mường Bú",
        sealing_key="age1" + "c" * 58,
    ),
    ProblemDetails(type="busy", status=503, title="Busy", after=5, server_id="central-1", batch="B" * 22),
)


def every_message() -> set[type[Message]]:
    """The messages the wire has."""
    spoken = {**vars(messages), **vars(bundle)}
    found = {one for one in spoken.values() if isinstance(one, type) and issubclass(one, Message)}
    return found - {Message}


def shown(message: Message) -> str:
    """Its JSON, one line for each entry."""
    return msgspec.json.format(msgspec.json.encode(message), indent=2).decode() + "\n"
