"""Work on a stick: handing own work over, carrying others' sealed files, taking in what central answered."""

from app.usecases.courier.carrying import Carried, CarriedState, CarryReport, carried, carry
from app.usecases.courier.handing import HandedOver, hand_over
from app.usecases.courier.taking import TakenIn, take_in
from app.usecases.courier.wrapping import CannotSeal

__all__ = [
    "CannotSeal",
    "Carried",
    "CarriedState",
    "CarryReport",
    "HandedOver",
    "TakenIn",
    "carried",
    "carry",
    "hand_over",
    "take_in",
]
