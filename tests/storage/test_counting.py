"""The law of the counters: every session finished here is received, waiting or in need of attention."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.changes import Outcome, OutcomeKind
from app.domain.delivery import Delivery, OwnChange, acknowledge
from app.storage.store import SqliteStore
from tests.support.fiction import Fiction
from tests.support.visits import save_visit

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
answers = st.builds(Outcome, kind=st.sampled_from(OutcomeKind), seq=st.integers(1, 99), conflicts=st.just(()))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), answers), max_size=9))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_saved_is_received_and_waiting_and_attention(
    store: SqliteStore, told: list[tuple[int, int, Outcome]]
) -> None:
    fiction = Fiction.seeded(41 + store.read().last_n())
    before = store.read().counters()
    visits = [save_visit(store, fiction)[1] for _ in range(6)]
    expected = [[OwnChange(change=change) for change in changes] for changes in visits]
    for session, place, outcome in told:
        own = expected[session][place]
        with store.write() as work:
            work.note_outcome(own.change.id, outcome, 1, NOW)
        expected[session][place] = answered(own, outcome)
    worst = [max(map(rank, changes)) for changes in expected]
    after = store.read().counters()
    assert after.saved == before.saved + 6
    assert after.attention - before.attention == worst.count(2)
    assert after.waiting - before.waiting == worst.count(1)
    assert after.received - before.received == worst.count(0)


def answered(own: OwnChange, outcome: Outcome) -> OwnChange:
    """As the domain says, but what was set aside is not held any more: it waits for a person."""
    is_late = own.delivery is Delivery.QUARANTINED and outcome.kind is OutcomeKind.HELD
    return own if is_late else acknowledge(own, outcome, 1, 1)


def rank(own: OwnChange) -> int:
    """0 received, 1 waiting, 2 attention."""
    if own.delivery in (Delivery.QUARANTINED, Delivery.REVIEW):
        return 2
    return int(own.delivery in (Delivery.WAITING, Delivery.HELD))
