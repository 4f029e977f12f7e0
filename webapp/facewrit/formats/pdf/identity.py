"""What to black out on the copy of an identity document, drawn: an invented card, its fields numbered and named.

The words come from whoever calls, in the reader's language. The drawing is decoration to those who listen: all that it
says stands in the two lists beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facewrit.formats.pdf.blocks import address_lines, paragraph_lines
from facewrit.formats.pdf.drawing import (
    ACCENT,
    BLACK,
    GREY,
    HAIR,
    MILLIMETRE,
    TINT,
    WHITE,
    Box,
    Dot,
    Item,
    Page,
    Rule,
    Text,
    Typeset,
    mirrored,
)
from facewrit.formats.pdf.setting import Style
from facewrit.formats.pdf.shaping import shaper
from facewrit.formats.pdf.tagging import Mark
from facewrit.formats.pdf.typography import Measure, typography
from facewrit.letters.document import Document, Run

# Where each field lies on the card, in millimetres from its top left corner: left, top, width, height (ID-1, ISO 7810).
_CARD = (85.6, 54.0)
_SCALE = 1.35
_FIELDS = {
    "name": (32.0, 11.0, 44.0, 5.0),
    "born": (32.0, 19.0, 26.0, 4.5),
    "portrait": (5.0, 10.0, 22.0, 27.0),
    "number": (58.0, 2.5, 24.0, 4.5),
    "address": (32.0, 26.5, 46.0, 4.5),
    "signature": (32.0, 33.5, 34.0, 5.5),
    "code": (5.0, 42.0, 75.6, 9.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityWords:
    """The words of the drawing. ``fields``: the name of each of ``name born portrait number address signature code``.

    ``visible``: which of them stay readable; all others are blacked out. ``across``: what is written over the copy.
    """

    title: str
    leave: str
    cover: str
    across: str
    note: str
    fields: dict[str, str]
    visible: frozenset[str] = frozenset({"name", "born"})


def identity_page(words: IdentityWords, document: Document) -> Typeset:
    """Return one page with the drawing; ``document`` gives language, direction, paper and who is named in the file.

    Raises ``UnprintableText`` for characters without a glyph, ``KeyError`` where a field has no name.
    """
    width, height = 210 * MILLIMETRE, 297 * MILLIMETRE
    left, right = 20 * MILLIMETRE, width - 20 * MILLIMETRE
    styles = typography(document)
    measure = Measure(
        left=left,
        width=right - left,
        typography=styles,
        form=document.form,
        shaper=shaper(document.language),
        direction=document.direction,
    )
    heading = styles.subject._replace(align="left")
    items: list[Item] = []
    y = 22 * MILLIMETRE
    y = _paragraph(items, words.title, heading, measure, y, Mark("H1")) + 4
    y = _paragraph(items, words.note, styles.text, measure, y, Mark("P")) + 14
    order = [
        *(name for name in _FIELDS if name in words.visible),
        *(name for name in _FIELDS if name not in words.visible),
    ]
    items += _card(words, order, left, y, measure)
    y += _CARD[1] * _SCALE * MILLIMETRE + 22
    number = 0
    for title, names in ((words.leave, order[: len(words.visible)]), (words.cover, order[len(words.visible) :])):
        y = _paragraph(items, title, styles.headings[0]._replace(align="left"), measure, y, Mark("H2")) + 4
        whole = Mark("L")
        for name in names:
            number += 1
            part = Mark("LI", whole)
            items.append(_number(number, left + 8, y + styles.text.leading / 2, measure, Mark("Lbl", part)))
            inner = Measure(
                left=left + 24, width=right - left - 24, typography=styles, form=document.form, shaper=measure.shaper,
                direction=document.direction,
            )  # fmt: skip
            y = _paragraph(items, words.fields[name], styles.text, inner, y, Mark("LBody", part)) + 3
        y += 12
    if document.direction == "rtl":
        items = [mirrored(item, left + right) for item in items]
    return Typeset(
        width=width,
        height=height,
        pages=(Page(items=tuple(items)),),
        title=words.title,
        language=document.language,
        neutral=document.neutral,
        direction=document.direction,
    )


def _paragraph(items: list[Item], text: str, style: Style, measure: Measure, y: float, mark: Mark) -> float:
    lines, style = paragraph_lines((Run(text=text),), style._replace(even=False), measure.width, measure)
    for line in lines:
        items.append(line.drawn(style, measure.left, y, measure.width, mark))
        y += style.leading
    return y


def _number(number: int, x: float, y: float, measure: Measure, mark: Mark | None) -> Text:
    style = Style(size=8, leading=8, strong=True, align="centre", colour=ACCENT)
    (line,) = address_lines((str(number),), style, 40, measure)
    return line.drawn(style, x - 8, y - 4, 16, mark)


def _card(words: IdentityWords, order: list[str], left: float, top: float, measure: Measure) -> Iterator[Item]:
    """Draw the card, what is blacked out on it, a number at each field, and what is written across."""
    unit = _SCALE * MILLIMETRE
    width, height = _CARD[0] * unit, _CARD[1] * unit
    left += (measure.width - width) / 2
    yield Box(x=left, y=top, width=width, height=height, line=GREY, fill=TINT, thickness=1, radius=9)
    for number, name in enumerate(order, 1):
        x, y, wide, tall = (length * unit for length in _FIELDS[name])
        x, y = x + left, y + top
        if name in words.visible:
            # Something like writing, which nobody has to read.
            yield Box(x=x, y=y, width=wide, height=tall, line=ACCENT, fill=WHITE, thickness=0.8)
            yield Rule(x=x + 4, y=y + tall * 0.6, width=wide * 0.7, thickness=1.6, colour=HAIR)
        else:
            yield Box(x=x, y=y, width=wide, height=tall, fill=BLACK)
        yield Dot(x=x, y=y, radius=6.5, hollow=True)
        yield _number(number, x, y, measure, None)
    style = Style(size=8, leading=10, strong=True, colour=ACCENT)
    for index, line in enumerate(address_lines((words.across,), style, 48 * unit, measure)):
        yield line.drawn(style, left + 5 * unit, top + 2.2 * unit + index * style.leading, 48 * unit, None)
