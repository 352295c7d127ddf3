"""People and sessions that never were, as many as a test wants; the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.changes import Change, Pen, Value
from app.domain.ids import RANDOM_BYTES, new_id

START_MS = 1_750_000_000_000
PAUSE_MS = 600_000
"""From one person to the next."""

_FAMILY = "Lò Quàng Cà Tòng Vì Hoàng Nguyễn Trần Lê Phạm Giàng Mùa Thào Sồng Đinh Đặng Lý Hà Bùi Vàng"
_MIDDLE = "Thị Văn Minh Thanh Thu Hồng Đức Xuân Ngọc Mai Anh Láo A Bá Thế Kim"
_GIVEN = """Ánh Bình Cường Dung Đào Giang Hà Hòa Hương Khánh Lan Lâm Mai Nga Ngân Phương Quý Sơn Thủy
    Tâm Tú Uyên Vân Xuân Yến Pó Sùng Chu Dế Lử Mỷ Páo Súa Nhia Vừ Inh Ín Ơn Phượng Loan"""
_PLACES = "Áng Bó Cang Đông Hìn Lay Mòng Nà Pát Sàng Tủm Ỏ"
FAMILY, MIDDLE, GIVEN = _FAMILY.split(), _MIDDLE.split(), _GIVEN.split()
VILLAGES = [f"Bản {place}" for place in _PLACES.split()]
TASKS = ("install", "identity", "insurance", "health_book", "alone")


@dataclass(slots=True)
class Fiction:
    """A made-up commune on one device."""

    rng: random.Random
    now_ms: int = START_MS
    device: str = "device-A"

    @classmethod
    def seeded(cls, seed: int) -> Fiction:
        """The commune of a seed."""
        return cls(random.Random(seed))

    def id(self) -> str:
        """The next id; those of one person come a millisecond apart."""
        self.now_ms += 1
        return new_id(self.now_ms, self.rng.randbytes(RANDOM_BYTES))

    def pen(self) -> Pen:
        """Who writes, now."""
        return Pen("operator-1", self.device, self.now_ms, self.id)

    def name(self) -> str:
        """A full name of three or four words."""
        middle = self.rng.sample(MIDDLE, self.rng.choice((1, 1, 2)))
        return " ".join([self.rng.choice(FAMILY), *middle, self.rng.choice(GIVEN)])

    def person(self) -> dict[str, Value]:
        """The fields of a citizen; the number is nobody's: it ends in 000000."""
        year = self.rng.randint(1935, 2005)
        number = f"014{self.rng.choice('01')}{year % 100:02d}000000"
        return {
            "name": self.name(),
            "birth": f"{year}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}",
            "sex": self.rng.choice("fm"),
            "id_number": number,
            "village": self.rng.choice(VILLAGES),
            "address_form": self.rng.choice(("bà", "ông", "chị", "anh")),
        }

    def rungs(self) -> dict[str, Value]:
        """The five tasks as one session leaves them: over up to some task, the next one waiting."""
        over = self.rng.randint(1, 5)
        done: Value = {"status": "done", "by": "operator-1", "how": "guided"}
        states: dict[str, Value] = dict.fromkeys(TASKS, done)
        for task in TASKS[over:]:
            states[task] = {"status": "waiting", "reason": "l2_pending", "recheck": "2026-12-05"}
        return states

    def citizen(self) -> tuple[str, list[Change]]:
        """A new person with their consent, as first written."""
        citizen, pen = self.id(), self.pen()
        consent = {
            "citizen": citizen,
            "text_version": "2026-11",
            "method": "spoken",
            "given_on": "2026-11-21",
        }
        return citizen, [
            pen.create("citizen", citizen, self.person()),
            pen.create("consent", self.id(), {**consent, "operator": pen.author}),
        ]

    def session(self, citizen: str) -> tuple[str, list[Change]]:
        """A finished session of a person who had none: ladder, session and an appointment."""
        session, pen, rungs = self.id(), self.pen(), self.rungs()
        began = self.now_ms // 1_000
        fields: dict[str, Value] = {
            "citizen": citizen,
            "operator": pen.author,
            "started": began,
            "ended": began + 900,
            "outcomes": dict(rungs),
            "guide": "sonla-2026-11",
            "code": f"{self.rng.randrange(32**6):010d}",
            "steps": 12,
        }
        due = {"citizen": citizen, "day": "2026-12-05", "task": "identity", "reason": "l2_pending"}
        return session, [
            pen.create("ladder", citizen, rungs),
            pen.create("session", session, fields),
            pen.create("appointment", self.id(), {**due, "session": session}),
        ]

    def visits(self, count: int) -> Iterator[tuple[str, list[Change], str, list[Change]]]:
        """`count` new people with one finished session each: citizen, their changes, session, its changes."""
        for _ in range(count):
            self.now_ms += PAUSE_MS
            citizen, first = self.citizen()
            session, rest = self.session(citizen)
            yield citizen, first, session, rest
