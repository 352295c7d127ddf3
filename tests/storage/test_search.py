"""The laws of finding a person: any words, any beginnings, any order, any spelling of the same letters."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import fold, fold_loose
from app.storage import folding
from app.storage.store import SqliteStore
from tests.support.fiction import FAMILY, GIVEN, MIDDLE, Fiction
from tests.support.stores import temp_store

full_names = st.builds(
    lambda family, middle, given: " ".join([family, *middle, given]),
    st.sampled_from(FAMILY),
    st.lists(st.sampled_from(MIDDLE), max_size=2),
    st.sampled_from(GIVEN),
)


@pytest.fixture(scope="module")
def crowd() -> Iterator[tuple[SqliteStore, dict[str, str]]]:
    """Three hundred people, by id."""
    with tempfile.TemporaryDirectory() as place:
        store, fiction = temp_store(Path(place)), Fiction.seeded(31)
        people = {}
        with store.write() as work:
            for _ in range(300):
                citizen, name = fiction.id(), fiction.name()
                work.add(fiction.pen().create("citizen", citizen, {"name": name}))
                people[citizen] = name
        yield store, people
        store.close()


@given(data=st.data())
def test_whoever_has_all_the_beginnings_is_found_and_nobody_else(
    crowd: tuple[SqliteStore, dict[str, str]], data: st.DataObject
) -> None:
    store, people = crowd
    words = data.draw(full_names).split()
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in data.draw(st.permutations(words))]
    typed = typed[: data.draw(st.integers(1, len(typed)))]
    spelled = " ".join(typed)
    spelled = data.draw(st.sampled_from((spelled, spelled.upper(), fold(spelled), nfd(spelled))))
    found = {person.citizen for person in store.read().find_people(spelled, 1000)}
    assert found == {citizen for citizen, name in people.items() if is_meant(name, typed)}


@given(name=full_names, data=st.data())
def test_a_person_is_found_by_any_part_of_their_own_name(name: str, data: st.DataObject) -> None:
    words = data.draw(st.permutations(folding.folded_words(name).split()))
    for word in words:
        beginning = word[: data.draw(st.integers(1, len(word)))]
        assert f'"{fold(beginning)}"' in folding.word_query(beginning)
        assert any(stored.startswith(fold(beginning)) for stored in folding.folded_words(name).split())


@given(name=full_names)
def test_one_name_is_stored_alike_however_it_is_composed(name: str) -> None:
    assert folding.folded_words(nfd(name)) == folding.folded_words(name) == folding.folded_words(name.upper())


@given(typed=st.text(max_size=30))
def test_no_text_breaks_the_search(crowd: tuple[SqliteStore, dict[str, str]], typed: str) -> None:
    store, people = crowd
    assert {person.citizen for person in store.read().find_people(typed)} <= set(people)


def test_the_list_is_no_longer_than_asked_and_in_vietnamese_order(
    crowd: tuple[SqliteStore, dict[str, str]],
) -> None:
    store, people = crowd
    found = store.read().find_people("t", 20)
    assert len(found) == 20
    assert all(person.citizen in people for person in found)
    given_names = [person.name.split()[-1] for person in store.read().find_people("d", 1000)]
    assert given_names.index("Dung") < given_names.index("Đào")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("014 150 000 000", "014150000000"),
        ("+84 987 654 214", "0987654214"),
        ("0987.654.214", "0987654214"),
        ("214", "214"),
        ("14", ""),
        ("", ""),
        ("Lan 214", ""),
        ("٣٤٥", ""),
    ],
)
def test_digits_are_read_from_what_is_nothing_but_a_number(typed: str, digits: str) -> None:
    assert folding.typed_digits(typed) == digits


@given(st.from_regex(r"[0-9]{3,12}", fullmatch=True), st.from_regex(r"[0-9]{0,9}", fullmatch=True))
def test_the_range_of_an_end_holds_exactly_the_numbers_that_end_so(end: str, rest: str) -> None:
    low, high = folding.end_range(end)
    assert low <= (rest + end)[::-1] < high
    other = (rest + end[:-1] + str((int(end[-1]) + 1) % 10))[::-1]
    assert not low <= other < high


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def is_meant(name: str, typed: list[str]) -> bool:
    """Whether every typed beginning begins a word of the name, or is one that i and y write differently."""
    stored = folding.folded_words(name).split()
    return all(
        any(word.startswith(fold(part)) for word in stored) or fold_loose(part) in stored for part in typed
    )
