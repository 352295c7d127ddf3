"""Central at work: the one value that routes are given. It holds no request and no state of its own."""

from __future__ import annotations

from dataclasses import dataclass

from app.central.ground import Ground
from app.central.identity import Who
from app.central.meters import Meters


@dataclass(frozen=True, slots=True)
class Office:
    """What every route needs: the ground it stands on, who central is, and where it counts its work."""

    ground: Ground
    who: Who
    meters: Meters
