"""What the writer relies on in ReportLab: each of these says what has changed if a new release breaks it."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader
from reportlab.pdfbase import pdfdoc

from facewrit.formats import render
from facewrit.formats.pdf.writer import _File
from facewrit.letters.document import Document, Paragraph, Run

from . import samples


def test_objects_are_numbered_in_the_order_of_adding() -> None:
    file = _File()
    assert file.next_number == 1
    assert [file.add(b"null"), file.add(b"true")] == [1, 2]
    content = file.finished(b"<</Type/Catalog>>", b"<<>>", b"0" * 32)
    assert b"\n1 0 obj\nnull\nendobj\n2 0 obj\ntrue\nendobj\n" in content
    assert re.search(rb"/Root 3 0 R", content)
    assert re.search(rb"/Info 4 0 R", content)


def test_the_parts_of_reportlab_that_are_used_are_there() -> None:
    file = pdfdoc.PDFFile((1, 7))
    assert file.add(b"abc") == len(file.strings[0])
    assert file.strings[0].startswith(b"%PDF-1.7\n%")
    assert file.strings[0].count(b"\n") == 2
    for name in ("PDFCrossReferenceTable", "PDFTrailer", "PDFObjectReference", "PDFDocument"):
        assert callable(getattr(pdfdoc, name))


def test_catalogue_and_properties_are_ours_alone() -> None:
    content = render(samples.english(), "pdf").content
    reader = PdfReader(BytesIO(content), strict=True)
    root = reader.trailer["/Root"]
    assert set(root) == {  # type: ignore[call-overload]
        "/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/Metadata", "/ViewerPreferences", "/OutputIntents",
    }  # fmt: skip
    assert content.startswith(b"%PDF-1.7\n%\x93\x8c\x8b\x9e")
    assert b"ReportLab" not in content
    assert b"Helvetica" not in content


def test_every_offset_of_the_table_is_right() -> None:
    content = render(samples.japanese(), "pdf").content
    start = int(content.rpartition(b"startxref\n")[2].split()[0])
    entries = re.findall(rb"(\d{10}) 00000 n ", content[start:])
    assert len(entries) > 20
    for number, entry in enumerate(entries, 1):
        assert content[int(entry) :].startswith(b"%d 0 obj" % number)


def test_the_structure_is_read_in_order() -> None:
    content = render(samples.english(), "pdf").content
    tree = PdfReader(BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]["/K"]  # type: ignore[index]
    kinds = [child.get_object()["/S"] for child in tree["/K"]]
    assert tree["/S"] == "/Document"
    assert kinds[:8] == ["/P", "/P", "/P", "/P", "/H1", "/P", "/P", "/H2"]


def test_words_in_another_language_say_so() -> None:
    runs = (Run(text="The law says "), Run(text="本人は請求できる", lang="ja"), Run(text="."))
    document: Document = samples.with_blocks(Paragraph(runs=runs))
    page = PdfReader(BytesIO(render(document, "pdf").content)).pages[0]
    assert b"/Span<</Lang(ja)>>BDC" in page.get_contents().get_data()  # type: ignore[union-attr]
