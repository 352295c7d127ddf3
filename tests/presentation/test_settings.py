"""What may be set: kept at once, shown as kept."""

from __future__ import annotations

import pytest

from app.presentation.settings import SettingsPresenter, SettingsState
from app.usecases.device import USUAL_SCALE, add_operator, device_identity
from app.usecases.settings import Setting
from tests.support.laptop import Laptop


class Settings:
    """The screen, what it shows, and the languages it asked for."""

    def __init__(self, laptop: Laptop) -> None:
        self.shown: list[SettingsState] = []
        self.spoken: list[str] = []
        self.dressed = 0
        self.presenter = SettingsPresenter(
            laptop.store,
            guide="small · 1",
            version="0.1.0",
            spoke=self.spoken.append,
            dressed=self._dress,
        )
        self.presenter.attach(self.shown.append)

    def _dress(self) -> None:
        self.dressed += 1

    @property
    def state(self) -> SettingsState:
        return self.shown[-1]


@pytest.fixture
def settings(laptop: Laptop) -> Settings:
    return Settings(laptop)


def test_the_machine_tells_about_itself(settings: Settings) -> None:
    state = settings.state
    assert (state.language, state.market_weekday, state.is_paired) == ("vi", None, False)
    assert (state.guide, state.version, state.text_scale) == ("small · 1", "0.1.0", USUAL_SCALE)
    assert [one.name for one in state.operators] == ["Cầm Thị Mẫu"]


def test_a_language_is_kept_and_told(laptop: Laptop, settings: Settings) -> None:
    settings.presenter.language_chosen("en")
    assert settings.spoken == ["en"]
    assert Settings(laptop).state.language == "en"


def test_a_size_of_letters_is_kept_and_told(laptop: Laptop, settings: Settings) -> None:
    settings.presenter.scale_chosen(130)
    assert settings.dressed == 1
    assert Settings(laptop).state.text_scale == 130


@pytest.mark.parametrize("contrast", [True, False])
def test_strong_colours_are_kept_and_told(laptop: Laptop, settings: Settings, contrast: bool) -> None:
    settings.presenter.contrast_chosen(True)
    settings.presenter.contrast_chosen(contrast)
    assert settings.dressed == 2
    assert Settings(laptop).state.contrast is contrast


@pytest.mark.parametrize("weekday", [0, 5, 6, None])
def test_the_market_day_is_kept_and_shown(laptop: Laptop, settings: Settings, weekday: int | None) -> None:
    settings.presenter.market_day_chosen(2)
    settings.presenter.market_day_chosen(weekday)
    assert settings.state.market_weekday == weekday
    identity = device_identity(laptop.store)
    assert identity is not None
    assert identity.market_weekday == weekday


def test_a_pairing_and_a_colleague_are_shown_on_the_next_look(laptop: Laptop, settings: Settings) -> None:
    add_operator(laptop.store, laptop.clock, laptop.ids, name="Bạc Văn Tú")
    laptop.adopt()
    with laptop.store.write() as writing:
        writing.set_setting(Setting.POINT_NAME, "Điểm hỗ trợ tập")
    settings.presenter.refresh()
    assert [one.name for one in settings.state.operators] == ["Bạc Văn Tú", "Cầm Thị Mẫu"]
    assert (settings.state.is_paired, settings.state.point) == (True, "Điểm hỗ trợ tập")


def test_a_screen_that_is_gone_is_shown_nothing(settings: Settings) -> None:
    settings.presenter.detach()
    settings.presenter.market_day_chosen(1)
    assert len(settings.shown) == 1
