"""The page the person being helped looks at: one thing to do, drawn and written large. Nothing of theirs is on it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.desktop.theme.palette import scaled
from app.desktop.theme.tokens import LINE_HEIGHT, PAPER, TYPES, Role, Tone
from app.desktop.widgets.arrange import box, clear, column, paint_ground, row, show_in_place
from app.desktop.widgets.banner import Banner, Notice
from app.desktop.widgets.buttons import Button, Kind, Size
from app.desktop.widgets.icon_mark import IconMark
from app.desktop.widgets.logo import Logo
from app.desktop.widgets.phone_art import PhoneArt
from app.desktop.widgets.step_bar import StepBar
from app.desktop.widgets.typography import label, let_wrap
from app.i18n import _, reading
from app.presentation.citizen import SPEECH, CitizenState, Scene, Speech, Words

BASE_HEIGHT = 696
"""The window height the sizes of the type scale are meant for; larger screens get larger letters."""
SPEECH_NAMES = {"vi": "Tiếng Việt", "thai": "Thái", "hmong": "H’Mông"}
"""The languages as people here write them, whatever language the program speaks."""
FRAME_LANGUAGE = SPEECH[0]
"""What stands around the card is read by the citizen: Vietnamese, whatever language the operator's screen speaks."""
WIDE = 1280
"""From this width on the buttons at the foot are as high as a finger likes."""
HEADLINES = (66, 58, 50, 42, 36)
"""Sizes a headline is tried at, in px at the base height, the largest that has room first."""


