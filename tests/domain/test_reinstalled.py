"""A machine set up anew fifty times gives no id and no code of paper a second time: neither counts from one."""

from __future__ import annotations

import random

from app.domain.ids import RANDOM_BYTES, new_id, short_code

INSTALLS = 50
CODES, IDS = 20_000, 2_000
"""Made after each set-up: a million slips, a hundred thousand records."""

SAME_SECOND = 1_700_000_000_000
"""The worst clock there is: after each set-up it begins at the same moment."""


def test_a_million_codes_over_fifty_installs_are_all_different() -> None:
    seen = set[str]()
    for install in range(INSTALLS):
        chance = random.Random(install)
        seen.update(short_code(chance.randbytes(8)) for _ in range(CODES))
    assert len(seen) == INSTALLS * CODES


def test_ids_differ_although_every_install_begins_at_the_same_second() -> None:
    seen = set[str]()
    for install in range(INSTALLS):
        chance = random.Random(install)
        seen.update(new_id(SAME_SECOND + n, chance.randbytes(RANDOM_BYTES)) for n in range(IDS))
    assert len(seen) == INSTALLS * IDS
