"""The page around the text: address window, sender, banner, running line, fold marks. Gives whole pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facewrit.formats.pdf import certified
from facewrit.formats.pdf.blocks import address_lines, as_strips, flowing
from facewrit.formats.pdf.drawing import (
    ACCENT,
    GREY,
    HAIR,
    MILLIMETRE,
    TINT,
    Box,
    Item,
    Page,
    Rule,
    Text,
    Typeset,
    lowered,
    mirrored,
)
from facewrit.formats.pdf.flow import paginated
from facewrit.formats.pdf.fonts import check_printable
from facewrit.formats.pdf.setting import SetLine, Style, line_width, set_lines
from facewrit.formats.pdf.shaping import shaper
from facewrit.formats.pdf.tagging import Mark
from facewrit.formats.pdf.typography import POSTED, Measure, Typography, typography
from facewrit.formats.refusals import AddressTooLarge
from facewrit.letters.document import Addressee, Banner, Block, Document, Run, Sender

_PAPERS = {"A4": (210 * MILLIMETRE, 297 * MILLIMETRE), "Letter": (612.0, 792.0)}
# Sizes tried for an address in a window. Nine points is the least that sorting machines and people read with ease.
_ADDRESS_SIZES = (10.5, 10.0, 9.5, 9.0)
_PAGES_OF_A_LETTER = 2
_WINDOW_PADDING = 2 * MILLIMETRE
_BESIDE_WINDOW = 8 * MILLIMETRE
_BELOW_WINDOW = 9 * MILLIMETRE
_BANNER_TOP = 8 * MILLIMETRE
_RUNNING_SIZE = 8.0
_RUNNING_LIFT = 11 * MILLIMETRE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The paper and the column on it, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


def typeset(document: Document) -> Typeset:
    """Lay out a document on pages.

    Raises ``UnprintableText`` for characters without a glyph (before anything is set), :class:`AddressTooLarge` for an
    address that does not fit the window of the form. A text from right to left is laid out like any other and then
    turned about the middle of its column; what stands in a window stays where the envelope has it.
    """
    check_printable(document)
    shaper(document.language).begin(document.reference)
    if grid := certified.GRIDS.get(document.form.id):
        return certified.typeset(document, grid)
    if document.form.id in certified.IN_COPIES:
        certified.certify(document)
        return certified.in_copies(_typeset(document, typography(document)))
    pages = _typeset(document, typography(document))
    if document.role in POSTED and len(pages.pages) > _PAGES_OF_A_LETTER:
        tight = _typeset(document, typography(document, tight=True))
        if len(tight.pages) < len(pages.pages):
            return tight
    return pages


def _typeset(document: Document, styles: Typography) -> Typeset:
    frame = _frame(document)
    measure = Measure(
        left=frame.left,
        width=frame.right - frame.left,
        typography=styles,
        form=document.form,
        shaper=shaper(document.language),
        direction=document.direction,
        sheet=document.role == "sheet",
    )
    banner, banner_bottom = _banner(document, frame, measure)
    top = max(frame.top, banner_bottom + 5 * MILLIMETRE if banner else 0.0)
    head, first_top, blocks = _head(document, frame, measure, top)
    flows = paginated(flowing(blocks, measure), first_top, top, frame.bottom)
    marks = _fold_marks(document)
    # The banner is read out once; on the other pages it is only painted.
    again = [item._replace(mark=None) if isinstance(item, Text) else item for item in banner]
    pages = []
    for number, items in enumerate(flows, 1):
        running = _running_line(document, frame, measure, number, len(flows))
        if document.direction == "rtl":
            axis = frame.left + frame.right
            items, running = (tuple(mirrored(item, axis) for item in some) for some in (items, running))
        first = number == 1
        pages.append(
            Page(
                items=(
                    *(banner if first else again),
                    *(head if first else ()),
                    *items,
                    *running,
                    *(marks if first else ()),
                )
            )
        )
    return Typeset(
        width=frame.width,
        height=frame.height,
        pages=tuple(pages),
        title=document.title,
        language=document.language,
        neutral=document.neutral,
        direction=document.direction,
    )


def _frame(document: Document) -> _Frame:
    width, height = _PAPERS[document.form.paper]
    top, right, bottom, left = (length * MILLIMETRE for length in document.form.margins)
    return _Frame(
        width=width,
        height=height,
        left=left,
        right=width - right,
        top=top,
        bottom=height - max(bottom, _RUNNING_LIFT + 12),
    )


def _head(document: Document, frame: _Frame, measure: Measure, top: float) -> tuple[list[Item], float, Sequence[Block]]:
    """Place sender and addressee of a form with a window; returns items, where the text begins, the other blocks."""
    window = document.form.address
    if window is None:
        return [], top, document.blocks
    left, window_top, width, height = (length * MILLIMETRE for length in window)
    placed: list[Block] = []
    items: list[Item] = []
    lowest = window_top + height
    for kind in (Sender, Addressee):
        block = next((block for block in document.blocks if isinstance(block, kind)), None)
        if isinstance(block, Sender):
            sender_items, sender_bottom = _sender(block, document, frame, measure, top)
            items += sender_items
            lowest = max(lowest, sender_bottom)
            placed.append(block)
        elif isinstance(block, Addressee):
            items += _address(block, measure, (left, window_top, width, height))
            placed.append(block)
    start = document.form.body_top * MILLIMETRE if document.form.body_top is not None else 0.0
    others = [block for block in document.blocks if not any(block is one for one in placed)]
    return items, max(start, lowest + (0.0 if start >= lowest else _BELOW_WINDOW)), others


def _address(block: Addressee, measure: Measure, window: tuple[float, float, float, float]) -> list[Item]:
    """Set the address in its window, in the largest size that fits, centred between top and bottom of the window."""
    left, top, width, height = window
    # Where the window begins just left of the margin, the address stands on the margin, in line with the letter.
    x = measure.left if left <= measure.left <= left + 6 * MILLIMETRE else left + _WINDOW_PADDING
    room = left + width - x - (_WINDOW_PADDING if x > left else 0.0)
    overflow = ""
    for size in _ADDRESS_SIZES:
        style = Style(size=size, leading=size * 1.28)
        lines: list[SetLine] = []
        overflow = ""
        for text in block.lines:
            lines += address_lines((text,), style, room, measure)
            too_wide = any(line.width > room + 0.01 for line in lines)
            if not overflow and (too_wide or len(lines) * style.leading > height):
                overflow = text
        if not overflow:
            if measure.direction == "rtl":
                style = style._replace(align="right")
            strips = as_strips(lines, style, x, room, Mark("P"))
            start = top + (height - len(lines) * style.leading) / 2
            return [
                lowered(item, start + number * style.leading)
                for number, strip in enumerate(strips)
                for item in strip.items
            ]
    raise AddressTooLarge(overflow)


def _sender(block: Sender, document: Document, frame: _Frame, measure: Measure, top: float) -> tuple[list[Item], float]:
    """Set the sender at the head of the first page, on the side of the form, clear of the window.

    Beside the window there is room enough; above it, lines that are too many are run together with dots, as printed
    letter heads do.
    """
    window = document.form.address or (0.0, 0.0, 0.0, 0.0)
    window_left, window_top, window_width = (length * MILLIMETRE for length in window[:3])
    body = measure.typography.text
    style = body._replace(even=False, size=10, leading=10 * body.leading / body.size)
    above = window_top - top - 2 * MILLIMETRE
    if document.form.sender == "right":
        left = window_left + window_width + _BESIDE_WINDOW
        room = frame.right - left
        lines = address_lines(block.lines, style, room, measure)
        if any(line.width > room for line in lines) or room < 40 * MILLIMETRE:
            room = frame.right - frame.left
            lines = address_lines(block.lines, style, room, measure)
        x = frame.right - max((line.width for line in lines), default=0.0)
        return _stacked(lines, style, x, top, measure), top + len(lines) * style.leading
    room = frame.right - frame.left
    lines = address_lines(block.lines, style, room, measure)
    if len(lines) * style.leading > above:
        style = style._replace(size=9, leading=12)
        lines = address_lines((" · ".join(block.lines),), style, room, measure)
    if len(lines) * style.leading > above:
        raise AddressTooLarge(block.lines[-1])
    return _stacked(lines, style, frame.left, top, measure), top + len(lines) * style.leading


def _stacked(lines: Sequence[SetLine], style: Style, x: float, top: float, measure: Measure) -> list[Item]:
    mark = Mark("P")
    room = max((line.width for line in lines), default=0.0)
    if measure.direction == "rtl":
        style = style._replace(align="right")
    return [line.drawn(style, x, top + number * style.leading, room, mark) for number, line in enumerate(lines)]


def _banner(document: Document, frame: _Frame, measure: Measure) -> tuple[list[Item], float]:
    """Paint the warning that heads every page of a sheet or a reading copy; returns items and its lower edge."""
    texts = [block.text for block in document.blocks if isinstance(block, Banner)]
    if not texts:
        return [], 0.0
    style = Style(size=10, leading=14, strong=True, align="centre", colour=ACCENT)
    room = frame.right - frame.left
    lines = address_lines(texts, style, room - 6 * MILLIMETRE, measure)
    mark = Mark("P")
    height = len(lines) * style.leading + 6
    box = Box(x=frame.left, y=_BANNER_TOP, width=room, height=height, line=ACCENT, fill=TINT, thickness=0.7, radius=2)
    texts_drawn = [
        line.drawn(style, frame.left, _BANNER_TOP + 3 + number * style.leading, room, mark)
        for number, line in enumerate(lines)
    ]
    return [box, *texts_drawn], _BANNER_TOP + height


def _running_line(document: Document, frame: _Frame, measure: Measure, number: int, count: int) -> Sequence[Item]:
    """The reference left and the page number right, at the foot of each page."""
    style = Style(size=_RUNNING_SIZE, leading=_RUNNING_SIZE * 1.4, colour=GREY)
    words = document.page_words.replace("{pages}", str(count)).replace("{page}", str(number))
    room = frame.right - frame.left
    y = frame.height - _RUNNING_LIFT
    if document.form.id in certified.IN_COPIES:
        # The post numbers the sheets that it certifies.
        return []
    number_width = line_width(words, style, measure.shaper)
    items: list[Item] = []
    if document.reference:
        reference = address_lines((document.reference,), style, room - number_width - 12, measure)[0]
        items.append(reference.drawn(style, frame.left, y, room))
    (page_words,) = set_lines((Run(text=words),), style, room, measure.shaper, measure.direction)[:1]
    items.append(page_words.drawn(style._replace(align="right"), frame.left, y, room))
    return items


def _fold_marks(document: Document) -> list[Item]:
    """Marks at the left edge where a letter is folded for its envelope; a copy is not posted and has none."""
    if document.role == "reading_copy":
        return []
    return [
        Rule(x=4 * MILLIMETRE, y=mark * MILLIMETRE, width=4 * MILLIMETRE, thickness=0.4, colour=HAIR)
        for mark in document.form.fold_marks
    ]
