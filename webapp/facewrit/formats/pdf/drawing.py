"""What a page is made of, before any PDF: texts, rules, boxes and dots. Lengths in points, from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from facewrit.formats.pdf.shaping import Piece
from facewrit.formats.pdf.tagging import Mark

Colour: TypeAlias = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.36, 0.36, 0.38)
HAIR: Colour = (0.72, 0.74, 0.77)
TINT: Colour = (0.945, 0.953, 0.965)
ACCENT: Colour = (0.11, 0.23, 0.38)
WHITE: Colour = (1.0, 1.0, 1.0)

MILLIMETRE = 72 / 25.4


class Span(NamedTuple):
    """Pieces of one language, from left to right. ``language``: BCP 47 tag where it is not the document's."""

    language: str | None
    pieces: tuple[Piece, ...]


class Shown(NamedTuple):
    """A line as operators: ``code``, and pieces for the fonts it needs: one for each, and all with extra glyphs."""

    code: bytes
    fonts: tuple[Piece, ...]


class Text(NamedTuple):
    """One line of text; ``y`` is the baseline. ``spread``: points added after each character.

    ``text``: what the line says, in reading order; ``width``: from edge to edge, in points; ``mark``: the part of the
    document that it belongs to, ``None`` for what is no part of it, such as a page number; ``turned``: runs down the
    page, ``x`` and ``y`` still its beginning; ``shown``: its operators, where they are known already.
    """

    x: float
    y: float
    size: float
    spans: tuple[Span, ...]
    text: str
    width: float
    spread: float = 0.0
    colour: Colour = BLACK
    mark: Mark | None = None
    turned: bool = False
    shown: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line down or to the right from ``x``, ``y``."""

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    thickness: float = 0.5
    colour: Colour = HAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; ``line`` and ``fill`` are ``None`` where it has no outline or no ground."""

    x: float
    y: float
    width: float
    height: float
    line: Colour | None = None
    fill: Colour | None = None
    thickness: float = 0.5
    radius: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A circle around ``x``, ``y``: solid in ``colour``, or hollow."""

    x: float
    y: float
    radius: float
    hollow: bool = False
    colour: Colour = ACCENT


Item: TypeAlias = Text | Rule | Box | Dot


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The items of one page, in the order in which they are painted and read."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A whole document, ready to be written. ``title`` and ``language`` for the file's properties."""

    width: float
    height: float
    pages: tuple[Page, ...]
    title: str
    language: str
    neutral: bool
    direction: Literal["ltr", "rtl"] = "ltr"


def lowered(item: Item, by: float) -> Item:
    """Return ``item`` moved down by that many points."""
    if isinstance(item, Text):
        return Text(item[0], item[1] + by, *item[2:])
    return replace(item, y=item.y + by)


def mirrored(item: Item, axis: float) -> Item:
    """Return ``item`` on the other side of a page whose text runs from right to left; ``axis``: twice the middle."""
    if isinstance(item, Text):
        return item._replace(x=axis - item.x - item.width)
    if isinstance(item, Dot):
        return replace(item, x=axis - item.x)
    return replace(item, x=axis - item.x - item.width)
