"""Điểm Tựa: a support point's desktop program and the central service behind it; only the version is here."""

__version__ = "0.1.0"
