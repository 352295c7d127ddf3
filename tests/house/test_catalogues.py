"""The translations are complete, in order and in the words of the counter; and a fault in one is noticed."""

import ast

import catalogue_rules as rules
import catalogues
import pytest
from babel.messages.catalog import Catalog
from PySide6.QtCore import QTranslator

from app import resources
from tests.house.tree import ROOT, parsed, python_files


def vietnamese(*pairs: tuple[str, str]) -> Catalog:
    """A catalogue with these sentences."""
    catalogue = Catalog("vi", fuzzy=False)
    for sentence, translation in pairs:
        catalogue.add(sentence, translation)
    return catalogue


def test_every_language_is_complete_and_in_order() -> None:
    assert list(catalogues.check()) == []


def test_vietnamese_and_english_are_there() -> None:
    assert {"vi", "en"} <= set(catalogues.languages())
    assert rules.keys(catalogues.extract())


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        ("", "not translated"),
        ("Chưa gửi được {number} lượt", "fields differ"),
        ("Chưa gửi được {count lượt", "fields differ"),
        ("Đồng bộ {count} lượt", "says 'đồng bộ'"),
        ("Có {count} bản ghi", "says 'bản ghi'"),
        ("Không có Server, {count} lượt", "says 'server'"),
        ("Sổ sức khoẻ, {count} lượt", "tone mark"),
        ("Tuỳ người, {count} lượt", "tone mark"),
        ("Kê\u0301 {count} lượt", "not in NFC"),
        ("một hai ba bốn năm sáu bảy tám chín mười {count} một hai ba bốn", "a sentence of 15 words"),
    ],
)
def test_a_fault_in_a_translation_is_noticed(translation: str, fault: str) -> None:
    [found] = rules.problems(vietnamese(("{count} waiting", translation)))
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "translation",
    [
        "{count} lượt chờ gửi",
        "Sổ sức khỏe của quý vị còn {count} lượt. Máy giữ cả. Mời bác ngồi, máy gửi khi có mạng ạ.",
    ],
)
def test_a_good_translation_is_let_through(translation: str) -> None:
    assert list(rules.problems(vietnamese(("{count} waiting", translation)))) == []


def test_a_guess_is_noticed() -> None:
    catalogue = Catalog("vi", fuzzy=False)
    catalogue.add("Saved", "Đã lưu", flags=["fuzzy"])
    assert [fault.partition(":")[0] for fault in rules.problems(catalogue)] == [
        "marked fuzzy, so never shown"
    ]


def test_new_and_gone_sentences_are_noticed() -> None:
    template, catalogue = vietnamese(("New", "")), vietnamese(("Gone", "Cũ"))
    assert [fault.partition(" (")[0] for fault in rules.stale(template, catalogue)] == [
        "not in the catalogue yet",
        "no longer in the program",
    ]


def test_a_refresh_keeps_translations_and_drops_what_is_gone() -> None:
    template = vietnamese(("Saved", ""), ("New", ""))
    fresh = catalogues.refreshed(vietnamese(("Saved", "Đã lưu"), ("Gone", "Cũ")), template)
    assert {message.id: message.string for message in fresh if message.id} == {"Saved": "Đã lưu", "New": ""}


def test_english_translates_itself() -> None:
    template = Catalog(fuzzy=False)
    template.add(("{n} person", "{n} people"), ("", ""))
    fresh = catalogues.refreshed(Catalog("en", fuzzy=False), template)
    assert list(rules.problems(fresh)) == []


def test_a_written_catalogue_reads_back_and_carries_no_date() -> None:
    text = catalogues.written(vietnamese(("Saved", "Đã lưu")))
    assert rules.keys(catalogues.parse(text, "vi")) == {(None, "Saved")}
    assert "Date" not in text


def test_a_fragment_fills_gaps_and_never_overwrites_unasked() -> None:
    standing = vietnamese(("Saved", "Đã lưu"), ("New", ""))
    fragment = vietnamese(("Saved", "Lưu rồi"), ("New", "Mới"), ("Unknown", "Lạ"))
    remarks = [
        remark
        for message in fragment
        if message.id
        for remark in catalogues.taken(standing, message, replace=False)
    ]
    assert [message.string for message in standing if message.id] == ["Đã lưu", "Mới"]
    assert len(remarks) == 2


def test_qts_own_words_are_vietnamese_too() -> None:
    translator = QTranslator()
    assert translator.load(str(resources.translations() / "qtbase_vi.qm"))
    assert translator.translate("QPlatformTheme", "Cancel") == "Thôi"
    assert translator.translate("QFileDialog", "&Open") == "&Mở"


def test_no_sentence_stands_inside_an_f_string() -> None:
    """There it is not always found by the extraction, and nobody could translate it."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in python_files("app")
        for text in ast.walk(parsed(path))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
    ]
    assert hidden == []
