"""A letter as blocks: what every format renders and no format changes.

A :class:`Document` is made by ``letters.compose`` and read by ``formats``. It holds words in their final language,
in reading order, and knows nothing of law, of PDF or of HTML. Text is plain text: each format escapes it itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["letter", "reading_copy", "sheet", "mandate", "script", "cover"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style. ``lang``: BCP 47 tag where it differs from the document's language."""

    text: str
    strong: bool = False
    lang: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A warning over the whole document, repeated on every page ("For you: do not send")."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Name, address lines and e-mail address of the person who signs (data subject or representative)."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The address block of the envelope, honorific included (``… 御中``, ``… 귀중``)."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """Place and date as the language writes them."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The sender's reference. ``label`` in the document's language."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The subject line, or the centred title of a Japanese letter."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Salutation:
    """The form of address (``Dear Sir or Madam,``)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``level`` 1 is a section of the document, 2 a part of a section."""

    runs: Runs
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; each item is one paragraph. ``ordered``: numbered 1, 2, 3 …, starting at ``start``."""

    items: tuple[Runs, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The complimentary close (``Yours faithfully,`` · ``敬具`` · ``이상``)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Room for a signature by hand, and the printed name under it. ``note``: seal or role, if any."""

    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosures:
    """What lies in the envelope with the letter."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A boxed table of label and value (the regulator's contacts). An empty label continues the row above."""

    title: str
    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePoint:
    """One point in time. ``when`` is worded ("by 28 February 2027", "no date in the law")."""

    when: str
    label: str
    text: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Points in time, in order."""

    title: str
    points: tuple[TimelinePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Boxes to tick by hand."""

    title: str
    items: tuple[Runs, ...]


Block: TypeAlias = (
    Banner
    | Sender
    | Addressee
    | DateLine
    | Reference
    | Subject
    | Salutation
    | Paragraph
    | Heading
    | Bullets
    | Closing
    | Signature
    | Enclosures
    | Card
    | Timeline
    | Checklist
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """Paper and the place of the address block, in millimetres from the top left corner.

    From ``jurisdictions/layouts``. ``address`` is (left, top, width, height) of the window, or ``None`` where blocks
    simply follow each other. ``sender`` and ``date`` say on which side those blocks stand.
    """

    id: str
    paper: Literal["A4", "Letter"] = "A4"
    address: tuple[float, float, float, float] | None = None
    body_top: float | None = None
    margins: tuple[float, float, float, float] = (20.0, 20.0, 20.0, 25.0)  # top, right, bottom, left
    sender: Literal["left", "right"] = "right"
    date: Literal["left", "right"] = "right"
    subject: Literal["left", "centre"] = "left"
    closing: Literal["left", "right"] = "left"
    fold_marks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document in one language.

    ``language``: BCP 47 tag of the text. ``direction``: base direction. ``title``: neutral title (file properties).
    ``reference``: the letter's reference, for the running line; ``page_words``: pattern with ``{page}`` and
    ``{pages}`` in the document's language. ``form``: the page. ``neutral``: no tool name in the file's metadata.
    """

    role: Role
    blocks: tuple[Block, ...]
    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    reference: str
    form: PageForm
    page_words: str = "{page}/{pages}"
    neutral: bool = False

    def texts(self) -> Iterator[str]:
        """Yield every piece of text in reading order (used for font coverage and for findings)."""
        for block in self.blocks:
            yield from block_texts(block)


def block_texts(block: Block) -> Iterator[str]:
    """Yield the pieces of text of one block, in reading order."""
    match block:
        case Sender(lines=lines) | Addressee(lines=lines):
            yield from lines
        case Paragraph(runs=runs) | Heading(runs=runs):
            yield from (run.text for run in runs)
        case Bullets(items=items):
            yield from (run.text for item in items for run in item)
        case Checklist(title=title, items=items):
            yield title
            yield from (run.text for item in items for run in item)
        case Card(title=title, rows=rows):
            yield title
            for label, runs in rows:
                yield label
                yield from (run.text for run in runs)
        case Timeline(title=title, points=points):
            yield title
            for point in points:
                yield from (point.when, point.label, point.text)
        case Enclosures(label=label, items=texts):
            yield label
            yield from texts
        case Signature(name=name, note=note):
            yield name
            if note:
                yield note
        case Reference(label=label, text=text):
            yield from (label, text)
        case _:
            yield block.text


def plain(runs: Runs) -> str:
    """Join runs into one string without styles."""
    return "".join(run.text for run in runs)
