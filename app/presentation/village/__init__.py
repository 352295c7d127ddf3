"""The room of volunteers who go from house to house: its presenter and the states it shows."""

from app.presentation.village.presenter import VillagePresenter, Ways
from app.presentation.village.states import HouseTile, Member, Next, OpenHouse, VillageState

__all__ = ["HouseTile", "Member", "Next", "OpenHouse", "VillagePresenter", "VillageState", "Ways"]
