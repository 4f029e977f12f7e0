"""Runs of text set as lines: faces chosen, words shaped, lines broken, spread where a script asks for even edges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from facewrit.formats.breaking import anywhere, emergencies, opportunities
from facewrit.formats.characters import printable
from facewrit.formats.pdf.bidi import embedding_levels, reordered
from facewrit.formats.pdf.drawing import BLACK, Colour, Shown, Span, Text
from facewrit.formats.pdf.encoding import shown
from facewrit.formats.pdf.fonts import tongues
from facewrit.formats.pdf.shaping import Shaper, Word
from facewrit.formats.pdf.tagging import Mark
from facewrit.letters.document import Run, Runs

Align = Literal["left", "right", "centre"]

# A line may be spread by at most this many ems; beyond it, even edges cost more than they give.
_LARGEST_SPREAD = 2.2
# A hundredth of a point forgives the rounding of sums.
_FORGIVEN = 0.01
_BACKWARDS = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_NUMBERS = re.compile(r"\+?\d[\d()/.-]*(?:[ \u00a0][\d()/.-]*\d)+|\+\d[\d()/.-]*\d")


class Style(NamedTuple):
    """How a paragraph looks. ``size`` and ``leading`` in points; ``even``: both edges straight, as Japanese is set."""

    size: float
    leading: float
    strong: bool = False
    align: Align = "left"
    even: bool = False
    colour: Colour = BLACK


class Part(NamedTuple):
    """A stretch that no line end parts: ``word``; ``language`` where it is not the document's; ``level`` (bidi)."""

    word: Word
    language: str | None
    level: int


class SetLine(NamedTuple):
    """One set line. ``text``: what it says; ``width``: natural width in points; ``spread``: to add after each glyph."""

    spans: tuple[Span, ...]
    text: str
    width: float
    spread: float
    glyphs: int
    shown: Shown

    def drawn(self, style: Style, x: float, top: float, room: float, mark: Mark | None = None) -> Text:
        """Return the line as an item, aligned in ``room`` points from ``x``, its line box starting at ``top``."""
        width = self.width + self.spread * (self.glyphs - 1) if self.spread else self.width
        if style.align == "right":
            x += room - width
        elif style.align == "centre":
            x += (room - width) / 2
        y = top + style.leading / 2 + style.size * 0.36
        return Text(x, y, style.size, self.spans, self.text, width, self.spread, style.colour, mark, False, self.shown)


def set_lines(
    runs: Runs, style: Style, room: float, shaper: Shaper, direction: Literal["ltr", "rtl"] = "ltr"
) -> list[SetLine]:
    """Set ``runs`` in lines of at most ``room`` points; at least one line, empty if there is no text.

    ``shaper``: that of the document's language; ``direction``: in which the paragraph runs. Raises ``UnprintableText``
    for a character that no face has.
    """
    return shaper.paragraph(
        (runs, style.size, style.strong, style.even, room, direction),
        lambda: _set_lines(runs, style, room, shaper, direction),
    )


def _set_lines(runs: Runs, style: Style, room: float, shaper: Shaper, direction: str) -> list[SetLine]:
    own = shaper.language
    pieces: list[tuple[str, str, str | None, bool]] = []
    for run in runs:
        language = run.lang or own
        tag = run.lang if run.lang and run.lang != own else None
        for text, tongue in tongues(printable(run.text), language):
            pieces.append((text, tongue, tag, run.strong or style.strong))
    # A paragraph wholly in another language, such as words to be said on the telephone, breaks as that language does.
    spoken = {run.lang or own for run in runs}
    language = spoken.pop() if len(spoken) == 1 else own
    text = "".join(piece[0] for piece in pieces)
    lines: list[SetLine] = []
    position = 0
    for paragraph in text.split("\n"):
        made = None
        if len(pieces) == 1 and direction == "ltr" and not _BACKWARDS.search(paragraph):
            made = _set_simply(paragraph, pieces[0], style, room, shaper, language)
        lines += made or _set_mixed(paragraph, position, pieces, style, room, shaper, language, direction)
        position += len(paragraph) + 1
    return lines


