"""Where today's work is, in one pill of the top bar: on this machine, and at the centre."""

from dataclasses import dataclass

from PySide6.QtCore import QSize

from app.desktop.theme import icons
from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import PAPER, Tone
from app.desktop.widgets.buttons import ICON_GAP, EnterButton
from app.domain.sync_state import SyncState


@dataclass(frozen=True, slots=True)
class PillLook:
    """Icon, icon colour and ground of one state; no ground is the white pill."""

    icon: str
    ink: str
    ground: Tone | None


LOOKS: dict[SyncState, PillLook] = {
    SyncState.ALL_SENT: PillLook("hard-drive", PAPER.ok, None),
    SyncState.WAITING: PillLook("hard-drive", PAPER.ok, None),
    SyncState.SENDING: PillLook("refresh-cw", PAPER.info, Tone.INFO),
    SyncState.NO_NETWORK: PillLook("cloud-off", PAPER.ink3, Tone.PLAIN),
    SyncState.DIFFERS: PillLook("circle-alert", PAPER.warn, Tone.WARN),
    SyncState.PARTLY: PillLook("circle-alert", PAPER.warn, Tone.WARN),
    SyncState.REFUSED: PillLook("circle-alert", PAPER.warn, Tone.WARN),
    SyncState.REVOKED: PillLook("lock", PAPER.warn, Tone.WARN),
    SyncState.CLOCK_WRONG: PillLook("clock", PAPER.warn, Tone.WARN),
    SyncState.LONG_UNSENT: PillLook("usb", PAPER.warn, Tone.WARN),
    SyncState.IN_DANGER: PillLook("triangle-alert", PAPER.bad, Tone.BAD),
}


class SyncPill(EnterButton):
    """A button that opens Send and receive; its words come from the presenter."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pill")
        self.setIconSize(QSize(18 + ICON_GAP, 18))

    def show_state(self, state: SyncState, words: str, detail: str = "") -> None:
        """Show a state; `detail` is the tooltip and the description for screen readers."""
        look = LOOKS[state]
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(detail)
        self.setToolTip(detail)
        self.setIcon(icons.icon(look.icon, look.ink, 18, gap=ICON_GAP))
        set_look(self, "pill", look.ground.value if look.ground else "")
