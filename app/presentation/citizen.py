"""What the person being helped sees on their own screen. Made from a guide card alone: no person goes in here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.domain.guide import GuidePack, Step
from app.domain.guide_picture import Picture, picture_text
from app.domain.guide_words import fill, sentences
from app.presentation.watched import Watched

SPEECH = ("vi", "thai", "hmong")
"""The languages of the switch, always at the same places."""

_LABEL = re.compile(r"“([^”]*)”")


class Scene(StrEnum):
    """What kind of page it is; WELCOME when nothing is to be pressed, SECRET when nobody may look."""

    WELCOME = "welcome"
    STEP = "step"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the headline; a label stands on the phone exactly so."""

    text: str
    is_label: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language of the switch; `is_ready` when a named reviewer has passed its words."""

    code: str
    is_ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenState:
    """The whole page. Every text comes from the guide pack, addressed with one word (bà, bác, anh)."""

    scene: Scene
    headline: tuple[Words, ...]
    body: tuple[str, ...]
    safety: str
    language: str
    languages: tuple[Speech, ...]
    number: int = 0
    total: int = 0
    picture: Picture | None = None
    picture_text: str = ""
    recording: Path | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the session is: the card, how far it is on this person's way, the word for them. Nothing else."""

    step: str = ""
    number: int = 0
    total: int = 0
    you: str = ""


class CitizenPresenter(Watched[CitizenState]):
    """`packs` gives the pack in a language that may be shown, else None; `recordings` its words read aloud."""

    def __init__(
        self,
        packs: Callable[[str], GuidePack | None],
        recordings: Callable[[Step, str], Path | None],
    ) -> None:
        self._packs, self._recordings = packs, recordings
        self._place, self._language = _Place(), SPEECH[0]

    def stand_on(self, step: str, number: int, total: int, you: str) -> None:
        """Show a card, counted as staff see it; a card the pack does not have, or none, shows the welcome."""
        self._place = _Place(step, number, total, you)
        self.refresh()

    def rest(self) -> None:
        """Nobody is being helped: the welcome, in Vietnamese again."""
        self._place, self._language = _Place(), SPEECH[0]
        self.refresh()

    def speak(self, language: str) -> None:
        """Another language, if its words are reviewed."""
        if self._packs(language) is not None:
            self._language = language
            self.refresh()

    def state(self) -> CitizenState:
        """The page as of now."""
        pack = self._packs(self._language) or self._packs(SPEECH[0])
        assert pack is not None, "there is always a Vietnamese pack"
        step = pack.step(self._place.step)
        page = welcome(pack) if step is None else card(pack, step, self._place.you)
        return replace(
            page,
            number=self._place.number if step else 0,
            total=self._place.total if step else 0,
            language=self._language,
            languages=tuple(Speech(code=code, is_ready=self._packs(code) is not None) for code in SPEECH),
            recording=self._recordings(step, self._language) if step else None,
        )


def card(pack: GuidePack, step: Step, you: str) -> CitizenState:
    """One card as the person sees it; where something is typed unseen, that is all it says."""
    hearer = pack.words.hearer(step, you)
    secret = fill(pack.words.secret_line, hearer)
    return CitizenState(
        scene=Scene.SECRET if step.secret else Scene.STEP,
        headline=headline(secret if step.secret else fill(step.title, you)),
        body=(fill(step.title, you),) if step.secret else sentences(fill(step.expect, you)),
        safety=fill(pack.words.safety_short, hearer),
        language=pack.language,
        languages=(),
        picture=step.picture,
        picture_text=fill(picture_text(pack.words.picture, step.picture), you),
    )


def welcome(pack: GuidePack) -> CitizenState:
    """The calm page between two people: what never to do, and nothing to press."""
    return CitizenState(
        scene=Scene.WELCOME,
        headline=(),
        body=pack.words.anti_scam,
        safety=pack.words.safety,
        language=pack.language,
        languages=(),
    )


def headline(title: str) -> tuple[Words, ...]:
    """A title in pieces, the phone's own labels apart: `Chạm`, `Tích hợp thông tin`."""
    pieces: list[Words] = []
    end = 0
    for found in _LABEL.finditer(title):
        pieces += [Words(title[end : found.start()].strip(), False), Words(found[1], True)]
        end = found.end()
    pieces.append(Words(title[end:].strip(), False))
    return tuple(piece for piece in pieces if piece.text)
