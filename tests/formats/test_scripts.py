"""The paper in every script: valid for readers and archives, read back letter by letter, set as its readers expect."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import page as page_validation
import pytest

from facewrit.formats import render
from facewrit.formats.pdf.drawing import MILLIMETRE, Text
from facewrit.formats.pdf.page import typeset
from facewrit.letters.document import Bullets, Document, Paragraph, Run

from . import samples, scripts

LEFT_TO_RIGHT = [language for language in scripts.LANGUAGES if language not in ("ar", "he")]
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _pdf(document: Document) -> bytes:
    return render(document, "pdf").content


def _lines(document: Document) -> list[Text]:
    return [item for page in typeset(document).pages for item in page.items if isinstance(item, Text)]


def _findings(content: bytes, profile: str) -> list[str]:
    report = page_validation.validate_pdf_bytes(content, profile=profile)
    assert report.rules.total > 90
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("language", scripts.LANGUAGES)
def test_each_script_is_accessible_and_archival(language: str, profile: str) -> None:
    assert _findings(_pdf(scripts.letter(language)), profile) == []


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("name", samples.ALL)
def test_each_sample_is_accessible_and_archival(name: str, profile: str) -> None:
    assert _findings(_pdf(samples.ALL[name]()), profile) == []


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_every_line_comes_back_exactly(language: str, extracted: Callable[[bytes], str]) -> None:
    document = scripts.letter(language)
    found = " ".join(extracted(_pdf(document)).split())
    for line in _lines(document):
        assert " ".join(line.text.split()) in found


@pytest.mark.parametrize("language", ["ar", "he"])
def test_every_character_comes_back_from_right_to_left(language: str, tmp_path: Path) -> None:
    """``pdftotext`` guesses directions by itself; so brackets may change places, but no letter and no digit does."""
    document = scripts.letter(language)
    file = tmp_path / "letter.pdf"
    file.write_bytes(_pdf(document))
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True).stdout
    found = _DIRECTIONS.sub("", read)
    texts = [line.text for line in _lines(document)]
    assert Counter("".join("".join(texts).split())) == Counter("".join(found.split()))
    for text in texts:
        # Words and numbers, whole; lam with alef and letters with marks are turned around by the reader.
        for word in re.findall(r"[A-Za-z0-9](?:[A-Za-z0-9.@-]*[A-Za-z0-9])?|[\u05d0-\u05ea\u0620-\u0652]+", text):
            if len(word) > 1 and not re.search("\u0644[\u0622-\u0627]|[\u064b-\u0652]", word):
                assert word in found, (word, text)
    lines = ["".join(line.split()) for line in found.splitlines() if line.strip()]
    wanted = ["".join(text.split()) for text in texts if len(text) > 4]
    alike = [max(SequenceMatcher(None, line, other, autojunk=False).ratio() for other in lines) for line in wanted]
    assert sum(alike) / len(alike) > 0.94


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_page_from_right_to_left_begins_at_the_right(language: str) -> None:
    document = scripts.letter(language)
    right = (210 - 22) * MILLIMETRE
    lines = _lines(document)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            said = "".join(run.text for run in block.runs)
            line = next(line for line in lines if len(line.text) > 9 and said.startswith(line.text))
            assert line.x + line.width == pytest.approx(right, abs=0.1)
        if isinstance(block, Bullets):
            markers = [line for line in lines if line.text in ("1.", "2.")]
            assert all(right - 8 * MILLIMETRE < line.x for line in markers)
    number = next(line for line in lines if line.mark is None and line.text != document.reference)
    assert number.x == pytest.approx(25 * MILLIMETRE, abs=0.1)


def test_a_telephone_number_keeps_its_order_in_a_line_from_right_to_left(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(_pdf(scripts.letter("ar")))
    read = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, text=True).stdout
    places = {
        word: (float(x), float(y))
        for x, y, word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(?:&#8234;)?[^\w+]*([+\w]+)[^\w]*<', read)
    }
    assert places["+20"][0] < places["2"][0] < places["9999"][0]


def test_thai_breaks_between_words_and_keeps_marks_with_their_letters() -> None:
    text = next(block for block in scripts.letter("th").blocks if isinstance(block, Paragraph)).runs[0].text
    form = scripts.PLAIN
    for right in range(22, 120, 7):
        narrow = Document(
            role="letter", language="th", direction="ltr", title="x", reference="", form=form.__class__(
                id="x", margins=(20.0, float(right), 20.0, 25.0)),
            blocks=(Paragraph(runs=(Run(text=text),)),),
        )  # fmt: skip
        lines = [line.text for line in _lines(narrow)[:-1]]
        assert "".join(lines) == text
        for line in lines[1:]:
            assert not re.match("[\u0e30-\u0e3a\u0e45-\u0e4e]", line)
        for line in lines[:-1]:
            assert line[-1] not in "เแโใไ"


def test_burmese_breaks_between_syllables() -> None:
    for line in _lines(scripts.letter("my")):
        assert not re.match("[\u102b-\u103e]", line.text)


def test_a_paragraph_of_another_direction_stands_at_its_own_side() -> None:
    document = samples.with_blocks(Paragraph(runs=(Run(text="أطلب نسخة من بياناتي.", lang="ar"),)))
    line = _lines(document)[0]
    assert line.x + line.width == pytest.approx((210 - document.form.margins[1]) * MILLIMETRE, abs=0.1)


@pytest.mark.parametrize("language", scripts.LANGUAGES)
def test_the_same_bytes_whatever_was_made_before(language: str) -> None:
    first = _pdf(scripts.letter(language))
    for number in range(3):
        _pdf(scripts.letter(language, name=f"Žofie Ǻ{number} 齋藤{chr(0x6E21 + number)}"))
    assert _pdf(scripts.letter(language)) == first
