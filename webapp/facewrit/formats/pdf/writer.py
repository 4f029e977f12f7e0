"""PDF files, written by ReportLab: header, numbers, cross-references, trailer. The only module that imports it.

All that the file holds is laid out and encoded already; ReportLab is given each object as ready bytes, since its own
objects are formatted anew, value by value, for every letter (``docs/decisions/0006-our-own-typesetter.md``). Used are
``PDFDocument``, ``PDFFile``, ``PDFCrossReferenceTable``, ``PDFTrailer`` and ``PDFObjectReference``;
``tests/formats/test_writer.py`` says so if one of them changes.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from facewrit.formats.pdf.content import FontUse, page_content
from facewrit.formats.pdf.drawing import Typeset
from facewrit.formats.pdf.metadata import PRODUCER, colour_profile, description, properties
from facewrit.formats.pdf.page import typeset
from facewrit.formats.pdf.programs import FontProgram, extra_program, frozen_program
from facewrit.formats.pdf.shaping import shaper
from facewrit.formats.pdf.tagging import Structure
from facewrit.letters.document import Document

_PDF_VERSION = (1, 7)
# The page's own stream. More would cost a fifth of the time and win a hundred bytes.
_LEVEL = 5

# ReportLab takes settings from the environment and from the user's home: what shapes our bytes is set here.
for _setting, _value in (("pdfComments", 0), ("pdfMultiLine", 0), ("invariant", 1), ("documentLang", None)):
    setattr(rl_config, _setting, _value)


def render(document: Document) -> bytes:
    """Return the document as a PDF file, tagged and archival; the same document gives the same bytes.

    Raises what :func:`facewrit.formats.pdf.page.typeset` raises.
    """
    return write(typeset(document))


class _File(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A file whose objects are bytes already, numbered in the order in which they are added."""

    def __init__(self) -> None:
        super().__init__(invariant=1, pdfVersion=_PDF_VERSION)
        self._contents: list[bytes] = []

    @property
    def next_number(self) -> int:
        """The number of the object that is added next."""
        return len(self._contents) + 1

    def add(self, content: bytes) -> int:
        """Add an object; returns its number."""
        self._contents.append(content)
        return len(self._contents)

    def finished(self, catalogue: bytes, information: bytes, identifier: bytes) -> bytes:
        """Return the file. ``identifier``: 32 hexadecimal digits.

        Does what ReportLab's own ``format`` does, with its file, table and trailer, and without asking each object
        anew how it is written.
        """
        root, info = self.add(catalogue), self.add(information)
        file = pdfdoc.PDFFile(self._pdfVersion)
        # The second line is a comment that names its maker; its length stays, since offsets count from the start.
        first, second, rest = file.strings[0].split(b"\n", 2)
        file.strings[0] = b"\n".join((first, second[:5] + b" " * (len(second) - 5), rest))
        names = list(range(1, len(self._contents) + 1))
        for number, ready in enumerate(self._contents, 1):
            self.idToObjectNumberAndVersion[number] = (number, 0)
            self.idToOffset[number] = file.add(b"%d 0 obj\n%s\nendobj\n" % (number, ready))
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = file.add(table.format(self))
        trailer = pdfdoc.PDFTrailer(
            startxref=start,
            Size=len(names) + 1,
            Root=pdfdoc.PDFObjectReference(root),
            Info=pdfdoc.PDFObjectReference(info),
            ID=b"[<" + identifier + b"><" + identifier + b">]",
        )
        file.add(trailer.format(self))
        content: bytes = file.format(self)
        return content


def write(made: Typeset) -> bytes:
    """Write pages that are already laid out."""
    file = _File()
    fonts, structure = FontUse(), Structure()
    contents = [page_content(page, made.height, index, structure, fonts) for index, page in enumerate(made.pages)]
    names = b"".join(b"%s %d 0 R" % (name, number) for name, number in _add_fonts(file, fonts, made.language))
    digest = hashlib.sha256(f"{made.title}\0{made.language}".encode(errors="replace"))
    resources = file.add(b"<</Font<<%s>>>>" % names)
    first = file.next_number
    pages = [first + 2 * index + 1 for index in range(len(contents))]
    tree = first + 2 * len(contents)
    for index, (content, _) in enumerate(contents):
        digest.update(content)
        packed = zlib.compress(content, _LEVEL)
        file.add(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed))
        paper = b"/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R" % (made.width, made.height, resources)
        own = b"/Contents %d 0 R/Tabs/S/StructParents %d" % (pages[index] - 1, index)
        file.add(b"<</Type/Page/Parent %d 0 R%s%s>>" % (tree, paper, own))
    file.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % page for page in pages)))
    root = _add_structure(file, structure, contents, pages)
    producer = None if made.neutral else PRODUCER
    profile = file.add(colour_profile())
    packet = file.add(description(made.title, made.language, producer))
    catalogue = (
        b"<</Type/Catalog/Pages %d 0 R/Lang(%s)/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R"
        b"/ViewerPreferences<</DisplayDocTitle true%s>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        b"/OutputConditionIdentifier(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]>>"
    ) % (
        tree,
        made.language.encode("ascii", "replace"),
        root,
        packet,
        b"/Direction/R2L" if made.direction == "rtl" else b"",
        profile,
    )
    return file.finished(catalogue, properties(made.title, producer), digest.hexdigest()[:32].encode())


def _add_fonts(file: _File, fonts: FontUse, language: str) -> list[tuple[bytes, int]]:
    own = shaper(language)
    programs: list[FontProgram] = [frozen_program(own, face) for _, face in sorted(fonts.frozen.items())]
    programs += [extra_program(own.base(face), glyphs) for _, (face, glyphs) in sorted(fonts.extra.items())]
    found = []
    for program in programs:
        outlines = file.add(program.file)
        descriptor = file.add(program.descriptor % outlines)
        unicode = file.add(program.unicode)
        found.append((program.name, file.add(program.font % (unicode, descriptor))))
    return found


def _add_structure(file: _File, structure: Structure, contents: list[Any], pages: list[int]) -> int:
    """Add the structure tree; returns the number of its root."""
    root = file.next_number
    document, first = root + 1, root + 2
    parents = b"".join(
        b"%d[%s]" % (index, b" ".join(b"%d 0 R" % structure.object_of(mark, first) for mark in marks))
        for index, (_, marks) in enumerate(contents)
    )
    file.add(
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>"
        % (document, parents, len(pages))
    )
    tops = b" ".join(b"%d 0 R" % structure.object_of(mark, first) for mark in structure.top)
    file.add(b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (root, tops))
    for element in structure.elements(first, document, pages):
        file.add(element)
    return root
