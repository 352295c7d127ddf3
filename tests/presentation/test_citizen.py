"""What the citizen sees is made of a guide card and one word: no person, and no language nobody answers for."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from app.contract.guide_format import read_pack
from app.domain.guide import GuidePack, Step
from app.presentation.citizen import CitizenPresenter, CitizenState, Scene, headline
from tests.support.guides import SHIPPED, shipped_files

PACK = read_pack(shipped_files(SHIPPED))
STEPS = [step for task in PACK.tasks for step in task.steps]


def packs(language: str) -> GuidePack | None:
    return PACK if language in ("vi", "thai") else None


def recording(step: Step, language: str) -> Path | None:
    return Path(f"{language}/{step.code}.ogg") if step.code == "insurance.add" else None


@pytest.fixture
def seen() -> list[CitizenState]:
    return []


@pytest.fixture
def presenter(seen: list[CitizenState]) -> CitizenPresenter:
    made = CitizenPresenter(packs, recording)
    made.attach(seen.append)
    return made


def words(state: CitizenState) -> str:
    return " ".join(
        [*(piece.text for piece in state.headline), *state.body, state.safety, state.picture_text]
    )


def test_before_anybody_sits_down_it_welcomes(seen: list[CitizenState], presenter: CitizenPresenter) -> None:
    assert [state.scene for state in seen] == [Scene.WELCOME]
    assert seen[0].picture is None
    assert seen[0].safety == PACK.words.safety


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_a_card_is_shown_whole_and_addressed(
    step: Step, presenter: CitizenPresenter, seen: list[CitizenState]
) -> None:
    presenter.stand_on(step.code, 2, 3, "bác")
    state = seen[-1]
    assert state.scene is (Scene.SECRET if step.secret else Scene.STEP)
    assert state.picture == step.picture
    assert (state.number, state.total) == (2, 3)
    assert "{" not in words(state)
    if step.secret:
        assert "quay đi" in words(state)


def test_what_a_childs_parents_type_is_said_to_them(
    seen: list[CitizenState], presenter: CitizenPresenter
) -> None:
    presenter.stand_on("identity.child_code", 3, 5, "em")
    assert words(seen[-1]).startswith("Cha mẹ tự bấm.")
    assert seen[-1].safety == "Mật khẩu và mã số: cha mẹ tự bấm, không đọc cho ai."


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_what_is_a_childs_is_never_said_to_be_the_parents(
    step: Step, presenter: CitizenPresenter, seen: list[CitizenState]
) -> None:
    presenter.stand_on(step.code, 2, 3, "cha mẹ")
    assert not re.search("(tên|thẻ|tài khoản|vneid|sổ) của cha mẹ", words(seen[-1]).casefold())


def test_nothing_of_a_person_can_get_in(presenter: CitizenPresenter) -> None:
    """The page has these fields and no other; what fills them is told by a card's code, its place and one word."""
    assert {field.name for field in fields(CitizenState)} == {
        *("scene", "headline", "body", "safety", "language", "languages", "number", "total"),
        *("picture", "picture_text", "recording"),
    }
    assert set(CitizenPresenter.stand_on.__annotations__) == {"step", "number", "total", "you", "return"}


def test_a_language_without_a_reviewer_is_not_spoken(
    presenter: CitizenPresenter, seen: list[CitizenState]
) -> None:
    presenter.stand_on("insurance.add", 2, 5, "bà")
    assert {speech.code: speech.is_ready for speech in seen[-1].languages} == {
        "vi": True,
        "thai": True,
        "hmong": False,
    }
    presenter.speak("hmong")
    assert seen[-1].language == "vi"
    presenter.speak("thai")
    assert (seen[-1].language, seen[-1].recording) == ("thai", Path("thai/insurance.add.ogg"))


def test_the_next_person_begins_in_vietnamese(presenter: CitizenPresenter, seen: list[CitizenState]) -> None:
    presenter.stand_on("insurance.add", 2, 5, "bà")
    presenter.speak("thai")
    presenter.rest()
    presenter.stand_on("insurance.send", 4, 5, "anh")
    assert (seen[-1].language, seen[-1].recording) == ("vi", None)


def test_a_card_of_another_pack_rests(presenter: CitizenPresenter, seen: list[CitizenState]) -> None:
    presenter.stand_on("insurance.gone", 1, 5, "bà")
    assert (seen[-1].scene, seen[-1].number, seen[-1].total) == (Scene.WELCOME, 0, 0)


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("Chạm “Mở”", [("Chạm", False), ("Mở", True)]),
        ("“Mở” ra", [("Mở", True), ("ra", False)]),
        ("Bà tự bấm.", [("Bà tự bấm.", False)]),
        ("A “b”, rồi “c”", [("A", False), ("b", True), (", rồi", False), ("c", True)]),
    ],
)
def test_labels_of_the_phone_stand_apart(title: str, pieces: list[tuple[str, bool]]) -> None:
    assert [(piece.text, piece.is_label) for piece in headline(title)] == pieces
