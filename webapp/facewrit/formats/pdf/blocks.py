"""Each block of a document as strips: which lines, in which style, on which side, and what must stay together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from facewrit.formats.characters import says_as_follows
from facewrit.formats.languages import runs_backwards
from facewrit.formats.pdf.flow import Strip, joined, paragraph_joined
from facewrit.formats.pdf.panels import card, checklist, shaded, timeline
from facewrit.formats.pdf.setting import SetLine, Style, line_width, set_lines
from facewrit.formats.pdf.tagging import Mark
from facewrit.formats.pdf.typography import Measure
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Bullets,
    Card,
    Checklist,
    Closing,
    DateLine,
    Enclosures,
    Heading,
    Paragraph,
    Reference,
    Run,
    Runs,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    plain,
)

# A block of lines on the right takes at most this part of the page's width.
_SIDE_SHARE = 0.6
_LATIN_ALONE = re.compile("[^\u0590-\u08ff]*[A-Za-z\u00c0-\u024f][^\u0590-\u08ff]*")


def flowing(blocks: Sequence[Block], measure: Measure) -> list[Strip]:
    """Return all strips of the blocks, spaced from each other, in order.

    Headings stay with what follows, and what introduces a list with its first point. A closing and a signature stay
    with the last lines before them, so that no page bears a signature alone.
    """
    strips: list[Strip] = []
    after = 0.0
    keep = close = False
    index = 0
    in_short = next((block for block in blocks if isinstance(block, Bullets)), None) if measure.sheet else None
    while index < len(blocks):
        taken, set_block = _next_block(blocks, index, measure)
        if in_short is not None and blocks[index] is in_short:
            set_block = replace(set_block, strips=shaded(set_block.strips, measure), after=set_block.after + 8)
        if set_block.strips:
            first, *others = set_block.strips
            bound = keep or (set_block.keep_with_previous and bool(strips))
            # What follows a heading stands close to it, whatever space it likes before itself.
            gap = after if close else max(after, set_block.before)
            strips += [first._replace(gap=gap, joined=first.joined or bound), *others]
            after, close = set_block.after, set_block.keep_with_next
            keep = close or _introduces(blocks, index)
        index += taken
    return strips


def _introduces(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph says what the list after it is about."""
    return isinstance(blocks[index], Paragraph) and index + 1 < len(blocks) and isinstance(blocks[index + 1], Bullets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetBlock:
    strips: list[Strip]
    before: float
    after: float
    keep_with_next: bool = False
    keep_with_previous: bool = False


def _next_block(blocks: Sequence[Block], index: int, measure: Measure) -> tuple[int, _SetBlock]:
    pair = tuple(blocks[index : index + 2])
    for date, reference in (pair, pair[::-1]) if len(pair) == 2 else ():
        if isinstance(date, DateLine) and isinstance(reference, Reference):
            one_line = _date_and_reference(date, reference, measure)
            if one_line:
                return 2, one_line
    return 1, _set_block(blocks[index], measure)


def _date_and_reference(date: DateLine, reference: Reference, measure: Measure) -> _SetBlock | None:
    """Set both on one line, the reference left and the date right, where the form asks for it and they fit."""
    style = measure.typography.text
    text = f"{reference.label} {reference.text}"
    needed = sum(line_width(part, style, measure.shaper) for part in (date.text, text))
    if measure.form.date == "left" or measure.form.address is None or needed + 2 * style.size > measure.width:
        return None
    (left,) = _lines(text, style, measure)
    (right,) = _lines(date.text, style._replace(align="right"), measure)
    return _SetBlock(
        strips=[left._replace(items=left.items + right.items)], before=0, after=measure.typography.before_subject
    )


def _set_block(block: Block, measure: Measure) -> _SetBlock:
    typography = measure.typography
    between = typography.between
    match block:
        case Banner():
            # Painted by the page itself, on every page.
            return _SetBlock(strips=[], before=0, after=0)
        case Sender(lines=lines):
            return _SetBlock(strips=_side_block(lines, measure.form.sender, measure), before=10, after=14)
        case Addressee(lines=lines):
            return _SetBlock(strips=_side_block(lines, "left", measure), before=10, after=14)
        case DateLine(text=text):
            style = typography.text._replace(align=measure.form.date)
            return _SetBlock(strips=_lines(text, style, measure), before=0, after=between)
        case Reference(label=label, text=text):
            return _SetBlock(strips=_lines(f"{label} {text}", typography.text, measure), before=0, after=between)
        case Subject(text=text):
            strips = joined(_lines(text, typography.subject, measure, measure.outline.heading(0)))
            return _SetBlock(
                strips=strips, before=typography.before_subject, after=typography.after_subject, keep_with_next=True
            )
        case Heading(runs=runs, level=level):
            style = typography.headings[0 if level <= 1 else 1]
            if level <= 1 and says_as_follows(plain(runs)):
                style = style._replace(align="centre")
            before = typography.before_heading if level <= 1 else typography.before_heading * 0.7
            return _SetBlock(
                strips=joined(_paragraph(runs, style, measure, measure.outline.heading(min(max(level, 1), 2)))),
                before=before,
                after=between * 0.6,
                keep_with_next=True,
            )
        case Salutation(text=text):
            return _SetBlock(
                strips=_lines(text, typography.text, measure), before=between, after=between, keep_with_next=True
            )
        case Paragraph(runs=runs):
            strips = paragraph_joined(_paragraph(runs, typography.text, measure))
            return _SetBlock(strips=strips, before=between, after=between)
        case Bullets():
            return _SetBlock(strips=_bullets(block, measure), before=between * 0.6, after=between)
        case Closing(text=text):
            style = typography.text._replace(align=measure.form.closing)
            return _SetBlock(
                strips=_lines(text, style, measure), before=between * 1.3, after=between, keep_with_previous=True
            )
        case Signature():
            return _SetBlock(strips=_signature(block, measure), before=0, after=between, keep_with_previous=True)
        case Enclosures(label=label, items=items):
            return _SetBlock(strips=_enclosures(label, items, measure), before=16, after=between)
        case Card():
            strips = card(block, measure)
            return _SetBlock(strips=strips, before=12, after=12)
        case Timeline():
            strips = timeline(block, measure)
            return _SetBlock(strips=strips, before=typography.before_heading, after=between)
        case Checklist():
            strips = checklist(block, measure)
            return _SetBlock(strips=strips, before=typography.before_heading, after=between)


def _lines(text: str, style: Style, measure: Measure, mark: Mark | None = None) -> list[Strip]:
    return _paragraph((Run(text=text),), style._replace(even=False), measure, mark)


def _paragraph(runs: Runs, style: Style, measure: Measure, mark: Mark | None = None) -> list[Strip]:
    lines, style = paragraph_lines(runs, style, measure.width, measure)
    return as_strips(lines, style, measure.left, measure.width, mark or Mark("P"))


def paragraph_lines(runs: Runs, style: Style, room: float, measure: Measure) -> tuple[list[SetLine], Style]:
    """Set a paragraph in the direction of its language, at the side where that language begins."""
    languages = {run.lang for run in runs}
    direction = measure.direction
    if len(languages) == 1 and (language := languages.pop()):
        direction = "rtl" if runs_backwards(language) else "ltr"
    if direction != measure.direction and style.align != "centre":
        style = style._replace(align="left" if style.align == "right" else "right")
    return set_lines(runs, style, room, measure.shaper, direction), style


def as_strips(lines: Sequence[SetLine], style: Style, left: float, width: float, mark: Mark) -> list[Strip]:
    """Return each set line as a strip of its own."""
    height = style.leading
    return [Strip(height=height, items=(line.drawn(style, left, 0, width, mark),)) for line in lines]


def _side_block(lines: Sequence[str], side: str, measure: Measure) -> list[Strip]:
    """Set address lines flush left among themselves, the block as a whole on one side of the page."""
    style = measure.typography.text._replace(even=False)
    room = measure.width * (_SIDE_SHARE if side == "right" else 1)
    made = address_lines(lines, style, room, measure)
    widest = max((line.width for line in made), default=0.0)
    left = measure.left + (measure.width - widest if side == "right" else 0)
    return joined(as_strips(made, style, left, widest, Mark("P")))


def address_lines(texts: Sequence[str], style: Style, room: float, measure: Measure) -> list[SetLine]:
    """Set lines that stand each for itself: in a text from right to left, a foreign address keeps its own direction."""
    return [
        line
        for text in texts
        for line in set_lines((Run(text=text),), style, room, measure.shaper, line_direction(text, measure))
    ]


def line_direction(text: str, measure: Measure) -> Literal["ltr", "rtl"]:
    """Return the direction of a line that stands for itself."""
    backwards = measure.direction == "rtl" and not _LATIN_ALONE.fullmatch(text)
    return "rtl" if backwards else "ltr"


def _bullets(block: Bullets, measure: Measure) -> list[Strip]:
    typography = measure.typography
    style = typography.text
    markers = [f"{block.start + number}." if block.ordered else typography.bullet for number in range(len(block.items))]
    widest = max((line_width(marker, style, measure.shaper) for marker in markers), default=0.0)
    indent = max(typography.indent, widest + 0.5 * style.size)
    strips: list[Strip] = []
    whole = Mark("L")
    for number, (marker, runs) in enumerate(zip(markers, block.items, strict=True)):
        part = Mark("LI", whole)
        (mark,) = set_lines((Run(text=marker),), style, indent, measure.shaper, measure.direction)
        # Numbers end at one edge, so that the dots of 9. and 10. stand under each other.
        shift = widest - mark.width if block.ordered else 0.0
        lines, aligned = paragraph_lines(runs, style, measure.width - indent, measure)
        body = Mark("LBody", part)
        item = paragraph_joined(as_strips(lines, aligned, measure.left + indent, measure.width - indent, body))
        first = item[0]._replace(
            items=(mark.drawn(style, measure.left + shift, 0, indent, Mark("Lbl", part)), *item[0].items),
            gap=typography.between * 0.45 if number else 0.0,
        )
        strips += [first, *item[1:]]
    return strips


def _signature(block: Signature, measure: Measure) -> list[Strip]:
    typography = measure.typography
    texts = [block.name]
    if block.note and typography.note_beside_name:
        texts = [f"{block.name}\u3000{block.note}"]
    elif block.note:
        texts.append(block.note)
    lines = _side_block(texts, measure.form.closing, measure)
    return joined([Strip(height=typography.room), *lines])


def _enclosures(label: str, items: Sequence[str], measure: Measure) -> list[Strip]:
    style = measure.typography.text._replace(even=False)
    small = style._replace(size=style.size - 1, leading=style.leading - 1.4)
    strips = _lines(label, small._replace(strong=True), measure)
    for item in items:
        strips += _lines(item, small, measure)
    return joined(strips)
