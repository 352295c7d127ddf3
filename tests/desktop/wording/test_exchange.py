"""Send and receive in words: each state, each end of a run or a pairing, each thing that needs a person."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desktop.wording import courier, exchange, waiting
from app.domain.faults import StoreTrouble
from app.domain.merge.checks import Refusal
from app.domain.sync_state import SyncState
from app.domain.views import Counters
from app.usecases.sync import SyncEnd, SyncStatus
from tests.support.words import in_both, said_in_both, sentence_in_both

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
COUNTERS = Counters(received=1140, waiting=12, attention=2)

COUNT = st.integers(0, 10**6)

QUIET_ENDS = (SyncEnd.DONE, SyncEnd.STOPPED, SyncEnd.REFUSED)
"""The first two are no trouble; a refusal comes with central's own code."""
PROTOCOL = (Path(__file__).parents[3] / "app" / "contract" / "PROTOCOL.md").read_text(encoding="utf-8")
"""Where every code stands that central may answer; a row is one code."""
_ROW = re.compile(r"^\| `(?P<code>[a-z_]+)` \| (?P<rest>.*) \|$", re.MULTILINE)


def rows(section: str) -> dict[str, str]:
    """The codes of one section of the protocol, each with the rest of its row."""
    [text] = re.findall(rf"^## {section}\..*?(?=^## |\Z)", PROTOCOL, re.MULTILINE | re.DOTALL)
    return {found["code"]: found["rest"] for found in _ROW.finditer(text)}


PROBLEMS = [code for code, rest in rows("13").items() if rest[0].isdigit() and "Never meets it" not in rest]
CHANGES = {code: rest.split(" | ")[0] for code, rest in rows("9").items()}
REJECTED = sorted(code for code, outcome in CHANGES.items() if outcome == "rejected")
REVIEWED = sorted(code for code, outcome in CHANGES.items() if outcome == "needs_review")
OWN = ("held_too_long", "body_unreadable", "body_too_large", "batch_too_large")
"""Why a change is kept back that central said nothing of, or refused alone."""
UNKNOWN = "a code of a newer centre"

_OF_A_SHEET = """
    code_unknown code_used code_expired bad_signature too_many_tries wrong_commune device_known
    operator_known device_revoked pairing_other_commune pairing_not_proven no_network timeout cut
    not_our_server portal proxy gateway intercepted tls clock busy bad_request
"""
_FOR_A_PERSON = "unknown_token device_revoked cursor_ahead protocol_too_old protocol_too_new busy regressed"
RUN = sorted({end.value for end in SyncEnd if end not in QUIET_ENDS} | {"bug", *PROBLEMS})
FOR_A_PERSON = sorted({end.value for end in SyncEnd if end not in QUIET_ENDS} | set(_FOR_A_PERSON.split()))
SHEET = sorted({*_OF_A_SHEET.split(), UNKNOWN})