def _set_simply(
    paragraph: str,
    piece: tuple[str, str, str | None, bool],
    style: Style,
    room: float,
    shaper: Shaper,
    language: str,
) -> list[SetLine] | None:
    """Set a paragraph of one style and language from left to right; ``None`` if a word is too wide for a line."""
    _, tongue, tag, strong = piece
    starts = (0, *opportunities(paragraph, language))
    texts = [paragraph[start:stop] for start, stop in zip(starts, (*starts[1:], len(paragraph)), strict=True)]
    limit = (room + _FORGIVEN) / style.size
    lines: list[list[Word]] = [[]]
    widths: list[float] = []
    used = width = 0.0
    for word in shaper.words(texts, tongue, strong):
        if used + word.width > limit:
            if word.width > limit:
                return None
            widths.append(width)
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        width = used + word.width
        used += word.full
    widths.append(width)
    last = len(lines) - 1
    return [
        _line(tag, words, natural, style, room, style.even and number < last)
        for number, (words, natural) in enumerate(zip(lines, widths, strict=True))
    ]


def _line(tag: str | None, words: list[Word], natural: float, style: Style, room: float, even: bool) -> SetLine:
    pieces = tuple([piece for word in words for piece in word.pieces])
    spans = (Span(tag, pieces),) if pieces else ()
    text = "".join([word.text for word in words])
    return _finished(spans, text, natural * style.size, style, room, even)


def _set_mixed(
    paragraph: str,
    position: int,
    pieces: Sequence[tuple[str, str, str | None, bool]],
    style: Style,
    room: float,
    shaper: Shaper,
    language: str,
    direction: str,
) -> list[SetLine]:
    segments = _segments(paragraph, position, pieces, shaper, language, direction)
    made = list(_filled(segments, (room + _FORGIVEN) / style.size, shaper))
    return [_set(parts, style, room, style.even and number + 1 < len(made)) for number, parts in enumerate(made)]


def line_width(text: str, style: Style, shaper: Shaper) -> float:
    """Return the width in points of ``text`` on one line."""
    return sum(line.width for line in set_lines((Run(text=text),), style, 1e9, shaper))


def _segments(
    paragraph: str,
    position: int,
    pieces: Sequence[tuple[str, str, str | None, bool]],
    shaper: Shaper,
    language: str,
    direction: str,
) -> list[list[Part]]:
    """Return the paragraph in what may not be parted, each as parts of one face's language, style and direction."""
    stops = opportunities(paragraph, language)
    backwards = direction == "rtl" or _BACKWARDS.search(paragraph) is not None
    levels = _levels(paragraph, direction) if backwards else None
    segments: list[list[Part]] = []
    begin = 0
    ends = list(_ends(pieces, position, len(paragraph)))
    for stop in (*stops, len(paragraph)):
        if stop > begin:
            segments.append(list(_parts(paragraph, begin, stop, ends, levels, shaper)))
        begin = stop
    return segments


def _ends(
    pieces: Sequence[tuple[str, str, str | None, bool]], position: int, length: int
) -> Iterator[tuple[int, str, str | None, bool]]:
    """Yield where each piece ends, counted from ``position`` in the joined text, with its language and style."""
    end = -position
    for text, tongue, tag, strong in pieces:
        end += len(text)
        if end > 0:
            yield min(end, length), tongue, tag, strong


def _levels(paragraph: str, direction: str) -> list[int]:
    # A telephone number would be read from its end, group by group: it is set as if isolated from what is around.
    isolated = _NUMBERS.sub("\u2066\\g<0>\u2069", paragraph)
    found, base = embedding_levels(isolated, 1 if direction == "rtl" else 0)
    if isolated != paragraph:
        added = {place for match in _NUMBERS.finditer(paragraph) for place in match.span()}
        kept: list[int | None] = []
        place = 0
        for index, character in enumerate(paragraph):
            place += index in added
            kept.append(found[index + place])
            del character
        found = kept
    levels: list[int] = []
    for level in found:
        # Controls are not drawn; they go with what is before them.
        levels.append(level if level is not None else levels[-1] if levels else base)
    return levels


