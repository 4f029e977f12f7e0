"""The Word file: whole, well-formed, with real styles, in both directions; opened and converted by LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from facewrit.formats import render
from facewrit.formats.docx_parts import W
from facewrit.letters.document import Document

from . import samples, scripts

DOCUMENTS = {**{name: make() for name, make in samples.ALL.items()}, **{
    f"letter-{language}": scripts.letter(language) for language in scripts.LANGUAGES}}  # fmt: skip
# In which order the parts of a paragraph's properties must stand, or Word refuses the file (ECMA-376, 17.3.1.26).
_ORDER = ["pStyle", "keepNext", "keepLines", "framePr", "widowControl", "numPr", "pBdr", "tabs", "bidi", "spacing",
          "ind", "jc", "outlineLvl"]  # fmt: skip


def _parts(document: Document) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(render(document, "docx").content)) as file:
        assert file.testzip() is None
        return {name: ElementTree.fromstring(file.read(name)) for name in file.namelist()}


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_is_there_in_order(name: str) -> None:
    document = DOCUMENTS[name]
    parts = _parts(document)
    said = {place: "".join("".join(parts[f"word/{place}.xml"].itertext()).split()) for place in ("document", "header1")}
    position = 0
    for block in document.blocks:
        for text in Document.texts(samples.with_blocks(block)):
            solid = "".join(text.split())
            if solid in said["header1"]:
                continue
            assert solid in said["document"][position:]
            position = said["document"].index(solid, position)
    assert document.reference in "".join(parts["word/footer1.xml"].itertext())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_styles_and_lists_that_are_used_are_defined(name: str) -> None:
    parts = _parts(DOCUMENTS[name])
    styles = {style.get(_tag("styleId")) for style in parts["word/styles.xml"].iter(_tag("style"))}
    numbers = {number.get(_tag("numId")) for number in parts["word/numbering.xml"].iter(_tag("num"))}
    for place in ("document", "header1", "footer1"):
        root = parts[f"word/{place}.xml"]
        assert {style.get(_tag("val")) for style in root.iter(_tag("pStyle"))} <= styles
        assert {number.get(_tag("val")) for number in root.iter(_tag("numId"))} <= numbers
        for properties in root.iter(_tag("pPr")):
            order = [_ORDER.index(child.tag.partition("}")[2]) for child in properties]
            assert order == sorted(order)


def test_headings_are_headings() -> None:
    body = _parts(samples.english())["word/document.xml"]
    used = [style.get(_tag("val")) for style in body.iter(_tag("pStyle"))]
    assert used.count("Title") == 1
    assert used.count("Heading1") == 5
    assert {"AddressLine", "ListBullet", "ListNumber", "Closing", "Signature"} <= set(used)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_text_from_right_to_left_says_so(language: str) -> None:
    body = _parts(scripts.letter(language))["word/document.xml"]
    for paragraph in body.iter(_tag("p")):
        text = "".join(paragraph.itertext())
        if re.search("[\u05d0-\u064a]", text):
            assert paragraph.find(f".//{_tag('bidi')}") is not None
    for run in body.iter(_tag("r")):
        text = "".join(run.itertext())
        assert (run.find(f".//{_tag('rtl')}") is not None) == (
            not re.search("[A-Za-z]", text) if text not in ("90-001 Łódź",) else False
        ) or not re.search(r"\w", text)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "font", "tag"),
    [("ja", "Yu Gothic", "ja-JP"), ("ko", "Malgun Gothic", "ko-KR"), ("zh-Hant", "Microsoft JhengHei", "zh-TW")],
)
def test_east_asian_fonts_and_languages(language: str, font: str, tag: str) -> None:
    defaults = _parts(scripts.letter(language))["word/styles.xml"].find(f".//{_tag('rPrDefault')}")
    assert defaults is not None
    fonts, lang = (defaults.find(f".//{_tag(name)}") for name in ("rFonts", "lang"))
    assert fonts is not None
    assert lang is not None
    assert fonts.get(_tag("eastAsia")) == font
    assert lang.get(_tag("eastAsia")) == tag


@pytest.mark.parametrize("name", ['<b>&"', "]]>", "a\x00b\ud800c\uffff", "{page}", "tab\tand\nline"])
def test_whatever_a_name_holds_the_file_is_well_formed(name: str) -> None:
    parts = _parts(samples.with_name(name))
    assert "word/document.xml" in parts


def test_nobody_is_named_and_no_day() -> None:
    core = _parts(samples.english())["docProps/core.xml"]
    assert {child.tag.partition("}")[2] for child in core} == {"title", "language"}
    with zipfile.ZipFile(BytesIO(render(samples.english(), "docx").content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_libreoffice_opens_and_converts_it(tmp_path: Path) -> None:
    """Text comes through whole, the address stands in the window, and the letter has as many pages as its PDF."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-writer-nogui")
    made = {name: DOCUMENTS[name] for name in ("english", "american", "sheet", "letter-pl", "letter-ar", "letter-he")}
    for name, document in made.items():
        (tmp_path / f"{name}.docx").write_bytes(render(document, "docx").content)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    files = [str(tmp_path / f"{name}.docx") for name in made]
    subprocess.run(
        [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for name, document in made.items():
        read = subprocess.run(
            ["pdftotext", "-bbox", str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, check=True
        )
        words = re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<', read.stdout.decode()
        )
        found = {word for *_, word in words}
        if document.direction == "ltr":
            wanted = {word for text in document.texts() for word in re.findall(r"[^\W\d_]{4,}", text)}
            assert {word for word in wanted if not any(word in other for other in found)} == set()
        if name == "english":
            x, y, right, bottom = (
                float(length) / 72 * 25.4 for length in next(w for w in words if w[4] == "Facial")[:4]
            )
            assert 20 < x < right < 105
            assert 45 < y < bottom < 90
            subject = next(float(word[1]) for word in words if word[4] == "Request")
            assert 103 < subject / 72 * 25.4 < 130
        if document.direction == "rtl":
            place = {word: float(x) for x, *_, word in words if word in ("99", "Example")}
            assert place["99"] < place["Example"]
