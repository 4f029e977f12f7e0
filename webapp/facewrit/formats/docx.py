"""Word files (Office Open XML, ECMA-376): the letter for those who go on writing it, with real styles and lists.

The address stands in a frame where the window of the envelope is. What Word needs and every letter shares is prepared
once (:mod:`facewrit.formats.docx_parts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from facewrit.formats.characters import says_as_follows, without_controls
from facewrit.formats.docx_parts import R, W, archive, language_tag, packed, shared_parts
from facewrit.formats.languages import runs_backwards
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
    Run,
    Runs,
    Salutation,
    Sender,
    Signature,
    Subject,
    Timeline,
    plain,
)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
_PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_TWIPS = 1440 / 25.4
_BEHIND_WINDOW = 9.0  # millimetres between the window and the text
_BACKWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_POSTED = frozenset({"letter", "mandate", "cover", "reading_copy"})


def render(document: Document) -> bytes:
    """Return the document as a Word file; the same document gives the same bytes."""
    writer = _Writer(document)
    body = writer.body()
    size = 10.5 if document.role in _POSTED else 10.0
    shared = shared_parts(document.language, size, document.form.subject == "centre")
    return archive(
        (
            *shared,
            packed("docProps/core.xml", _properties(document)),
            packed("word/document.xml", f"{_HEAD}<w:document {_NAMES}><w:body>{body}</w:body></w:document>"),
            packed("word/numbering.xml", writer.numbering()),
            packed("word/header1.xml", f"{_HEAD}<w:hdr {_NAMES}>{writer.header()}</w:hdr>"),
            packed("word/footer1.xml", f"{_HEAD}<w:ftr {_NAMES}>{writer.footer()}</w:ftr>"),
        )
    )


def _properties(document: Document) -> str:
    # No author, no dates; the name of a program neither: Word writes its own when it saves.
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(document.title)}</dc:title><dc:language>{_text(document.language)}</dc:language>"
        "</cp:coreProperties>"
    )


class _Writer:
    """One document on its way to XML: what has to be numbered is counted here."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._backwards = document.direction == "rtl"
        self._starts: list[int] = []
        width, height = _PAPERS[document.form.paper]
        self._width, self._height = width, height
        top, right, bottom, left = document.form.margins
        self._column = width - left - right

    def body(self) -> str:
        """Return what stands in the body, blocks in windows first."""
        form = self._document.form
        parts: list[str] = []
        blocks = [block for block in self._document.blocks if not isinstance(block, Banner)]
        if form.address is not None:
            parts += self._head(blocks, form.address)
            blocks = [block for block in blocks if not isinstance(block, Sender | Addressee)]
        for block in blocks:
            parts += self._block(block)
        return "".join(parts) + self._section()

    def header(self) -> str:
        """Return the banner, which heads every page."""
        banners = [block.text for block in self._document.blocks if isinstance(block, Banner)]
        return "".join(self._paragraph("Banner", self._words(text)) for text in banners) or "<w:p/>"

    def footer(self) -> str:
        """Return the reference and the number of the page, which Word counts."""
        words = re.split(r"(\{pages?\})", self._document.page_words)
        fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
        runs = "".join(
            f'<w:fldSimple w:instr="{fields[word]}">{self._words("1")}</w:fldSimple>'
            if word in fields
            else self._words(word)
            for word in words
            if word
        )
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{_twips(self._column)}"/></w:tabs>'
        start = self._words(self._document.reference) + "<w:r><w:tab/></w:r>"
        return self._paragraph("Footer", start + runs, tab)

    def numbering(self) -> str:
        """Return the lists: one kind with dots, one with numbers, and one instance for each list of the document."""
        level = (
            '<w:abstractNum w:abstractNumId="{0}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>'
        )
        kinds = level.format(0, "bullet", "•") + level.format(1, "decimal", "%1.")
        numbers = ['<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>']
        numbers += [
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, start in enumerate(self._starts, 2)
        ]
        return f"{_HEAD}<w:numbering {_NAMES}>{kinds}{''.join(numbers)}</w:numbering>"

    def _head(self, blocks: Sequence[Block], window: tuple[float, float, float, float]) -> Iterator[str]:
        """Place sender and addressee in frames, fold marks at the edge, and leave room down to the text."""
        form = self._document.form
        left, top, width, height = window
        margin_top, margin_right, _, margin_left = form.margins
        for block in blocks:
            if isinstance(block, Addressee):
                yield self._framed(block.lines, (left + 2, top + 2, width - 4, height - 4))
            elif isinstance(block, Sender):
                beside = form.sender == "right"
                x = left + width + 8 if beside else margin_left
                room = self._width - margin_right - x
                if beside and room < 40:
                    x, room = self._width - margin_right - 60, 60.0
                yield self._framed(block.lines, (x, margin_top, room, max(top - margin_top, 10) if not beside else 0))
        if self._document.role != "reading_copy":
            for mark in form.fold_marks:
                yield self._fold_mark(mark)
        begin = max(form.body_top or 0.0, top + height + (0.0 if form.body_top else _BEHIND_WINDOW)) - margin_top
        line = f'<w:spacing w:before="0" w:after="0" w:line="{_twips(begin)}" w:lineRule="exact"/>'
        yield f"<w:p><w:pPr>{line}</w:pPr></w:p>"

    def _framed(self, lines: Iterable[str], place: tuple[float, float, float, float]) -> str:
        x, y, width, height = (_twips(length) for length in place)
        tall = f' w:h="{height}" w:hRule="exact"' if height else ""
        frame = (
            f'<w:framePr w:w="{width}"{tall} w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{x}" w:y="{y}"/>'
        )
        return "".join(self._address(line, frame) for line in lines)

    def _fold_mark(self, mark: float) -> str:
        frame = (
            f'<w:framePr w:w="{_twips(4)}" w:h="20" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page"'
            f' w:x="{_twips(4)}" w:y="{_twips(mark)}"/>'
        )
        rule = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="0" w:color="B8BDC4"/></w:pBdr>'
        line = '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{frame}{rule}{line}</w:pPr></w:p>"

    def _block(self, block: Block) -> Iterator[str]:
        form = self._document.form
        match block:
            case Sender(lines=lines):
                shift = _twips(self._column * 0.6) if form.sender == "right" else 0
                indent = f'<w:ind w:left="{shift}"/>' if shift else ""
                yield from (self._address(line, indent) for line in lines)
                yield self._paragraph("AddressLine", "")
            case Addressee(lines=lines):
                yield from (self._address(line) for line in lines)
                yield self._paragraph("AddressLine", "")
            case DateLine(text=text):
                yield self._paragraph("Date", self._words(text), _side(form.date))
            case Reference(label=label, text=text):
                yield self._paragraph("Reference", self._words(f"{label} {text}"))
            case Subject(text=text):
                yield self._paragraph("Title", self._words(text))
            case Salutation(text=text):
                yield self._paragraph("Salutation", self._words(text))
            case Paragraph(runs=runs):
                yield self._paragraph("Normal", self._runs(runs), runs=runs)
            case Heading(runs=runs, level=level):
                centred = '<w:jc w:val="center"/>' if says_as_follows(plain(runs)) else ""
                yield self._paragraph(f"Heading{min(max(level, 1), 2)}", self._runs(runs), centred)
            case Bullets(items=items, ordered=ordered, start=start):
                if ordered:
                    self._starts.append(start)
                number = len(self._starts) + 1 if ordered else 1
                which = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
                style = "ListNumber" if ordered else "ListBullet"
                yield from (self._paragraph(style, self._runs(runs), which, runs=runs) for runs in items)
            case Closing(text=text):
                yield self._paragraph("Closing", self._words(text), _side(form.closing))
            case Signature(name=name, note=note):
                lines = (name, note) if note else (name,)
                yield from (self._paragraph("Signature", self._words(line), _side(form.closing)) for line in lines)
            case Enclosures(label=label, items=texts):
                yield self._paragraph("EnclosureLabel", self._words(label))
                yield from (self._paragraph("Enclosure", self._words(text)) for text in texts)
            case Card(title=title, rows=rows):
                yield self._titled(title)
                yield self._table(((label, [self._runs(runs)]) for label, runs in rows), ruled=True)
            case Timeline(title=title, points=points):
                yield self._titled(title)
                yield self._table(
                    (
                        (
                            point.when,
                            [self._words(point.label, strong=True), self._words(point.text)][: 1 + bool(point.text)],
                        )
                        for point in points
                    ),
                    ruled=False,
                )
            case Checklist(title=title, items=items):
                yield self._titled(title)
                for runs in items:
                    yield self._paragraph("Checklist", self._words("☐\t") + self._runs(runs), runs=runs)

    def _titled(self, title: str) -> str:
        return self._paragraph("Heading1", self._words(title)) if title else ""

    def _table(self, rows: Iterable[tuple[str, list[str]]], *, ruled: bool) -> str:
        widths = (_twips(self._column * 0.28), _twips(self._column * 0.72))
        edge = "".join(
            f'<w:{side} w:val="{"single" if ruled else "nil"}" w:sz="4" w:space="0" w:color="B8BDC4"/>'
            for side in ("top", "left", "bottom", "right", "insideH")
        )
        turned = "<w:bidiVisual/>" if self._backwards else ""
        made = []
        for label, values in rows:
            cells = (self._paragraph("Cell", self._words(label, strong=not ruled)),
                     "".join(self._paragraph("Cell", value) for value in values))  # fmt: skip
            made.append(
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
                + "".join(
                    f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                    for width, cell in zip(widths, cells, strict=True)
                )
                + "</w:tr>"
            )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr>{turned}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edge}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
            + self._paragraph("AddressLine", "")
        )

    def _section(self) -> str:
        top, right, bottom, left = (_twips(length) for length in self._document.form.margins)
        turned = "<w:bidi/>" if self._backwards else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
            '<w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:pgSz w:w="{_twips(self._width)}" w:h="{_twips(self._height)}"/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            f' w:header="400" w:footer="480" w:gutter="0"/>{turned}</w:sectPr>'
        )

    def _paragraph(self, style: str, content: str, properties: str = "", runs: Runs = ()) -> str:
        languages = {run.lang for run in runs}
        backwards = self._backwards
        if len(languages) == 1 and (language := languages.pop()):
            backwards = runs_backwards(language)
        own = [f'<w:pStyle w:val="{style}"/>', properties, "<w:bidi/>" if backwards else ""]
        return f"<w:p><w:pPr>{_ordered(''.join(own))}</w:pPr>{content}</w:p>"

    def _address(self, line: str, properties: str = "") -> str:
        """Return a line that stands for itself: in a text from right to left, a foreign address keeps its order."""
        if self._backwards and not _BACKWARDS.search(line):
            own = f'<w:pStyle w:val="AddressLine"/>{properties}<w:jc w:val="right"/>'
            return f"<w:p><w:pPr>{_ordered(own)}</w:pPr>{self._run(Run(text=line), turned=False)}</w:p>"
        return self._paragraph("AddressLine", self._words(line), properties)

    def _runs(self, runs: Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _words(self, text: str, *, strong: bool = False) -> str:
        return self._run(Run(text=text, strong=strong)) if text else ""

    def _run(self, run: Run, *, turned: bool = True) -> str:
        made = []
        backwards = turned and self._backwards
        for stretch in _stretches(run.text) if backwards or _BACKWARDS.search(run.text) else (run.text,):
            properties = "<w:b/><w:bCs/>" if run.strong else ""
            if _BACKWARDS.search(stretch):
                properties += "<w:rtl/>"
            elif backwards and not re.search(r"[A-Za-z\u00c0-\u024f]", stretch):
                properties += "<w:rtl/>"
            if run.lang:
                properties += language_tag(run.lang)
            text = (
                _text(stretch)
                .replace("\t", "</w:t><w:tab/><w:t>")
                .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
            )
            made.append(f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')
        return "".join(made)


def _stretches(text: str) -> Iterator[str]:
    """Part text into what runs one way each: Word orders runs by what they say of themselves."""
    yield from re.findall(
        r"[A-Za-z\u00c0-\u024f](?:[^\u0590-\u08ff]*[A-Za-z0-9\u00c0-\u024f])?|[^A-Za-z\u00c0-\u024f]+", text
    )


# The order in which the parts of a paragraph's properties must stand (ECMA-376, 17.3.1.26).
_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "framePr",
    "widowControl",
    "numPr",
    "pBdr",
    "tabs",
    "bidi",
    "spacing",
    "ind",
    "jc",
)
_ELEMENT = re.compile(r"<w:(\w+)(?:\s[^>]*)?(?:/>|>.*?</w:\1>)")


def _ordered(properties: str) -> str:
    found = [(match.group(1), match.group()) for match in _ELEMENT.finditer(properties)]
    return "".join(text for _, text in sorted(found, key=lambda pair: _ORDER.index(pair[0])))


def _side(side: str) -> str:
    # In a paragraph from right to left "right" is the side where lines end, as in one from left to right.
    return '<w:jc w:val="right"/>' if side == "right" else ""


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)


def _text(text: str) -> str:
    return escape(without_controls(text), quote=False).replace("\ufffe", "").replace("\uffff", "")