def _parts(
    paragraph: str,
    begin: int,
    stop: int,
    ends: Sequence[tuple[int, str, str | None, bool]],
    levels: list[int] | None,
    shaper: Shaper,
) -> Iterator[Part]:
    start = begin
    for end, tongue, tag, strong in ends:
        limit = min(end, stop)
        while start < limit:
            if levels is None:
                cut, level = limit, 0
            else:
                level = levels[start]
                space = paragraph[start] == " "
                cut = start + 1
                # Spaces are parts of their own, since at the end of a line they go where the paragraph goes.
                while cut < limit and levels[cut] == level and (paragraph[cut] == " ") == space:
                    cut += 1
            yield Part(shaper.word(paragraph[start:cut], tongue, strong, level % 2 == 1), tag, level)
            start = cut


def _filled(segments: list[list[Part]], room: float, shaper: Shaper) -> Iterator[list[Part]]:
    """Yield the parts of each line, greedily; ``room`` in ems."""
    line: list[Part] = []
    used = 0.0
    for segment in segments:
        width, full = _widths(segment)
        if used + width > room:
            if line:
                yield line
                line, used = [], 0.0
            if width > room:
                for parts in _cut(segment, room, shaper):
                    width, full = _widths(parts)
                    if line and used + width > room:
                        yield line
                        line, used = [], 0.0
                    line += parts
                    used += full
                continue
        line += segment
        used += full
    yield line


def _widths(parts: list[Part]) -> tuple[float, float]:
    """Return the width of parts without the spaces at their end, and with them."""
    if len(parts) == 1:
        word = parts[0].word
        return word.width, word.full
    full = sum(part.word.full for part in parts)
    trailing = 0.0
    for part in reversed(parts):
        trailing += part.word.full - part.word.width
        if part.word.width:
            break
    return full - trailing, full


def _cut(segment: list[Part], room: float, shaper: Shaper) -> Iterator[list[Part]]:
    """Yield what is too wide for a line in smaller parts: at the joints of a URL, else between characters."""
    for part in segment:
        text = part.word.text
        places = emergencies(text)
        steps = [text[start:end] for start, end in zip((0, *places), (*places, len(text)), strict=True)]
        for step in steps:
            made = _again(step, part, shaper)
            if made.word.width <= room:
                yield [made]
                continue
            places = anywhere(step)
            for start, end in zip((0, *places), (*places, len(step)), strict=True):
                yield [_again(step[start:end], part, shaper)]


def _again(text: str, part: Part, shaper: Shaper) -> Part:
    strong = any(piece.face.style == "Bold" for piece in part.word.pieces)
    return Part(
        shaper.word(text, part.language or shaper.language, strong, part.level % 2 == 1), part.language, part.level
    )


def _set(parts: list[Part], style: Style, room: float, even: bool) -> SetLine:
    text = "".join(part.word.text for part in parts)
    width = _widths(parts)[0] * style.size if parts else 0.0
    if any(part.level for part in parts):
        while parts and not parts[-1].word.width:
            parts = parts[:-1]
        parts = [parts[index] for index in reordered([part.level for part in parts])]
    spans: list[Span] = []
    start = 0
    for index, part in enumerate(parts):
        if part.language != parts[start].language:
            spans.append(_span(parts[start:index]))
            start = index
    if parts:
        spans.append(_span(parts[start:]))
    return _finished(tuple(spans), text, width, style, room, even)


def _finished(spans: tuple[Span, ...], text: str, width: float, style: Style, room: float, even: bool) -> SetLine:
    spread = 0.0
    count = 0
    if even:
        count = sum([piece.glyphs for span in spans for piece in span.pieces]) - (len(text) - len(text.rstrip()))
        slack = room - width
        if count > 1 and 0 < slack <= _LARGEST_SPREAD * style.size:
            spread = slack / (count - 1)
    return SetLine(spans, text, width, spread, count, shown(spans))


def _span(parts: list[Part]) -> Span:
    return Span(parts[0].language, tuple([piece for part in parts for piece in part.word.pieces]))
