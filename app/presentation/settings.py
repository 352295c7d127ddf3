"""What may be set on this machine, and what it tells about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.slip import Paper
from app.presentation.watched import Watched
from app.usecases.device import (
    USUAL_SCALE,
    OperatorRow,
    device_identity,
    operators,
    set_contrast,
    set_language,
    set_market_weekday,
    set_paper,
    set_text_scale,
)
from app.usecases.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsState:
    """What the screen shows; `market_weekday` 0 = Monday, None = no market day set."""

    language: str
    text_scale: int
    contrast: bool
    market_weekday: int | None
    paper: Paper
    commune: str
    point: str
    operators: tuple[OperatorRow, ...]
    guide: str
    version: str
    is_paired: bool


class SettingsPresenter(Watched[SettingsState]):
    """Every choice is kept at once; `spoke` and `dressed` tell the desk that everything has to be drawn anew."""

    kinds = frozenset({"setting", "operator"})

    def __init__(
        self,
        store: Store,
        *,
        guide: str,
        version: str,
        spoke: Callable[[str], None],
        dressed: Callable[[], None],
    ) -> None:
        self._store, self._guide, self._version = store, guide, version
        self._spoke, self._dressed = spoke, dressed

    def language_chosen(self, code: str) -> None:
        """Another language for the screens."""
        set_language(self._store, code)
        self._spoke(code)

    def scale_chosen(self, percent: int) -> None:
        """Another size of letters."""
        set_text_scale(self._store, percent)
        self._dressed()

    def contrast_chosen(self, contrast: bool) -> None:
        """Strong colours or the everyday ones."""
        set_contrast(self._store, contrast)
        self._dressed()

    def market_day_chosen(self, weekday: int | None) -> None:
        """The commune's market day."""
        set_market_weekday(self._store, weekday)
        self.refresh()

    def paper_chosen(self, paper: Paper) -> None:
        """What the printer takes."""
        set_paper(self._store, paper)
        self.refresh()

    def state(self) -> SettingsState:
        """The state as of now."""
        identity = device_identity(self._store)
        return SettingsState(
            language=identity.language if identity else "vi",
            contrast=bool(identity and identity.contrast),
            text_scale=identity.text_scale if identity else USUAL_SCALE,
            market_weekday=identity.market_weekday if identity else None,
            paper=identity.paper if identity else Paper.A5,
            commune=identity.commune_name if identity else "",
            point=identity.point_name if identity else "",
            operators=operators(self._store),
            guide=self._guide,
            version=self._version,
            is_paired=bool(identity and identity.is_paired),
        )
