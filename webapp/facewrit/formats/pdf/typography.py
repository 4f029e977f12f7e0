"""Sizes and spaces: how a letter and a sheet look in Latin, Japanese and Korean script. All lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from facewrit.formats.pdf.drawing import ACCENT, BLACK, GREY, MILLIMETRE, Colour
from facewrit.formats.pdf.setting import Align, Style
from facewrit.letters.document import Document

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


_SCRIPTS = {
    "ja": _Script(
        size=10.5, leading=17.5, sheet_size=9.5, sheet_leading=15.5, between=4, room=6 * MILLIMETRE, bullet="・",
        even=True, note_beside_name=True,
    ),
    "ko": _Script(
        size=10.5, leading=17, sheet_size=9.5, sheet_leading=15, between=7, room=6 * MILLIMETRE, bullet="•",
        even=False, note_beside_name=True,
    ),
}  # fmt: skip
_LATIN = _Script(
    size=10.5, leading=14.6, sheet_size=9.5, sheet_leading=13.4, between=7.5, room=15 * MILLIMETRE, bullet="•",
    even=False, note_beside_name=False,
)  # fmt: skip


# How much smaller the letters of a tight text are, in points; ten points is still an easy size to read.
_TIGHTER = 0.5


def typography(document: Document, *, tight: bool = False) -> Typography:
    """Choose the styles for a document's script, role and page form.

    :param tight: a little smaller and closer, for a letter that would otherwise need a third page for its signature.
    """
    script = _SCRIPTS.get(document.language.partition("-")[0], _LATIN)
    posted = document.role in POSTED
    size, leading = (script.size, script.leading) if posted else (script.sheet_size, script.sheet_leading)
    if tight:
        size, leading = size - _TIGHTER, leading * (1 - 1.5 * _TIGHTER / size)
    accent = BLACK if posted else ACCENT
    centred = document.form.subject == "centre"
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
