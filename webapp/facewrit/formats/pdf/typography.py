"""Sizes and spaces: how a letter and a sheet look in each script, and the column they are set in. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from facewrit.formats.pdf.drawing import ACCENT, BLACK, GREY, MILLIMETRE, Colour
from facewrit.formats.pdf.setting import Align, Style
from facewrit.formats.pdf.shaping import Shaper
from facewrit.formats.pdf.tagging import Mark
from facewrit.letters.document import Document, PageForm

# Roles that a person sends; the others are for the sender's own eyes and are laid out to be scanned, not posted.
POSTED = frozenset({"letter", "mandate", "cover", "reading_copy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """The styles of one document. ``room``: height left for a signature by hand; ``between``: paragraph space."""

    text: Style
    small: Style
    subject: Style
    headings: tuple[Style, Style]
    between: float
    before_heading: float
    before_subject: float
    after_subject: float
    room: float
    indent: float
    bullet: str
    note_beside_name: bool
    accent: Colour


class Outline:
    """The headings of a document, as those hear it who jump from one to the next: no level is left out."""

    def __init__(self) -> None:
        self._deepest = 0

    def heading(self, level: int) -> Mark:
        """Return a mark for a heading; 0 is the subject, 1 a section, 2 a part of a section."""
        self._deepest = min(level, self._deepest) + 1
        return Mark(f"H{self._deepest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The column that blocks are set in: ``left`` edge and ``width``, with styles, form, shaper and outline.

    ``sheet``: of a sheet for the sender's own eyes, whose first list says all in short.
    """

    left: float
    width: float
    typography: Typography
    form: PageForm
    shaper: Shaper
    direction: Literal["ltr", "rtl"]
    sheet: bool = False
    outline: Outline = field(default_factory=Outline)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    size: float
    leading: float
    sheet_size: float
    sheet_leading: float
    between: float
    room: float
    bullet: str
    even: bool
    note_beside_name: bool


_LATIN = _Script(
    size=10.5, leading=14.6, sheet_size=9.5, sheet_leading=13.4, between=7.5, room=15 * MILLIMETRE, bullet="•",
    even=False, note_beside_name=False,
)  # fmt: skip
_JAPANESE = _Script(
    size=10.5, leading=17.5, sheet_size=9.5, sheet_leading=15.5, between=4, room=6 * MILLIMETRE, bullet="・",
    even=True, note_beside_name=True,
)  # fmt: skip
_KOREAN = replace(_JAPANESE, leading=17, sheet_leading=15, between=7, bullet="•", even=False)
_CHINESE = replace(_JAPANESE, between=6, bullet="•", room=12 * MILLIMETRE, note_beside_name=False)
# Scripts with marks above and below the line, and Naskh with its deep letters, need more room between the lines.
_MARKED = replace(_LATIN, leading=16.8, sheet_leading=15.2)
_STACKED = replace(_LATIN, size=10, leading=19.5, sheet_size=9, sheet_leading=17.2)
_SCRIPTS = {
    "ja": _JAPANESE, "ko": _KOREAN, "zh": _CHINESE, "th": _MARKED, "hi": _MARKED, "mr": _MARKED, "ne": _MARKED,
    "my": _STACKED, "ar": replace(_MARKED, leading=18.0, sheet_leading=16.4), "fa": _MARKED, "ur": _MARKED,
    "he": replace(_LATIN, leading=15.4),
}  # fmt: skip


# How much smaller the letters of a tight text are, in points; ten points is still an easy size to read.
_TIGHTER = 0.5


def typography(document: Document, *, tight: bool = False) -> Typography:
    """Choose the styles for a document's script, role and page form.

    :param tight: a little smaller and closer, for a letter that would otherwise need a third page for its signature.
    """
    return _typography(
        document.language.partition("-")[0], document.role in POSTED, document.form.subject == "centre", tight
    )


@lru_cache(maxsize=64)
def _typography(language: str, posted: bool, centred: bool, tight: bool) -> Typography:
    script = _SCRIPTS.get(language, _LATIN)
    size, leading = (script.size, script.leading) if posted else (script.sheet_size, script.sheet_leading)
    if tight:
        size, leading = size - _TIGHTER, leading * (1 - 1.5 * _TIGHTER / size)
    accent = BLACK if posted else ACCENT
    align: Align = "centre" if centred else "left"
    subject_size = 14.0 if centred else 11.0 if posted else 17.0
    return Typography(
        text=Style(size=size, leading=leading, even=script.even),
        small=Style(size=size - 1.5, leading=leading - 2, colour=GREY),
        subject=Style(size=subject_size, leading=subject_size * 1.35, strong=True, align=align, colour=accent),
        headings=(
            Style(
                size=size + (0.5 if posted else 2), leading=leading + (1 if posted else 2), strong=True, colour=accent,
            ),
            Style(size=size, leading=leading, strong=True, colour=accent),
        ),
        between=script.between if posted else script.between - 2.5,
        before_heading=11 if posted else 15,
        before_subject=20 if centred else 12,
        after_subject=16 if centred else 9 if posted else 8,
        room=script.room,
        indent=6 * MILLIMETRE if posted else 5 * MILLIMETRE,
        bullet=script.bullet,
        note_beside_name=script.note_beside_name,
        accent=accent,
    )  # fmt: skip
