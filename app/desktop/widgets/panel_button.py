"""A button whose face is a layout of labels and icons instead of one text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from app.desktop.widgets.buttons import EnterButton


class PanelButton(EnterButton):
    """A whole clickable panel; `name` is what a screen reader says, `kind` a look of the style sheet."""

    def __init__(self, face: QLayout, name: str, *, kind: str, checkable: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setCheckable(checkable)
        self.setLayout(face)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """What the face asks for."""
        return self._face().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the face cannot do without."""
        return self._face().totalMinimumSize()

    def _face(self) -> QLayout:
        face = self.layout()
        assert face is not None
        return face
