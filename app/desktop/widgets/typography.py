"""Labels in the type scale and the hairline between rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.desktop.theme.tokens import Role, Tone


def label(
    text: str,
    role: Role = Role.BODY,
    tone: Tone | None = None,
    *,
    wrap: bool = False,
    rich: bool = False,
    right: bool = False,
    buddy: QWidget | None = None,
) -> QLabel:
    """A line of text; plain unless `rich`, because names and answers may hold any character.

    `wrap` lets it take several lines, `right` aligns figures, `buddy` is the field it names.
    """
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    result.setText(text)
    result.setProperty("role", role.value)
    if tone is not None:
        result.setProperty("tone", tone.value)
    if right:
        result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if buddy is not None:
        result.setBuddy(buddy)
    if wrap:
        let_wrap(result)
    return result


def let_wrap(text: QLabel) -> None:
    """Let a label take as many lines as its width asks for."""
    text.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    text.setSizePolicy(policy)


def rule() -> QFrame:
    """A horizontal hairline."""
    line = QFrame()
    line.setProperty("rule", "true")
    return line