class CitizenScreen(QWidget):
    """Draws one state; `spoken` asks for a language, `listened` for the recording."""

    spoken = Signal(str)
    listened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: CitizenState | None = None
        self._layout = QHBoxLayout()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.setSizeConstraint(
            QLayout.SizeConstraint.SetNoConstraint
        )  # the screen decides, not the words
        self.setLayout(self._layout)
        paint_ground(self, "surface")

    def show_state(self, state: CitizenState) -> None:
        """Draw a page; the same one again changes nothing."""
        if state != self._state:
            self._state = state
            self._draw_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters follow the window."""
        super().resizeEvent(event)
        self._draw_again()

    def _draw_again(self) -> None:
        if self._state is not None:
            clear(self._layout)
            with reading(FRAME_LANGUAGE):
                self._draw(self._state)

    def _draw(self, state: CitizenState) -> None:
        if state.picture is not None:
            phone = PhoneArt(state.picture, state.picture_text)
            left = box(
                column(phone, margins=(self._px(24), self._px(14), self._px(24), self._px(14))), "tint"
            )
            left.setFixedWidth(round(self.width() * 0.38))
            self._layout.addWidget(left)
        page = self._welcome(state) if state.scene is Scene.WELCOME else self._card(state)
        edge = self._px(44)
        page.setContentsMargins(edge, self._px(30), edge, self._px(30))
        self._layout.addWidget(box(page), 1)

    def _card(self, state: CitizenState) -> QVBoxLayout:
        where = _("Step {number} of {total}").format(number=state.number, total=state.total)
        headline = self._headline(state.headline)
        parts = column(
            self._text(where, Role.CITIZEN, tone=Tone.PRIMARY),
            StepBar(state.total, state.number, where, height=self._px(16)),
            self._px(10),
            headline,
            gap=self._px(10),
        )
        for line in state.body:
            parts.addWidget(self._text(line, Role.CITIZEN_LEAD, soft=True))
        parts.addStretch(1)
        tone = Tone.BAD if state.scene is Scene.SECRET else Tone.WARN
        parts.addWidget(self._safety(state.safety, tone))
        parts.addLayout(self._foot(state))
        return parts

    def _welcome(self, state: CitizenState) -> QVBoxLayout:
        parts = column(
            None,
            row(None, Logo(self._px(96)), None),
            self._text(_("Please sit down. We go one step at a time."), Role.CITIZEN_H1, centred=True),
            self._px(16),
            gap=self._px(16),
        )
        for line in state.body:
            parts.addWidget(self._text(line, Role.CITIZEN, soft=True, centred=True))
        parts.addStretch(1)
        parts.addWidget(self._safety(state.safety, Tone.WARN))
        parts.addLayout(self._foot(state))
        return parts

    def _headline(self, pieces: tuple[Words, ...]) -> QLabel:
        """What to do, the phone's labels bold, as large as three lines allow."""
        length = sum(len(piece.text) for piece in pieces)
        width = self.width() * 0.56
        size = next((s for s in HEADLINES if length * self._px(s) * 0.58 <= 2.4 * width), HEADLINES[-1])
        text = joined(
            f"<b>{html.escape(piece.text)}</b>" if piece.is_label else html.escape(piece.text)
            for piece in pieces
        )
        shown = label(text, Role.CITIZEN_H1, wrap=True, rich=True)
        self._letters(shown, self._px(size), 500 if any(piece.is_label for piece in pieces) else 700)
        shown.setAccessibleName(joined(piece.text for piece in pieces))
        return shown

    def _text(
        self, text: str, role: Role, *, tone: Tone | None = None, soft: bool = False, centred: bool = False
    ) -> QLabel:
        shown = label(text, role, tone, wrap=True)
        kind = TYPES[role]
        self._letters(shown, self._px(kind.px), kind.weight, PAPER.ink2 if soft else "")
        if centred:
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return shown

    def _safety(self, words: str, tone: Tone) -> QWidget:
        banner = Banner(Notice(words=words, tone=tone, icon="shield-check"))
        for text in banner.findChildren(QLabel):
            self._letters(text, self._px(23), 600)
        for mark in banner.findChildren(IconMark):
            mark.setFixedSize(self._px(30), self._px(30))
        banner.setMinimumHeight(self._px(62))
        return banner

    def _foot(self, state: CitizenState) -> QHBoxLayout:
        """Reading aloud and the languages, always at the same places."""
        size = Size.CITIZEN if self.width() >= scaled(WIDE) else Size.BIG
        listen = Button(_("Listen"), self.listened.emit, kind=Kind.PRIMARY, size=size, icon="volume-2")
        listen.setEnabled(state.recording is not None)
        show_in_place(listen, state.scene is not Scene.WELCOME)
        if state.recording is None:
            listen.setToolTip(_("Not recorded yet"))
        return row(listen, None, Languages(state, self.spoken.emit, size), gap=self._px(16))

    def _letters(self, text: QLabel, size: int, weight: int, colour: str = "") -> None:
        ink = f" color: {colour};" if colour else ""
        text.setStyleSheet(
            f"QLabel {{ font-size: {size}px; font-weight: {weight}; min-height: {round(size * LINE_HEIGHT)}px;{ink} }}"
        )
        let_wrap(text)

    def _px(self, size: int) -> int:
        """A size of the base height, in this window."""
        return max(1, round(size * min(self.height() / BASE_HEIGHT, self.width() / (BASE_HEIGHT * 1.6))))


class Languages(QWidget):
    """The switch; a language nobody has reviewed is there, cannot be chosen, and says why."""

    def __init__(self, state: CitizenState, choose: Callable[[str], object], size: Size) -> None:
        super().__init__()
        group, parts = QButtonGroup(self), row(gap=0)
        group.setExclusive(True)
        for speech in state.languages:
            button = Button(SPEECH_NAMES[speech.code], size=size)
            button.setCheckable(True)
            button.setProperty("speech", "true")
            button.setChecked(speech.code == state.language)
            button.setEnabled(speech.is_ready)
            button.clicked.connect(partial(_chosen, choose, speech))
            group.addButton(button)
            parts.addWidget(button)
        missing = [SPEECH_NAMES[speech.code] for speech in state.languages if not speech.is_ready]
        if missing:
            why = _("{languages}: no reviewed version yet").format(languages=", ".join(missing))
            self.setAccessibleDescription(why)
            note = label(why, Role.CAP, right=True)
            self.setLayout(column(parts, note, gap=4))
        else:
            self.setLayout(parts)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


def joined(pieces: Iterable[str]) -> str:
    """Pieces of a headline as one line; a comma stands right behind what it ends."""
    return " ".join(pieces).replace(" ,", ",").replace(" .", ".")


def _chosen(choose: Callable[[str], object], speech: Speech, _checked: bool = False) -> None:
    choose(speech.code)
