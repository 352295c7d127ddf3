"""The twelve gates a screen passes before anybody meets it, and the test that keeps each; none may quietly go."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import app.desktop.screens as screens

TESTS = Path(__file__).parents[1]
SUPPORT = TESTS / "support"

GATES: dict[str, tuple[str, ...]] = {
    "1 no label is cut at either size, at 100 % and 130 % text": (
        "desktop/screens/test_audit_rooms.py::test_everything_can_be_read_hit_and_heard",
        "desktop/screens/test_audit_session.py::test_everything_can_be_read_hit_and_heard",
        "desktop/screens/test_audit_entrance.py::test_everything_can_be_read_hit_and_heard",
    ),
    "2 every pair of colours can be read": ("desktop/theme/test_tokens.py::test_every_pair_can_be_read",),
    "3 whatever takes the keyboard has a name; the accessible tree is walked": (
        "desktop/screens/test_accessible_tree.py::test_whatever_takes_the_keyboard_has_a_name",
        "desktop/screens/test_accessible_tree.py::test_the_walk_notices_what_has_none",
    ),
    "4 the keyboard scripts pass with their counts": (
        "journeys/counter/test_scripts.py::test_a_somebody_known_has_one_task_left",
        "journeys/counter/test_scripts.py::test_b_somebody_new_does_everything",
        "journeys/counter/test_scripts.py::test_c_somebody_known_is_stuck_at_the_third_card",
        "journeys/counter/test_scripts.py::test_d_somebody_without_a_card_is_found_by_six_letters",
        "journeys/counter/test_scripts.py::test_e_somebody_nobody_knows_needs_four_fields",
        "journeys/counter/test_scripts.py::test_f_from_door_to_door_nobody_is_home",
        "journeys/counter/test_scripts.py::test_g_a_waiting_number_takes_three_keys",
        "journeys/counter/test_scripts.py::test_h_a_difference_is_decided_with_one_combination",
    ),
    "5 saved is received and waiting and to be looked at, in any order of events": (
        "storage/test_counting.py::test_saved_is_received_and_waiting_and_attention",
    ),
    "6 nothing of a record is in the citizen's window": (
        "desktop/test_citizen_fuzz.py::test_nothing_of_a_record_is_in_the_citizens_window",
        "presentation/test_citizen.py::test_nothing_of_a_person_can_get_in",
    ),
    "7 the words of the counter: none that is banned, no long sentence, khỏe": (
        "house/test_wording.py::test_every_sentence_keeps_to_the_words_of_the_counter",
        "house/test_catalogues.py::test_every_language_is_complete_and_in_order",
        "house/test_guide_pack.py::test_a_shipped_pack_has_no_problem",
    ),
    "8 no line to type into keeps a password or a code": (
        "desktop/screens/test_no_secret_is_kept.py::test_every_line_one_can_type_into_is_known_here",
        "desktop/screens/test_no_secret_is_kept.py::"
        "test_a_code_written_there_is_refused_in_words_and_kept_nowhere",
        "domain/test_secrets_guard.py::test_six_digits_are_noticed_anywhere",
    ),
    "9 every room without a network, and nothing red": (
        "desktop/test_offline_walk.py::test_every_room_opens_without_a_network_and_nothing_is_red",
        "desktop/test_offline_walk.py::test_every_page_of_a_visit_is_there_and_nothing_is_red",
    ),
    "10 practice never reaches what is sent": (
        "desktop/test_practice_desk.py::test_nothing_that_sends_is_held_by_the_practice_desk",
        "desktop/test_practice_desk.py::test_a_process_that_only_practises_never_loads_the_network",
        "desktop/test_practice_desk.py::test_its_work_waits_for_nobody_and_goes_with_it",
    ),
    "11 a scanner that types, mangled by an input method, with Enters behind it": (
        "desktop/scanning/test_wedge.py::test_a_scan_is_caught_wherever_the_focus_is",
        "desktop/scanning/test_wedge.py::test_the_scanners_second_enter_confirms_nothing",
        "domain/identity/test_scan.py::test_a_card_through_telex_is_repaired_or_flagged",
        "domain/identity/test_scan.py::test_samples_say_what_they_should",
    ),
    "12 every screen is drawn for a person to look at before each release": (
        "desktop/test_gates.py::test_every_screen_and_dialog_is_among_those_that_are_drawn",
    ),
}
"""A test is named by file and function."""


@pytest.mark.parametrize("gate", GATES)
def test_the_tests_of_a_gate_are_there(gate: str) -> None:
    assert GATES[gate]
    for named in GATES[gate]:
        file, _colons, function = named.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, named


def test_all_eight_keyboard_scripts_are_behind_their_gate() -> None:
    [gate] = [gate for gate in GATES if gate.startswith("4 ")]
    assert [named.partition("::test_")[2][0] for named in GATES[gate]] == list("abcdefgh")


def test_there_are_twelve() -> None:
    assert [int(gate.split()[0]) for gate in GATES] == list(range(1, 13))


def test_every_screen_and_dialog_is_among_those_that_are_drawn() -> None:
    """`make screenshots` draws the scenes; whoever makes a release looks at each."""
    [folder] = screens.__path__
    made = {
        node.name
        for file in Path(folder).rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Screen", "Dialog", "Door", "Wizard"))
    }
    drawn = {
        node.id
        for file in SUPPORT.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    }
    assert made - drawn == set()
