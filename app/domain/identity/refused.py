"""A scan that gave nothing, and what staff can do about a bad one. Codes only, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import ProblemCode


class ScanHint(StrEnum):
    """Stable codes of what to try next; each has one sentence in the translations."""

    SCAN_AGAIN = "scan_again"
    """The code was cut or misread."""
    SCANNER_LAYOUT = "scanner_layout"
    """The scanner types for another keyboard: set it to the US layout or COM mode, or use the camera."""
    IME_OFF = "ime_off"
    """UniKey or the like rewrote what the scanner typed: switch it to E, or the scanner to COM mode."""
    OTHER_CODE = "other_code"
    """This is not one of our codes: scan the one on the identity or insurance card."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was taken from the scan. What was scanned is not kept here either."""

    problem: ProblemCode
    hint: ScanHint
