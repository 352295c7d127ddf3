"""The time of one schedule, the clocks that show it, and where its ids and keys come from. All from one seed."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.ids import RANDOM_BYTES, new_id, short_code
from app.network.sealing import new_sealing_keys
from app.network.trust import DeviceKeys, Trust
from tests.support.hands import MORNING


@dataclass(slots=True)
class WorldTime:
    """What time it really is."""

    moment: datetime = MORNING

    def passes(self, **by: float) -> None:
        """Later, as `timedelta` counts."""
        self.moment += timedelta(**by)

    def now_ms(self) -> int:
        """Unix milliseconds: central's clock is right."""
        return int(self.moment.timestamp() * 1000)


@dataclass(slots=True)
class LaptopClock:
    """A laptop's clock; `drift` is how far it is ahead."""

    time: WorldTime
    drift: timedelta = timedelta()

    def now(self) -> datetime:
        return self.time.moment + self.drift

    def move(self, **by: float) -> None:
        """Time passes for everybody."""
        self.time.passes(**by)


@dataclass(slots=True)
class SeededIds:
    """Ids nobody else makes; they say nothing about order."""

    chance: random.Random
    time: WorldTime

    def new(self) -> str:
        return new_id(self.time.now_ms(), self.chance.randbytes(RANDOM_BYTES))

    def code(self) -> str:
        return short_code(self.chance.randbytes(8))


@dataclass(slots=True)
class SeededTrust(Trust):
    """Real signatures with keys from the seed."""

    chance: random.Random = field(default_factory=random.Random)

    def new_keys(self) -> DeviceKeys:
        signing = Ed25519PrivateKey.from_private_bytes(self.chance.randbytes(32))
        private, public = new_sealing_keys()  # from no seed: nothing that happens depends on what they are
        return DeviceKeys(
            signing_private=_text(signing.private_bytes_raw()),
            signing_public=_text(signing.public_key().public_bytes_raw()),
            sealing_private=private,
            sealing_public=public,
        )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