def status(state: SyncState, counters: Counters = COUNTERS, **more: object) -> SyncStatus:
    facts: dict[str, object] = {
        "pending": False,
        "sent": 5,
        "total": 12,
        "code": "protocol_too_old",
        "needs_pairing": False,
        "clock_offset": 0,
        "days_waiting": 8,
        "last_success": None,
        "since": None,
    }
    return SyncStatus(state=state, counters=counters, **{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(SyncState))
def test_every_state_has_its_pill(state: SyncState) -> None:
    vietnamese, _ = said_in_both(lambda: exchange.pill(status(state)))
    assert len(vietnamese) <= 48, "the pill stands in the top bar"


def test_the_pills_of_the_specification() -> None:
    assert exchange.pill(status(SyncState.ALL_SENT)) == "Đã lưu trên máy này · đã gửi hết"
    assert exchange.pill(status(SyncState.WAITING)) == "Đã lưu trên máy này · 12 chờ gửi"
    assert exchange.pill(status(SyncState.SENDING)) == "Đang gửi 5 trên 12"
    assert exchange.pill(status(SyncState.NO_NETWORK)) == "Chưa có mạng · đã lưu đủ trên máy"
    assert exchange.pill(status(SyncState.PARTLY), 1140) == "Đã lưu trên máy này · 1.140 cần xem"
    assert exchange.pill(status(SyncState.PARTLY), 0, 2) == "Trung tâm đang xem 2 mục"
    assert exchange.pill(status(SyncState.REVOKED)) == "Trung tâm đã khóa máy này"


@pytest.mark.parametrize("state", SyncState)
def test_no_pill_shows_a_code(state: SyncState) -> None:
    assert "_" not in exchange.pill(status(state, code="unknown_token"))


def test_a_run_with_nothing_to_send_does_not_send_nothing_of_nothing() -> None:
    assert exchange.pill(status(SyncState.SENDING, sent=0, total=0)) == "Đang gửi và nhận"


def test_what_stands_above_every_page_is_a_closed_access_only() -> None:
    assert [state for state in SyncState if exchange.standing(state)] == [SyncState.REVOKED]
    sentence_in_both(lambda: exchange.standing(SyncState.REVOKED))


@pytest.mark.parametrize("count", [1, 2])
def test_what_the_centre_looks_at_is_counted(count: int) -> None:
    said_in_both(lambda: exchange.at_centre(count))
    assert str(count) in exchange.at_centre(count)


def test_every_pill_differs() -> None:
    assert len({exchange.pill(status(state)) for state in SyncState}) == len(SyncState)


@pytest.mark.parametrize("state", [state for state in SyncState if state is not SyncState.ALL_SENT])
def test_only_one_pill_says_that_all_is_sent(state: SyncState) -> None:
    assert "đã gửi hết" not in exchange.pill(status(state))


def test_a_little_that_no_session_counts_is_not_called_zero() -> None:
    assert "0" not in exchange.pill(status(SyncState.WAITING, Counters(), pending=True))


def test_a_damaged_file_is_not_called_a_full_disk() -> None:
    full, damaged = (
        exchange.pill(status(SyncState.IN_DANGER, code=code.value))
        for code in (StoreTrouble.DISK_FULL, StoreTrouble.DAMAGED)
    )
    assert full != damaged


@given(st.builds(Counters, received=COUNT, waiting=COUNT, attention=COUNT))
def test_the_sum_is_written_out_and_adds_up(counters: Counters) -> None:
    numbers = [
        int(word.replace(".", "")) for word in exchange.sum_line(counters).split() if word[0].isdigit()
    ]
    assert sum(numbers) == counters.saved


def test_the_sum_reads_well() -> None:
    assert exchange.sum_line(COUNTERS) == "= 1.140 đã nhận + 12 chờ + 2 chưa nhận"
    returned = Counters(received=1, attention=1, at_central=1)
    assert exchange.sum_line(returned) == "= 2 đã nhận + 0 chờ + 0 chưa nhận"


def test_a_badge_counts_and_is_silent_about_none() -> None:
    assert (exchange.badge(1200), exchange.badge(0)) == ("1.200", "")


def test_the_lead_says_where_everything_is() -> None:
    calm = status(SyncState.ALL_SENT, last_success=NOW - timedelta(minutes=1))
    for shown, is_paired in (
        (calm, False),
        (status(SyncState.NO_NETWORK), True),
        (status(SyncState.WAITING), True),
        (calm, True),
    ):
        sentence_in_both(lambda s=shown, p=is_paired: exchange.lead(s, is_paired=p, now=NOW))
    assert "hôm nay 9:40" in exchange.lead(calm, is_paired=True, now=NOW)


@pytest.mark.parametrize("code", RUN)
def test_every_end_of_a_run_says_three_things(code: str) -> None:
    for part in ("what", "safe", "todo"):
        sentence_in_both(lambda part=part: getattr(exchange.run_trouble(code), part))
    assert exchange.run_trouble(code).code == code


@pytest.mark.parametrize("code", FOR_A_PERSON)
def test_what_somebody_can_do_something_about_is_not_left_to_the_technician(code: str) -> None:
    assert exchange.run_trouble(code).todo != exchange.run_trouble("a code of a newer centre").todo


@pytest.mark.parametrize("trouble", list(StoreTrouble))
def test_a_machine_that_cannot_note_the_answer_blames_itself(trouble: StoreTrouble) -> None:
    assert "rung tâm" not in exchange.run_trouble(trouble.value).what


@pytest.mark.parametrize("code", SHEET)
def test_every_end_of_a_pairing_says_three_things(code: str) -> None:
    for part in ("what", "safe", "todo"):
        sentence_in_both(lambda part=part: getattr(exchange.pairing_trouble(code), part))


@pytest.mark.parametrize("code", ["no_network", "timeout", "cut", "busy"])
def test_nobody_waits_for_a_pairing_to_try_itself(code: str) -> None:
    """A run is repeated by the machine; a pairing only by the person."""
    assert exchange.pairing_trouble(code).todo != exchange.run_trouble(code).todo


def test_the_protocol_was_read() -> None:
    """Without rows the tests below would have nothing to say."""
    assert {"unknown_token", "bundle_cut"} <= set(PROBLEMS)
    assert not {"not_under_review", "cannot_be_taken"} & set(PROBLEMS)
    assert {"bad_value", "not_mergeable"} <= set(REJECTED)
    assert {"device_revoked", "erase_not_allowed"} <= set(REVIEWED)


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_of_central_has_words_of_its_own(code: str) -> None:
    spoken = (courier.trouble, exchange.run_trouble, exchange.pairing_trouble)
    assert any(words(code).what != words(UNKNOWN).what for words in spoken)


@pytest.mark.parametrize("code", [*REJECTED, *OWN, *(code.value for code in Refusal)])
def test_every_change_that_was_not_taken_says_why_in_words_of_its_own(code: str) -> None:
    sentence_in_both(lambda: waiting.why("quarantined", code))
    assert waiting.why("quarantined", code) != waiting.why("quarantined", UNKNOWN)


@pytest.mark.parametrize("code", REVIEWED)
def test_every_change_central_looks_at_says_why_in_words_of_its_own(code: str) -> None:
    for state in ("review", "needs_review"):
        sentence_in_both(lambda state=state: waiting.why(state, code))
        assert waiting.why(state, code) != waiting.why(state, UNKNOWN)


@pytest.mark.parametrize("state", ["review", "conflict", "returned", "quarantined"])
def test_a_code_of_tomorrow_gets_a_sentence_too(state: str) -> None:
    sentence_in_both(lambda: waiting.why(state, UNKNOWN))


def test_what_the_centre_has_is_never_said_to_be_refused() -> None:
    refused = waiting.why("quarantined", UNKNOWN)
    assert all(waiting.why(state, "") != refused for state in ("review", "conflict", "returned"))


@pytest.mark.parametrize(
    ("count", "words"), [(1, ("1 lượt", "1 session")), (1234, ("1.234 lượt", "1,234 sessions"))]
)
def test_sessions_are_counted(count: int, words: tuple[str, str]) -> None:
    assert in_both(lambda: exchange.sessions(count)) == words


def test_when_it_was_saved() -> None:
    assert exchange.saved_at(NOW) == "Đã lưu 9:41"


def test_a_newer_program_and_lost_records_are_told_in_quiet_words() -> None:
    assert exchange.notes(status(SyncState.ALL_SENT)) == ""
    said = exchange.notes(status(SyncState.ALL_SENT, newer_app="0.2.0", leftovers=3))
    assert "0.2.0" in said
    assert "3" in said
