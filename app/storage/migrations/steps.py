"""Every step ever released, in order, by the name it is remembered by. Added at the end, never edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.storage.migrations.m0001_first_tables import first_tables
from app.storage.migrations.m0002_new_name import new_name
from app.storage.migrations.m0003_differences import differences
from app.storage.migrations.m0004_handed import handed
from app.storage.migrations.m0005_leaving import leaving
from app.storage.migrations.m0006_tickets import tickets
from app.storage.migrations.m0007_tried import tried
from app.storage.migrations.m0008_household import household
from app.storage.migrations.m0009_meet import meet
from app.storage.migrations.m0010_card_changed import card_changed
from app.storage.migrations.m0011_withdrawn import withdrawn
from app.storage.migrations.m0012_village import village
from app.storage.migrations.m0013_given_on import given_on


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name for ever, and what it does to a sqlite_utils.Database inside one transaction."""

    name: str
    run: Callable[[Any], None]


STEPS = (
    Step("m0001_first_tables", first_tables),
    Step("m0002_new_name", new_name),
    Step("m0003_differences", differences),
    Step("m0004_handed", handed),
    Step("m0005_leaving", leaving),
    Step("m0006_tickets", tickets),
    Step("m0007_tried", tried),
    Step("m0008_household", household),
    Step("m0009_meet", meet),
    Step("m0010_card_changed", card_changed),
    Step("m0011_withdrawn", withdrawn),
    Step("m0012_village", village),
    Step("m0013_given_on", given_on),
)
