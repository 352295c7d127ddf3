import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity.hex_text import HexText, read_hex
from app.domain.names import is_name_suspect
from tests.support.card_texts import hexed, through_telex, written_names


def is_name(text: str) -> bool:
    return not is_name_suspect(text) and (text.istitle() or text.isupper())


def read(written: str, *, is_typed_over: bool = True) -> HexText | None:
    return read_hex(written, is_name, is_typed_over=is_typed_over)


@given(written_names, st.booleans())
def test_undamaged_hex_is_read_as_it_is(name: str, is_typed_over: bool) -> None:
    assert read(hexed(name), is_typed_over=is_typed_over) == HexText(name)
    assert read(hexed(name).upper(), is_typed_over=is_typed_over) == HexText(name)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Hạng Thị Lầu", "48e1bâ16e67205468e1bb8b204ce1bâ775"),
        ("Mẫn", "4de1bâb6e"),  # not MẺn, which Telex shows alike
        ("MẪN", "4de1baa4e"),  # the third a took the hat off
        ("Tếnh", "54e1bàb6e68"),
        ("Bắc", "42e1bầ63"),
        ("Ưng", "c6à6e67"),
        ("Nữ", "4ee1bbà"),
        ("Nên", "4ec3â6e"),
        ("Nạn", "4ê1bâ16e"),
    ],
)
def test_keys_are_worked_back_when_only_one_text_is_possible(name: str, typed: str) -> None:
    assert read(typed) == HexText(name, repaired=True)


def test_an_upper_case_hex_is_worked_back_too() -> None:
    assert read("48E1BÂ16E67") == HexText("Hạng", repaired=True)


def test_hex_that_came_apart_is_worked_back_too() -> None:
    assert read("48e1ba\u030216e67") == HexText("Hạng", repaired=True)


def test_two_possible_texts_are_none() -> None:
    assert read_hex("4de1bâb4e", lambda text: True, is_typed_over=True) is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "4",
        "48e1baa16e6",  # a key is missing
        "48e1bb",  # half a letter
        "ff48",
        "4800",  # a control character
        "48é1baa16e67",  # VNI
        "48e1bâ16e6?",
        "48 e1",
        "âàêđ" * 12,
    ],
)
def test_what_cannot_be_worked_back_is_none(written: str) -> None:
    assert read(written) is None


def test_a_lost_key_is_not_taken_for_telex() -> None:
    assert read("4ce1baa55", is_typed_over=False) is None


@given(written_names, st.booleans(), st.sets(st.integers(0, 30)))
def test_telex_never_makes_another_name(name: str, reaches: bool, skipped: set[int]) -> None:
    runs = iter(range(10_000))
    shown = through_telex(hexed(name), reaches=reaches, skips=lambda run: next(runs) in skipped)
    found = read(shown)
    assert found in (None, HexText(name), HexText(name, repaired=True))


@given(written_names, st.booleans())
def test_names_are_had_back_from_telex(name: str, reaches: bool) -> None:
    found = read(through_telex(hexed(name), reaches=reaches))
    assert found is not None
    assert found.text == name


@given(st.text(alphabet="0123456789abcdefâàầêèềđ?x", max_size=300))
def test_any_text_can_be_read(written: str) -> None:
    found = read(written)
    assert found is None or is_name(found.text) or not found.repaired
