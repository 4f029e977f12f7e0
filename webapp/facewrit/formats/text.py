"""Plain text: the letter as it goes into an e-mail or a web form. UTF-8, wrapped by display width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from facewrit.formats.breaking import fill
from facewrit.formats.characters import display_width, says_as_follows, without_controls
from facewrit.letters.document import (
    Addressee,
    Banner,
    Block,
    Bullets,
    Card,
    Checklist,
    Closing,
    DateLine,
    Document,
    Enclosures,
    Heading,
    Paragraph,
    Reference,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    plain,
)

COLUMNS = 72


def render(document: Document) -> bytes:
    """Return the document as UTF-8 text, lines ending in LF."""
    return text(document).encode()


def text(document: Document) -> str:
    """Return the document as one string: blocks parted by blank lines, in reading order, LF line ends."""
    parts = ["\n".join(_block(block, document.language)) for block in document.blocks]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def wrapped(text: str, language: str, first: str = "", others: str = "") -> list[str]:
    """Wrap ``text`` to :data:`COLUMNS` columns, East Asian wide characters counting two.

    ``first`` stands before the first line and ``others`` before the following ones. No line starts with a closing mark;
    an e-mail address or URL that fits a line is not cut.
    """
    clean = without_controls(text)
    edges = [0, *accumulate(display_width(character) for character in clean)]
    room = COLUMNS - max(display_width(first), display_width(others))
    lines = [
        clean[start:end] for start, end in fill(clean, language, room, lambda start, end: edges[end] - edges[start])
    ]
    return [(first if number == 0 else others) + line.replace("\u200b", "") for number, line in enumerate(lines)]


def _block(block: Block, language: str) -> Iterator[str]:
    match block:
        case Banner(text=text):
            yield from wrapped(f"*** {text} ***", language)
        case Sender(lines=lines) | Addressee(lines=lines):
            for line in lines:
                yield from wrapped(line, language)
        case Reference(label=label, text=text):
            yield from wrapped(f"{label} {text}", language)
        case Subject(text=text):
            yield from _underlined(text, "=", language)
        case Heading(runs=runs) if says_as_follows(plain(runs)):
            yield " " * ((COLUMNS - display_width(plain(runs))) // 2) + without_controls(plain(runs))
        case Heading(runs=runs, level=level):
            yield from _underlined(plain(runs), "-", language) if level <= 1 else wrapped(plain(runs), language)
        case DateLine(text=text) | Salutation(text=text) | Closing(text=text):
            yield from wrapped(text, language)
        case Paragraph(runs=runs):
            yield from wrapped(plain(runs), language)
        case Bullets(items=items, ordered=ordered, start=start):
            markers = [f"{start + number}. " if ordered else "- " for number in range(len(items))]
            yield from _list(markers, [plain(runs) for runs in items], language)
        case Checklist(title=title, items=items):
            yield from _titled(title, language)
            yield from _list(["[ ] "] * len(items), [plain(runs) for runs in items], language)
        case Signature(name=name, note=note):
            yield from wrapped(name, language)
            if note:
                yield from wrapped(note, language)
        case Enclosures(label=label, items=texts):
            yield from wrapped(label, language)
            yield from _list(["- "] * len(texts), texts, language)
        case Card(title=title, rows=rows):
            yield from _titled(title, language)
            for label, runs in rows:
                yield from wrapped(
                    f"{label}: {plain(runs)}" if label else plain(runs), language, "" if label else "  ", "  "
                )
        case Timeline(title=title, points=points):
            yield from _titled(title, language)
            for point in points:
                # A hollow dot in print; here the sign for "about".
                mark = "~ " if point.estimated else "* "
                yield from wrapped(f"{point.when}: {point.label}", language, mark, "  ")
                if point.text:
                    yield from wrapped(point.text, language, "  ", "  ")


def _titled(title: str, language: str) -> Iterator[str]:
    if title:
        yield from _underlined(title, "-", language)


def _underlined(text: str, stroke: str, language: str) -> Iterator[str]:
    lines = wrapped(text, language)
    yield from lines
    yield stroke * max(display_width(line) for line in lines)


def _list(markers: Sequence[str], texts: Sequence[str], language: str) -> Iterator[str]:
    indent = " " * max((len(marker) for marker in markers), default=0)
    for marker, text in zip(markers, texts, strict=True):
        yield from wrapped(text, language, marker.rjust(len(indent)), indent)
