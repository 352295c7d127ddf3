"""A labelled field with a hint and a place for what is wrong with it."""

from PySide6.QtWidgets import QWidget

from app.desktop.theme.qss import set_look
from app.desktop.theme.tokens import Role, Tone
from app.desktop.widgets.arrange import column
from app.desktop.widgets.typography import label


class Field(QWidget):
    """`title` names `editor` by eye and by screen reader; `refuse` shows a sentence under it."""

    def __init__(self, title: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self._fault = label("", Role.MUTED, Tone.BAD, wrap=True)
        editor.setAccessibleName(title)
        editor.setAccessibleDescription(hint)
        below = [label(hint, Role.MUTED, wrap=True)] if hint else []
        name = label(title, Role.STRONG, buddy=editor)
        self.setLayout(column(name, editor, *below, self._fault, None, gap=7))
        self.setFocusProxy(editor)
        self._fault.hide()

    def refuse(self, words: str) -> None:
        """Say what is wrong here; the same words go into the ErrorSummary."""
        self._fault.setText(words)
        self._fault.show()
        self.editor.setAccessibleDescription(words)
        set_look(self.editor, "wrong", "true")

    def accept(self) -> None:
        """Take the complaint away."""
        self._fault.hide()
        self.editor.setAccessibleDescription(self._hint)
        set_look(self.editor, "wrong", "false")
