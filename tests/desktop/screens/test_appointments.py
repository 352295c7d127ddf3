"""People who are expected: each list has its key, and gathering only where there is somebody to gather."""

from PySide6.QtWidgets import QPushButton

from app.desktop.screens.appointments.screen import AppointmentsScreen
from app.desktop.widgets.key_cap import KeyCap
from app.i18n import _
from app.presentation.appointments import When
from tests.desktop.screens.conftest import Put
from tests.support.appointment_scenes import busy, nobody
from tests.support.keys import press
from tests.support.stage import Still, in_room


def test_the_lists_change_by_their_digits(put: Put) -> None:
    still = Still(busy())
    window = put(in_room(lambda: AppointmentsScreen(still), "appointments"))  # type: ignore[arg-type]
    for place in range(1, len(When) + 1):
        press(window, str(place))
    assert still.wishes == [("show_when", when) for when in When]


def test_the_key_that_gathers_is_drawn_with_its_words_or_not_at_all(put: Put) -> None:
    still = Still(busy())
    window = put(in_room(lambda: AppointmentsScreen(still), "appointments"))  # type: ignore[arg-type]

    def drawn() -> set[str]:
        parts = [*window.findChildren(KeyCap), *window.findChildren(QPushButton)]
        return {one.text() for one in parts if one.isVisible()} & {"G", _("Gather them")}

    assert drawn() == {"G", _("Gather them")}
    still.show(nobody())
    assert drawn() == set()
