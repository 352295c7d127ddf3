"""This laptop and the people who work at it: first run, who it is, its operators. Pairing is next door."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.names import clean
from app.domain.points import Role
from app.domain.problems import Problem, ProblemCode
from app.domain.secrets_guard import plain_words
from app.domain.slip import Paper
from app.usecases.ports import Clock, Ids, Store, Writing
from app.usecases.settings import YES, Setting
from app.usecases.writing import pen_of

USUAL_SCALE = 100
"""Percent."""


class Place(StrEnum):
    """What kind of place the laptop works at."""

    COUNTER = "counter"
    VISIT = "visit"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """The answers of the first run; `market_weekday` is 0 (Monday) … 6 (Sunday) or None."""

    place: Place
    commune: str
    commune_name: str = ""
    language: str = "vi"
    market_weekday: int | None = None
    machine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceIdentity:
    """Who this laptop is; everything from `address` on is empty until it is paired."""

    device: str
    instance: str
    commune: str
    commune_name: str
    place: Place
    machine: str
    language: str
    market_weekday: int | None
    address: str
    server_id: str
    support_point: str
    point_name: str
    text_scale: int = USUAL_SCALE
    contrast: bool = False
    paper: Paper = Paper.A5

    @property
    def is_paired(self) -> bool:
        """Whether a central has adopted it."""
        return bool(self.server_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorRow:
    """A person who may work at this laptop."""

    id: str
    name: str
    address_form: str
    role: str


def first_run(store: Store, ids: Ids, answers: FirstRun, instance: str) -> DeviceIdentity:
    """Keep the answers and name the device; run again, it changes the answers and keeps the name.

    `instance` is the database's own name from its header file.
    """
    device = store.read().setting(Setting.DEVICE) or ids.new()
    with store.write() as writing:
        writing.set_setting(Setting.DEVICE, device)
        writing.set_setting(Setting.INSTANCE, instance)
        writing.set_setting(Setting.COMMUNE, answers.commune)
        writing.set_setting(Setting.COMMUNE_NAME, answers.commune_name)
        writing.set_setting(Setting.PLACE, answers.place)
        writing.set_setting(Setting.MACHINE, clean(answers.machine))
        writing.set_setting(Setting.LANGUAGE, answers.language)
        _set_market(writing, answers.market_weekday)
    identity = device_identity(store)
    assert identity is not None
    return identity


def device_identity(store: Store) -> DeviceIdentity | None:
    """Who this laptop is; None while the first run is still to be done."""
    setting = store.read().setting
    device, market = setting(Setting.DEVICE), setting(Setting.MARKET_WEEKDAY)
    if not device:
        return None
    return DeviceIdentity(
        device=device,
        instance=setting(Setting.INSTANCE),
        commune=setting(Setting.COMMUNE),
        commune_name=setting(Setting.COMMUNE_NAME),
        place=Place(setting(Setting.PLACE) or Place.COUNTER),
        machine=setting(Setting.MACHINE),
        language=setting(Setting.LANGUAGE) or "vi",
        market_weekday=int(market) if market else None,
        address=setting(Setting.ADDRESS),
        server_id=setting(Setting.SERVER_ID),
        support_point=setting(Setting.SUPPORT_POINT),
        point_name=setting(Setting.POINT_NAME),
        text_scale=int(setting(Setting.TEXT_SCALE) or USUAL_SCALE),
        contrast=setting(Setting.CONTRAST) == YES,
        paper=Paper(setting(Setting.PAPER) or Paper.A5),
    )


def set_language(store: Store, language: str) -> None:
    """The language of the screens."""
    with store.write() as writing:
        writing.set_setting(Setting.LANGUAGE, language)


def set_text_scale(store: Store, percent: int) -> None:
    """The size of the letters on screen."""
    with store.write() as writing:
        writing.set_setting(Setting.TEXT_SCALE, str(percent))


def set_contrast(store: Store, contrast: bool) -> None:
    """Strong colours on screen, or the everyday ones."""
    with store.write() as writing:
        writing.set_setting(Setting.CONTRAST, YES if contrast else "")


def set_paper(store: Store, paper: Paper) -> None:
    """What slips are printed on."""
    with store.write() as writing:
        writing.set_setting(Setting.PAPER, paper.value)


def set_market_weekday(store: Store, weekday: int | None) -> None:
    """The commune's market day, 0 (Monday) … 6 (Sunday), or None when it has none."""
    with store.write() as writing:
        _set_market(writing, weekday)


def add_operator(
    store: Store, clock: Clock, ids: Ids, *, name: str, address_form: str = "", role: Role = Role.STAFF
) -> OperatorRow | Problem:
    """A new person at this laptop: an operator record of their own, sent before anything they write.

    NAME_MISSING, and NOTE_HAS_SECRET for a code typed in the place of the name.
    """
    written = plain_words(name, "name", ProblemCode.NAME_MISSING)
    if isinstance(written, Problem):
        return written
    pen = pen_of(store.read(), clock, ids, author=ids.new())
    values = {"name": written, "address_form": address_form, "role": role.value}
    with store.write() as writing:
        writing.add(pen.create("operator", pen.author, values))
    return OperatorRow(id=pen.author, name=written, address_form=address_form, role=role.value)


def operators(store: Store) -> tuple[OperatorRow, ...]:
    """The active operators of this support point, its own and those central sent, by name.

    Colleagues of other support points are not offered: what they wrote here would wait for review at central.
    """
    reading = store.read()
    own = ("", reading.setting(Setting.SUPPORT_POINT))
    rows = [
        OperatorRow(
            id=operator,
            name=str(values.get("name") or ""),
            address_form=str(values.get("address_form") or ""),
            role=str(values.get("role") or Role.STAFF),
        )
        for operator, values in reading.records("operator").items()
        if values.get("active", True) and str(values.get("support_point") or "") in own
    ]
    return tuple(sorted(rows, key=lambda row: (row.name, row.id)))


def _set_market(writing: Writing, weekday: int | None) -> None:
    writing.set_setting(Setting.MARKET_WEEKDAY, "" if weekday is None else str(weekday))
