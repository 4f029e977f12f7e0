"""PDF files, written by ReportLab. The only module that imports it; what it draws is laid out already.

Nothing here reads markup: text goes to the page as text, so a name that looks like a tag is printed as it stands and
no file is ever opened for it. The surfaces of ReportLab that are not documented are marked with why they are needed.
"""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from facewrit.formats.characters import without_controls
from facewrit.formats.pdf.drawing import Box, Colour, Dot, Item, Rule, Text, Typeset
from facewrit.formats.pdf.fonts import LATIN, Span, font_bytes
from facewrit.formats.pdf.page import typeset
from facewrit.letters.document import Document

_PRODUCER = "Facewrit"
# ReportLab's font objects keep a reading position and are shared by all documents. Under the interpreter's own lock
# threads would be no faster anyway.
_ONE_AT_A_TIME = threading.Lock()
_PDF_VERSION = (1, 7)

# ReportLab takes settings from the environment and from the user's home: what shapes our bytes is set here.
for _setting, _value in (
    ("useA85", 0),
    ("pdfComments", 0),
    ("pdfMultiLine", 0),
    ("invariant", 1),
    ("documentLang", None),
):
    setattr(rl_config, _setting, _value)


def render(document: Document) -> bytes:
    """Return the document as a PDF file with embedded fonts; the same document gives the same bytes.

    Raises what :func:`facewrit.formats.pdf.page.typeset` raises.
    """
    return write(typeset(document))


def write(pages: Typeset) -> bytes:
    """Write pages that are already laid out, one document at a time."""
    with _ONE_AT_A_TIME:
        return _written(pages)


def _written(pages: Typeset) -> bytes:
    target = BytesIO()
    canvas = Canvas(
        target,
        pagesize=(pages.width, pages.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=_PDF_VERSION,
        # Any other font would be put into the file without being embedded.
        initialFontName=_registered(f"{LATIN}-Regular"),
        lang=pages.language,
    )
    canvas._doc.info = _Properties(pages.title, None if pages.neutral else _PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    digest = hashlib.sha256(f"{pages.title}\0{pages.language}".encode(errors="replace"))
    for page in pages.pages:
        for item in page.items:
            _draw(canvas, item, pages.height)
        digest.update("\n".join(canvas._code).encode())
        canvas.showPage()
    # ReportLab would make one identifier from the properties alone, and sign it with its name.
    identifier = digest.hexdigest()[:32].encode()
    canvas._doc._ID = b"[<" + identifier + b"><" + identifier + b">]"
    content: bytes = canvas.getpdfdata()
    return _unbranded(content)


class _Properties(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The file's properties: a neutral title and, unless the document is neutral, the producer. No dates, no author."""

    def __init__(self, title: str, producer: str | None) -> None:
        super().__init__()
        self.title = without_controls(title)
        self.producer = producer

    def format(self, document: Any) -> bytes:
        entries = {"Title": pdfdoc.PDFString(self.title)}
        if self.producer:
            entries["Producer"] = pdfdoc.PDFString(self.producer)
        made: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return made


def _unbranded(content: bytes) -> bytes:
    """Blank the comment in the second line; its bytes stay, since offsets count from the start of the file."""
    first, second, rest = content.split(b"\n", 2)
    blank = second[:5] + b" " * (len(second) - 5)
    return b"\n".join((first, blank, rest))


@lru_cache(maxsize=16)
def _registered(name: str) -> str:
    """Parse a face once per process and give it to ReportLab; returns the name it answers to."""
    # A readable ASCII subset would embed every ASCII glyph, used or not.
    pdfmetrics.registerFont(TTFont(name, BytesIO(font_bytes(name)), asciiReadable=False, shapable=False))
    return name


def _draw(canvas: Canvas, item: Item, paper: float) -> None:
    """Draw one item; our y runs down from the top of the paper, PDF's up from its foot."""
    match item:
        case Text():
            _draw_text(canvas, item, paper - item.y)
        case Rule(x=x, y=y, width=width, height=height):
            canvas.setLineWidth(item.thickness)
            canvas.setStrokeColorRGB(*item.colour)
            canvas.line(x, paper - y, x + width, paper - y - height)
        case Box():
            _paint(canvas, item.line, item.fill, item.thickness)
            arguments = (item.x, paper - item.y - item.height, item.width, item.height)
            outlined, filled = int(item.line is not None), int(item.fill is not None)
            if item.radius:
                canvas.roundRect(*arguments, item.radius, stroke=outlined, fill=filled)
            else:
                canvas.rect(*arguments, stroke=outlined, fill=filled)
        case Dot():
            _paint(canvas, item.colour, (1.0, 1.0, 1.0) if item.hollow else item.colour, 1.2)
            canvas.circle(item.x, paper - item.y, item.radius, stroke=1, fill=1)


def _paint(canvas: Canvas, line: Colour | None, fill: Colour | None, thickness: float) -> None:
    canvas.setLineWidth(thickness)
    if line:
        canvas.setStrokeColorRGB(*line)
    if fill:
        canvas.setFillColorRGB(*fill)


def _draw_text(canvas: Canvas, item: Text, y: float) -> None:
    if not item.spans:
        return
    text = canvas.beginText(item.x, y)
    text.setFillColorRGB(*item.colour)
    if item.spread:
        text.setCharSpace(item.spread)
    for span in item.spans:
        _show(text, span, item.size)
    if item.spread:
        # Spacing is part of the state of the page, not of this text.
        text.setCharSpace(0)
    canvas.drawText(text)


def _show(text: Any, span: Span, size: float) -> None:
    text.setFont(_registered(span.face.name), size)
    text.textOut(span.text)
