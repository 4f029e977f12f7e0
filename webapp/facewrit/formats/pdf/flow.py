"""Pages from strips. A strip is a line or a row that is never cut; some may not be parted from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facewrit.formats.pdf.drawing import Item, lowered


class Strip(NamedTuple):
    """A horizontal band of a page.

    ``items`` lie as if the strip began at y = 0. ``gap``: space above it, dropped at the top of a page. ``joined``: no
    page may end before it. ``head``: items painted as well where it is the first strip of a page.
    """

    height: float
    items: tuple[Item, ...] = ()
    gap: float = 0.0
    joined: bool = False
    head: tuple[Item, ...] = ()


def joined(strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips as one block that no page end parts, unless it is longer than a page."""
    return [strip if strip.joined or not index else strip._replace(joined=True) for index, strip in enumerate(strips)]


def paragraph_joined(strips: Sequence[Strip]) -> list[Strip]:
    """Return lines of a paragraph so that at least two of them stay together on either side of a page end."""
    last = len(strips) - 1
    return [
        strip._replace(joined=True) if not strip.joined and index and index in (1, last) else strip
        for index, strip in enumerate(strips)
    ]


def paginated(strips: Sequence[Strip], first_top: float, top: float, bottom: float) -> list[tuple[Item, ...]]:
    """Place the strips on pages, greedily; returns the items of each page, at least one page.

    ``first_top``: where the first page begins, ``top``: where the others do, ``bottom``: where all end (points from
    the paper's top). A joined strip is parted from the one before only where nothing else helps.
    """
    pages: list[tuple[Item, ...]] = []
    start = 0
    while start < len(strips) or not pages:
        page_top = first_top if not pages else top
        end = _page_end(strips, start, page_top, bottom)
        pages.append(_placed(strips[start:end], page_top))
        start = end
    return pages


def _page_end(strips: Sequence[Strip], start: int, top: float, bottom: float) -> int:
    """Return the index of the first strip of the next page."""
    y = top
    allowed = start
    for index in range(start, len(strips)):
        strip = strips[index]
        if index > start:
            if not strip.joined:
                allowed = index
            y += strip.gap
        y += strip.height
        if y > bottom + 0.01 and index > start:
            return allowed if allowed > start else index
    return len(strips)


def _placed(strips: Sequence[Strip], top: float) -> tuple[Item, ...]:
    items: list[Item] = []
    y = top
    for index, strip in enumerate(strips):
        if index:
            y += strip.gap
        placed = strip.items if index else (*strip.items, *strip.head)
        items.extend(lowered(item, y) for item in placed)
        y += strip.height
    return tuple(items)
