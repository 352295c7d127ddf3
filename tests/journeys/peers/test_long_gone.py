"""Somebody is erased while a laptop is away for weeks and goes on working on them: they do not come back."""

from __future__ import annotations

import json

from app.domain.changes import Op
from app.domain.points import Role
from app.domain.problems import Problem
from app.usecases.device import add_operator
from app.usecases.sync import SyncEnd
from app.usecases.writing import pen_of
from tests.journeys.conftest import NewLaptop, client_of, pair
from tests.support.central_process import CentralProcess
from tests.support.laptop import Laptop, person

DAYS_AWAY = 19
GONE = ("citizen", "ladder", "consent", "session")


def test_who_was_erased_stays_erased_whatever_a_laptop_brings_later(
    central: CentralProcess, new_laptop: NewLaptop
) -> None:
    here, away = new_laptop(), new_laptop()
    lead = add_operator(here.store, here.clock, here.ids, name="Lường Thị Mẫu", role=Role.LEAD)
    assert not isinstance(lead, Problem)
    pair(here, central)
    pair(away, central, "Đội đi bản mẫu")
    citizen = here.help(here.meet_new(person(1)), 1, "reason_a").citizen
    other = here.help_new(2).citizen
    for laptop in (here, away):
        assert laptop.sync(client_of(laptop)).agrees

    away.clock.move(days=DAYS_AWAY)
    away.help(away.meet_again(citizen))
    away.help(away.meet_again(other))
    _erase(here, lead.id, citizen)
    assert here.sync(client_of(here)).end is SyncEnd.DONE
    for laptop in (away, here, away):
        report = laptop.sync(client_of(laptop))
        assert (report.end, report.agrees) == (SyncEnd.DONE, True)

    for laptop in (here, away):
        assert laptop.store.read().record("citizen", citizen) is None
        assert laptop.store.read().record("citizen", other) is not None
        assert laptop.store.read().counters().waiting == 0
        assert laptop.store.read().attention() == []
    lines = [json.loads(line) for line in central.command("view", "--people").splitlines()]
    told = [
        one for one in lines if one["kind"] in GONE and citizen in (one["id"], one["fields"].get("citizen"))
    ]
    assert {one["life"] for one in told} == {"erased"}
    assert not any(one["fields"] for one in told)
    assert str(person(1)["name"]) not in json.dumps(told, ensure_ascii=False)


def _erase(laptop: Laptop, lead: str, citizen: str) -> None:
    with laptop.store.write() as writing:
        pen = pen_of(writing, laptop.clock, laptop.ids, lead)
        writing.add(pen.write(Op.ERASE, "citizen", citizen, {}))
