"""The keys and what they do, in one table: the help page is drawn from it and nothing else tells of keys."""

from __future__ import annotations

from app.desktop.shell.keyboard import Key
from app.i18n import _


def everywhere() -> dict[str, str]:
    """Keys that work on every page."""
    return {
        "Enter": _("The main thing on the page"),
        "Esc": _("One step back; nothing is lost"),
        Key.FIND.value: _("Scan or find a person"),
        "Ctrl+1 … 7": _("The rooms at the left"),
        Key.GIVE_NUMBER.value: _("Give a waiting number"),
        Key.CALL_NEXT.value: _("Call the next number"),
        Key.COME_IN.value: _("Ask in the number being called"),
        Key.UNDO.value: _("The number on screen: take it back, or not there"),
        Key.VILLAGE.value: _("From house to house in a village"),
        Key.SHOW_CITIZEN.value: _("Show the card to the citizen, or take it away"),
        Key.LOCK.value: _("Lock the machine"),
        Key.HELP.value: _("This list"),
    }


def in_session() -> dict[str, str]:
    """Keys of a session."""
    return {
        Key.HAD_BEFORE.value: _("The person has this from before: on step 1 of a task"),
        Key.CANNOT.value: _("It cannot be done now: say why"),
        "1 … 9": _("Take what has this number: a task, a reason, an answer"),
        "K": _("Another case: other cards come"),
        "D": _("The phone shows something else than the card"),
        "H": _("What was done here before"),
        "Alt+1 … 5": _("Choose the day to come back"),
        Key.STEP_BACK.value.replace("Left", "←"): _("One step back in the guide"),
        "Home": _("From step 1 of a task gone on with"),
        Key.FINISH.value: _("Check and finish"),
        Key.LISTEN.value: _("Read the card aloud, if it is recorded"),
    }


def on_lists() -> dict[str, str]:
    """Keys of pages with people and papers."""
    return {
        "↑ ↓": _("Move through the people found"),
        "1 … 4": _("Appointments: another list"),
        "G": _("Appointments: gather them. Slip: the next of the household"),
        Key.NEW_PERSON.value: _("Add a new person"),
        Key.REPRINT.value: _("Print the slip again"),
        Key.KEEP_CHOICE.value.replace("Return", "Enter"): _("Keep a choice; finish though tasks are open"),
        "N": _("To look at: the next one"),
        "V M C": _("House to house: not home, not ready, moved away"),
        "L": _("Houses in rows or as tiles"),
        "Ctrl+G": _("Practice: a hint"),
        "Tab": _("To the next thing that can be pressed"),
    }
