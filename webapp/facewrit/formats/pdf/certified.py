"""Letters whose content the post certifies: Japan's 内容証明郵便 in its grids, and Korea's 내용증명, three copies each.

Paper alone: how many characters a line and lines a sheet may have, which characters, and what a letter must not hold.
Sources: 内国郵便約款 120 ff. as retold at https://nk-gyosei-office.com/naiyoushomei4-kakikata and
http://legal-cp.com/civil/2-3.html (read 2026-11-29; medium). Nothing but the letter may lie in the envelope, and a
mistake is struck out so that it can be read, with the number of characters and a seal in the margin: by hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from facewrit.formats.characters import printable
from facewrit.formats.pdf.drawing import HAIR, MILLIMETRE, Item, Page, Rule, Span, Text, Typeset
from facewrit.formats.pdf.shaping import Shaper, shaper
from facewrit.formats.pdf.tagging import Mark
from facewrit.formats.refusals import UncertifiableText
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    DateLine,
    Document,
    Enclosures,
    Reference,
    Sender,
    Signature,
    Subject,
    block_texts,
)

COPIES = 3
# The post office keeps one copy, the sender one; on each it stamps in the free margin, which has to be this wide.
_FOR_THE_STAMP = 45.0
_PAPER = (210.0, 297.0)
_EDGE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """At most ``characters`` in a line and ``lines`` on a sheet; ``vertical``: lines run down, from right to left."""

    characters: int
    lines: int
    vertical: bool = False


# By the id of the layout (``jurisdictions/layouts``).
GRIDS = MappingProxyType(
    {
        "jp-naiyo-shomei-20x26-vertical": Grid(characters=20, lines=26, vertical=True),
        "jp-naiyo-shomei-20x26": Grid(characters=20, lines=26),
        "jp-naiyo-shomei-13x40": Grid(characters=13, lines=40),
        "jp-naiyo-shomei-26x20": Grid(characters=26, lines=20),
    }
)
# Letters whose copies are whole letters of the usual form.
IN_COPIES = frozenset({"kr-naeyong-jeungmyeong"})

_ALLOWED = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff0-9０-９Ａ-Ｚａ-ｚA-Za-z"
    "（）()「」『』【】〔〕〈〉《》［］｛｝、。，．・：；？！,.:;?!ー―—–…‥〜～~％%＆&＋+－−\\-＝=／/＊*#＃@＠￥¥$＄"
    "§№〒○●◯△□◇※→←↑↓①-⑳Ⅰ-Ⅻ゛゜々〆ヶヵ’'\u3000 ]"
)
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9.@_/:'’-]*")
_TURNED = frozenset("（）()「」『』【】〔〕〈〉《》［］｛｝ー―—–…‥〜～~：；:;-－−＝=→←")
_HIGH = frozenset("、。，．")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")


def certify(document: Document) -> None:
    """Raise :class:`UncertifiableText` for what the post would not certify: enclosures, characters, foreign words.

    Latin letters may stand in proper names only; a word that does not begin with a capital is none.
    """
    for block in document.blocks:
        where = type(block).__name__
        if isinstance(block, Enclosures) and block.items:
            raise UncertifiableText(
                where, "enclosures", "nothing may be enclosed. Send what you would enclose by another letter."
            )
        if document.form.id not in GRIDS or isinstance(block, Banner | Reference):
            continue
        for text in block_texts(block):
            for character in printable(text).replace("\n", ""):
                if not _ALLOWED.match(character):
                    raise UncertifiableText(
                        where,
                        "character",
                        f'the character "{character}" is not allowed. Write it in words.',
                        value=character,
                    )
            for word in _LATIN_WORD.findall(text):
                if not word[0].isupper():
                    raise UncertifiableText(
                        where,
                        "word",
                        f'"{word}" is not a proper name; Latin letters may stand in names only. Leave it out.',
                        value=word,
                    )
    whole = {type(block) for block in document.blocks if isinstance(block, Sender | Addressee) and len(block.lines) > 1}
    for needed in (Sender, Addressee):
        if needed not in whole:
            raise UncertifiableText(
                needed.__name__, "addresses", "name and address of both must stand in the letter itself."
            )


def weight(character: str) -> int:
    """Return for how many characters one counts: ① for two, ㎡ for two, all others for one."""
    plain = unicodedata.normalize("NFKC", character)
    if unicodedata.decomposition(character).startswith("<circle>"):
        return len(plain) + 1
    return max(len(plain), 1)


def lines_of(document: Document, grid: Grid) -> list[str]:
    """Return the letter as lines that the grid holds: the text first, then date, sender and addressee.

    A bracket counts as one on either side, though the post counts a pair as one: so no line is ever too long. Lines
    begin and end where they are full, whatever mark comes next, as the rule wants it.
    """
    lines: list[str] = []
    for block in _ordered(document):
        # A list, a heading, a paragraph: each begins a line of its own.
        texts = list(block_texts(block))
        joined = texts if isinstance(block, Sender | Addressee) or not hasattr(block, "runs") else ["".join(texts)]
        for text in joined:
            for paragraph in printable(text).replace(" ", "\u3000").split("\n"):
                lines += _filled(paragraph, grid.characters)
    return lines


def _ordered(document: Document) -> Iterator[Block]:
    """Yield the blocks as such letters have them; the name stands with the address, where the seal goes beside it."""
    last = (DateLine, Sender, Addressee)
    subject = [block for block in document.blocks if isinstance(block, Subject)]
    elsewhere = (*last, Subject, Banner, Reference, Enclosures, Signature)
    yield from (*subject, *(block for block in document.blocks if not isinstance(block, elsewhere)))
    for kind in last:
        yield from (block for block in document.blocks if isinstance(block, kind))


def _filled(paragraph: str, characters: int) -> Iterator[str]:
    line, used = "", 0
    for character in paragraph:
        own = weight(character)
        if used + own > characters:
            yield line
            line, used = "", 0
        line += character
        used += own
    if line:
        yield line


def typeset(document: Document, grid: Grid) -> Typeset:
    """Set the letter in its grid, three identical sets one after the other; raises what :func:`certify` raises."""
    certify(document)
    lines = lines_of(document, grid)
    width, height = (length * MILLIMETRE for length in (_PAPER[::-1] if grid.vertical else _PAPER))
    own = shaper(document.language)
    sheets = [lines[start : start + grid.lines] for start in range(0, len(lines), grid.lines)] or [[]]
    pages = [Page(items=tuple(_sheet(sheet, grid, width, height, own))) for _ in range(COPIES) for sheet in sheets]
    return Typeset(
        width=width,
        height=height,
        pages=tuple(pages),
        title=document.title,
        language=document.language,
        neutral=document.neutral,
    )


def _sheet(lines: list[str], grid: Grid, width: float, height: float, own: Shaper) -> Iterator[Item]:
    """Draw the squares and one sheet's text. The stamp's margin is below, or on the left where lines run down."""
    edge, stamp = _EDGE * MILLIMETRE, _FOR_THE_STAMP * MILLIMETRE
    along, across = (
        (height - 2 * edge, width - edge - stamp) if grid.vertical else (width - 2 * edge, height - edge - stamp)
    )
    cell = min(along / grid.characters, across / grid.lines * 0.86)
    pitch = min(across / grid.lines, cell * 1.5)
    start = edge if grid.vertical else (width - cell * grid.characters) / 2
    for line in range(grid.lines):
        far = width - edge - line * pitch - cell if grid.vertical else edge + line * pitch
        for side in (far, far + cell):
            if grid.vertical:
                yield Rule(x=side, y=start, height=cell * grid.characters, thickness=0.3)
            else:
                yield Rule(x=start, y=side, width=cell * grid.characters, thickness=0.3)
        for place in range(grid.characters + 1):
            at = start + place * cell
            if grid.vertical:
                yield Rule(x=far, y=at, width=cell, thickness=0.3, colour=HAIR)
            else:
                yield Rule(x=at, y=far, height=cell, thickness=0.3, colour=HAIR)
    for number, text in enumerate(lines):
        mark = Mark("P")
        place = 0
        far = width - edge - number * pitch - cell if grid.vertical else edge + number * pitch
        for character in text:
            along_line = start + place * cell
            x, y = (far, along_line) if grid.vertical else (along_line, far)
            yield from _cell(character, x, y, cell, grid.vertical, own, mark)
            place += weight(character)


def _cell(character: str, x: float, y: float, cell: float, vertical: bool, own: Shaper, mark: Mark) -> Iterator[Text]:
    if character == "\u3000":
        return
    size = cell * 0.8
    word = own.word(character, own.language)
    span = (Span(None, word.pieces),)
    width = word.width * size
    if vertical and character in _TURNED:
        # The mark lies on its side: its middle is the middle of the square.
        yield Text(
            x + cell / 2 - size * 0.38, y + (cell - width) / 2, size, span, character, width, mark=mark, turned=True
        )
        return
    left = x + (cell - width) / 2
    baseline = y + cell / 2 + size * 0.38
    if vertical and character in _HIGH:
        left, baseline = left + size * 0.55, baseline - size * 0.55
    elif vertical and character in _SMALL:
        left, baseline = left + size * 0.1, baseline - size * 0.1
    yield Text(left, baseline, size, span, character, width, mark=mark)


def in_copies(made: Typeset) -> Typeset:
    """Return the pages three times over, for the addressee, the post and the sender."""
    return Typeset(
        width=made.width,
        height=made.height,
        pages=made.pages * COPIES,
        title=made.title,
        language=made.language,
        neutral=made.neutral,
        direction=made.direction,
    )
