"""Central at work: the one value that routes are given. Of its own it holds figures and wrong codes only."""

from __future__ import annotations

from dataclasses import dataclass

from app.central.ground import Ground
from app.central.guesses import Guesses
from app.central.identity import Who
from app.central.meters import Meters
from app.central.sentry import Sentry


@dataclass(frozen=True, slots=True)
class Office:
    """What every route needs: the ground it stands on, who central is, where it counts work and guesses, and the
    sentry who knows whether the database may be trusted. `min_app` is the oldest program laptops should have.
    """

    ground: Ground
    who: Who
    meters: Meters
    guesses: Guesses
    sentry: Sentry
    min_app: str = ""
