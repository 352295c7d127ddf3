"""One lint over every sentence we ship to be read aloud or by eye: both catalogues, the guide pack, the practice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import catalogue_rules as rules
import catalogues
import pytest
from babel.messages.catalog import Catalog

from app.contract.guide_format import read_overlay, read_pack
from app.domain.guide_language import with_language
from app.domain.guide_texts import texts
from tests.support.guides import shipped_files
from tests.support.practice import practice_files

LANGUAGES = ("vi", "en")
QUOTED = re.compile(r"“[^“”]*”")
"""What phones and papers say themselves counts as one word; it is not ours to put better."""


def practice(language: str) -> Iterator[str]:
    """Every text of the practice in a language, whichever file it stands in."""

    def walk(part: object) -> Iterator[str]:
        if isinstance(part, dict) and set(part) == set(LANGUAGES):
            yield str(part[language])
        elif isinstance(part, dict | list):
            for inner in part.values() if isinstance(part, dict) else part:
                yield from walk(inner)

    for content in practice_files().values():
        yield from walk(json.loads(content))


def guide(language: str) -> Iterator[str]:
    """Every text of the shipped guide pack in a language."""
    pack, overlay = read_pack(shipped_files()), read_overlay(shipped_files(), language)
    told = texts(with_language(pack, overlay) if overlay else pack)
    yield from (QUOTED.sub("“x”", text) for _where, text in told)


def as_catalogue(language: str, sentences: Iterator[str]) -> Catalog:
    """So that one set of rules reads all of them."""
    catalogue = Catalog(language, fuzzy=False)
    for sentence in sentences:
        catalogue.add(sentence, sentence)
    return catalogue


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("source", ["catalogue", "guide", "practice"])
def test_every_sentence_keeps_to_the_words_of_the_counter(source: str, language: str) -> None:
    found = {
        "catalogue": lambda: catalogues.load(language),
        "guide": lambda: as_catalogue(language, guide(language)),
        "practice": lambda: as_catalogue(language, practice(language)),
    }[source]()
    assert len(found) > 20
    assert list(rules.problems(found)) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Đồng bộ thất bại"),
        ("vi", "Sổ sức khoẻ"),
        ("en", "Sync failed"),
        ("en", "The server is offline"),
    ],
)
def test_a_wrong_word_is_noticed_in_either_language(language: str, sentence: str) -> None:
    assert list(rules.problems(as_catalogue(language, iter([sentence]))))
