"""Answers no central of ours would give: those of another central, and answers a newer or older one mangled."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import msgspec
import zstandard

from app.contract import endpoints
from app.contract.coding import unpack
from app.contract.limits import MEDIA_TYPE
from tests.support.world.door import Answer, Asked
from tests.support.world.weather import Fate

Said = dict[str, Any]

STRANGER = "AAAAAAAAAAAAAAstranger"
"""The id of a central that never adopted anybody here."""

_FAR = 9_999


def strange(asked: Asked) -> Answer:
    """What a kind stranger says: everything is taken, everything is the same, and its history is much longer."""
    body = msgspec.json.decode(unpack(asked.body, asked.headers.get("content-encoding", "")) or b"{}")
    told = _KIND_WORDS.get(asked.path, lambda _: {})({**asked.params, **body})
    plain = msgspec.json.encode({"server_id": STRANGER, **told})
    return Answer(status_code=200, headers={"Content-Type": MEDIA_TYPE}, body=plain)


def lessened(asked: Asked, chance: random.Random) -> Asked:
    """A push of which some changes are lost on the way."""
    push = msgspec.json.decode(unpack(asked.body, asked.headers.get("content-encoding", "")))
    push["changes"] = [one for one in push["changes"] if chance.random() < 0.6]
    return replace(asked, body=zstandard.compress(msgspec.json.encode(push)))


def mangled(asked: Asked, answer: Answer, fate: Fate, chance: random.Random) -> Answer:
    """The answer to such a push in another order, with a word of tomorrow for what was lost, or nothing for it."""
    said, push = msgspec.json.decode(answer.body), msgspec.json.decode(unpack(asked.body, "zstd"))
    outcomes: list[Said] = said.setdefault("outcomes", [])
    if fate is Fate.NEWER:
        answered = {one["n"] for one in outcomes}
        lost = [one["n"] for one in push["changes"] if one["n"] not in answered]
        outcomes += [{"n": n, "kind": "postponed", "tomorrow": {"why": "a later version"}} for n in lost]
    chance.shuffle(outcomes)
    return replace(answer, body=msgspec.json.encode(said))


def _taken(push: Said) -> Said:
    outcomes = [{"n": one["n"], "seq": _FAR + place} for place, one in enumerate(push["changes"])]
    return {"batch": push["batch"], "epoch": push["epoch"], "outcomes": outcomes}


def _welcome(hello: Said) -> Said:
    told = {"epoch": hello["epoch"] + 1, "seq": _FAR, "durable_seq": _FAR, "at": hello["at"]}
    return {**told, "commune": "03646", "support_point": "x"}


def _adopted(pair: Said) -> Said:
    nothing = base64.urlsafe_b64encode(bytes(64)).decode().rstrip("=")
    told = {"key": nothing[:43], "proof": nothing, "token": nothing, "epoch": 1}
    return {**told, "commune": pair["commune"] or "03646", "support_point": "x"}


_KIND_WORDS: Mapping[str, Callable[[Said], Said]] = MappingProxyType(
    {
        endpoints.PAIR: _adopted,
        endpoints.HELLO: _welcome,
        endpoints.PUSH: _taken,
        endpoints.PULL: lambda pull: {"epoch": pull["epoch"], "cursor": _FAR},
        endpoints.CLOSE: lambda close: {
            "epoch": close["epoch"],
            "agree": True,
            "count": close["count"],
            "digest": close["digest"],
        },
    }
)
