"""Runs of text set as lines: faces chosen, widths measured, lines broken, spread where a script asks for even edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from facewrit.formats.breaking import fill
from facewrit.formats.characters import printable
from facewrit.formats.pdf.drawing import BLACK, Colour, Text
from facewrit.formats.pdf.fonts import Span, spans
from facewrit.letters.document import Run, Runs

Align = Literal["left", "right", "centre"]

# A line may be spread by at most this many ems; beyond it, even edges cost more than they give.
_LARGEST_SPREAD = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks. ``size`` and ``leading`` in points; ``even``: both edges straight, as Japanese is set."""

    size: float
    leading: float
    strong: bool = False
    align: Align = "left"
    even: bool = False
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """One set line. ``width``: its natural width in points; ``spread``: points to add after each character."""

    spans: tuple[Span, ...]
    width: float
    spread: float

    def drawn(self, style: Style, x: float, top: float, room: float) -> Text:
        """Return the line as an item, aligned in ``room`` points from ``x``, its line box starting at ``top``."""
        slack = {"left": 0.0, "right": room - self.width, "centre": (room - self.width) / 2}[style.align]
        return Text(
            x=x + slack,
            y=top + style.leading / 2 + style.size * 0.36,
            size=style.size,
            spans=self.spans,
            spread=self.spread,
            colour=style.colour,
        )


def set_lines(runs: Runs, style: Style, room: float, language: str) -> list[SetLine]:
    """Set ``runs`` in lines of at most ``room`` points; at least one line, empty if there is no text.

    Raises ``UnprintableText`` for a character that no face has.
    """
    pieces = list(_pieces(runs, style, language))
    # A paragraph wholly in another language, such as words to be said on the telephone, breaks as that language does.
    tongues = {run.lang or language for run in runs}
    if len(tongues) == 1:
        (language,) = tongues
    text = "".join(piece.text for piece in pieces)
    edges = [0.0, *accumulate(_advances(pieces, style.size))]

    def width(start: int, end: int) -> float:
        return edges[end] - edges[start]

    # A hundredth of a point forgives the rounding of sums.
    lines = list(fill(text, language, room + 0.01, width))
    made = []
    for number, (start, end) in enumerate(lines):
        inner = number + 1 < len(lines) and text[end : end + 1] != "\n"
        slack = room - width(start, end)
        gaps = end - start - 1
        even = style.even and inner and gaps > 0 and 0 < slack <= _LARGEST_SPREAD * style.size
        made.append(
            SetLine(
                spans=tuple(_part(pieces, start, end)),
                width=width(start, end),
                spread=slack / gaps if even else 0.0,
            )
        )
    return made


def line_width(text: str, style: Style, language: str) -> float:
    """Return the width in points of ``text`` on one line."""
    return sum(_advances(_pieces((Run(text=text),), style, language), style.size))


def _pieces(runs: Runs, style: Style, language: str) -> Iterator[Span]:
    for run in runs:
        yield from spans(printable(run.text), run.lang or language, strong=run.strong or style.strong)


def _advances(pieces: Iterable[Span], size: float) -> Iterator[float]:
    scale = size / 1000
    for piece in pieces:
        widths = piece.face.advances
        # Line breaks and zero-width spaces are not drawn and have no glyph.
        yield from (widths.get(character, 0) * scale for character in piece.text)


def _part(pieces: list[Span], start: int, end: int) -> Iterator[Span]:
    """Yield the spans between two indices of the joined text, without characters that are not drawn."""
    position = 0
    for piece in pieces:
        following = position + len(piece.text)
        if following > start and position < end:
            text = piece.text[max(start - position, 0) : end - position].replace("\u200b", "").replace("\n", "")
            if text:
                yield Span(text=text, face=piece.face)
        position = following
