"""Which change an answer is about, when central could not read its number."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.contract.messages import Pushed, WireOutcome
from app.domain.views import Unsent
from tests.support.fake_central import FakeCentral
from tests.support.laptop import Laptop, unsent


def test_an_answer_whose_number_central_could_not_read_is_known_by_its_place(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)
    first, second, *_ = unsent(laptop)

    class Blind(FakeCentral):
        def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
            pushed = FakeCentral.push(self, batch, device, epoch, changes)
            blind = [
                msgspec.structs.replace(one, n=0 if one.kind == "rejected" else one.n)
                for one in pushed.outcomes
            ]
            return msgspec.structs.replace(pushed, outcomes=blind)

    laptop.sync(Blind(rejects={second: "unreadable"}))
    assert [(one.change.id, one.code) for one in laptop.store.read().attention()] == [(second, "unreadable")]
    assert first not in unsent(laptop)


def test_a_number_nobody_asked_about_in_a_short_answer_is_no_answer(laptop: Laptop) -> None:
    laptop.adopt().help_new(1)

    class Short(FakeCentral):
        def push(self, batch: str, device: str, epoch: int, changes: Sequence[Unsent]) -> Pushed:
            pushed = FakeCentral.push(self, batch, device, epoch, changes)
            return msgspec.structs.replace(pushed, outcomes=[WireOutcome(n=0, kind="rejected", code="x")])

    before = unsent(laptop)
    assert len(before) > 1
    laptop.sync(Short())
    assert unsent(laptop) == before
    assert laptop.store.read().attention() == []
