"""Days and clock times as people here say them."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.appointments import DateChoice
from app.i18n import DateStyle, _, format_date, pgettext


def clock(moment: datetime) -> str:
    """`9:41`."""
    return f"{moment.hour}:{moment.minute:02}"


def weekday_short(day: date) -> str:
    """`T7 18/10`."""
    names = pgettext("short weekdays from Monday", "Mon|Tue|Wed|Thu|Fri|Sat|Sun").split("|")
    return f"{names[day.weekday()]} {day.day}/{day.month}"


def long_day(day: date) -> str:
    """`Thứ Bảy 18/10`."""
    return format_date(day, DateStyle.WEEKDAY)


def when(moment: datetime, now: datetime) -> str:
    """`hôm nay 9:41`, `hôm qua 16:52`, `18/10 9:41`, by the clock on the wall here."""
    moment = moment.astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("today {time}").format(time=clock(moment))
    if days == 1:
        return _("yesterday {time}").format(time=clock(moment))
    return f"{moment.day}/{moment.month} {clock(moment)}"


def choice(which: DateChoice) -> str:
    """The words on a date chip."""
    return {
        DateChoice.TOMORROW: _("Tomorrow"),
        DateChoice.MARKET_DAY: _("Market day"),
        DateChoice.NEXT_WEEK: _("Next week"),
        DateChoice.PICK: _("Pick a day…"),
        DateChoice.NONE: _("No date"),
    }[which]


def minutes(seconds: int) -> str:
    """`6 phút`."""
    return _("{count} min").format(count=max(1, round(seconds / 60)))
