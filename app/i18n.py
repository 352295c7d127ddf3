"""The language people read: translated sentences, dates and numbers; no screen and no wording lives here."""

import gettext as gnu
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

from app import resources

DEFAULT = "vi"
DOMAIN = "diemtua"


class DateStyle(StrEnum):
    """How much of a date a reader needs."""

    DAY = "day"  # 18/10
    WEEKDAY = "weekday"  # Thứ Bảy 18/10
    FULL = "full"  # 18/10/2026
    LONG = "long"  # Thứ Bảy, ngày 18 tháng 10 năm 2026


class _Language:
    """The one catalogue in force.

    This is the only state a module of ours keeps: sentences are asked for in hundreds of places, a process
    shows one language to one person, and a switch must reach all of them at once while the program runs.
    """

    def __init__(self) -> None:
        self.use(DEFAULT)

    def use(self, code: str) -> None:
        """Read from this language, then from the default one, then show the English message id."""
        self.code = code
        self.catalogue = _catalogue(code)
        if code != DEFAULT:
            self.catalogue.add_fallback(_catalogue(DEFAULT))


def _catalogue(code: str) -> gnu.NullTranslations:
    return gnu.translation(DOMAIN, str(resources.translations()), [code], fallback=True)


_current = _Language()


def use_language(code: str) -> None:
    """Read in this language from now on; LookupError when the program does not carry it."""
    if code not in available():
        raise LookupError(code)
    _current.use(code)


@contextmanager
def reading(code: str) -> Iterator[None]:
    """Inside the block sentences are in this language: for a reader who is not the one at this screen."""
    before = language()
    use_language(code)
    try:
        yield
    finally:
        use_language(before)


def language() -> str:
    """The code of the language in force, such as "vi"."""
    return _current.code


def available() -> tuple[str, ...]:
    """The languages this copy carries, the default first; it is there even before a build."""
    compiled = resources.translations().glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (DEFAULT, *sorted({file.parent.parent.name for file in compiled} - {DEFAULT}))


def language_name(code: str) -> str:
    """What a language calls itself ("Tiếng Việt"), for the list people choose from."""
    return _catalogue(code).pgettext("name of this language, in itself", "English")


def _(msgid: str) -> str:
    """A sentence in the language in force; `.format()` comes after, so that the message id stays findable."""
    return _current.catalogue.gettext(msgid)


def N_(msgid: str) -> str:
    """Marks a sentence in a table for extraction; `_()` translates it when it is shown."""
    return msgid


def ngettext(singular: str, plural: str, count: int) -> str:
    """A sentence that depends on a count; Vietnamese has one form, English two."""
    return _current.catalogue.ngettext(singular, plural, count)


def pgettext(context: str, msgid: str) -> str:
    """A word whose translation depends on where it stands."""
    return _current.catalogue.pgettext(context, msgid)


def weekday_name(day: date) -> str:
    """The name of the day: "Thứ Hai" to "Thứ Bảy", and "Chủ Nhật"."""
    return _("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday").split("|")[day.weekday()]


def month_name(day: date) -> str:
    """The name of the month: "tháng 10"."""
    first = _("January|February|March|April|May|June")
    second = _("July|August|September|October|November|December")
    return [*first.split("|"), *second.split("|")][day.month - 1]


def format_date(day: date, style: DateStyle = DateStyle.FULL) -> str:
    """A date as people here write it: day before month, always, also in English."""
    match style:
        case DateStyle.DAY:
            return f"{day.day}/{day.month}"
        case DateStyle.WEEKDAY:
            return f"{weekday_name(day)} {day.day}/{day.month}"
        case DateStyle.FULL:
            return f"{day.day:02}/{day.month:02}/{day.year:04}"
        case DateStyle.LONG:
            words = {"weekday": weekday_name(day), "day": day.day, "month": month_name(day), "year": day.year}
            return pgettext("long date", "{weekday}, {day} {month} {year}").format(**words)


def format_number(value: int) -> str:
    """A whole number with its thousands set apart: 1.234 in Vietnamese, 1,234 in English."""
    return f"{value:,}".replace(",", pgettext("thousands separator", ","))
