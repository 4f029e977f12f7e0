"""What a format has to know of a language besides its words."""

from __future__ import annotations

_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv"))


def runs_backwards(language: str) -> bool:
    """Tell whether a language (BCP 47 tag) is written from right to left."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT
