import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desktop.theme.tokens import CONTRAST, PAIRS, PAPER, Colours, Tone


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of #rrggbb."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [PAPER, CONTRAST], ids=["paper", "contrast"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_pair_can_be_read(theme: Colours, front: str, ground: str, least: float) -> None:
    assert contrast(getattr(theme, front), getattr(theme, ground)) >= least


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_in_the_table_or_neutral(tone: Tone) -> None:
    assert contrast(PAPER.ink_of(tone), PAPER.tint_of(tone)) >= 4.5
    assert PAPER.line_of(tone).startswith("#")


def test_the_measure_knows_the_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(st.sampled_from(list(Tone)), st.sampled_from(list(Tone)))
def test_tones_of_warning_and_success_differ_by_more_than_hue(one: Tone, other: Tone) -> None:
    """The statuses carry shapes; this only guards against two tones with one and the same ink."""
    assert (one is other) == (PAPER.ink_of(one) == PAPER.ink_of(other))
