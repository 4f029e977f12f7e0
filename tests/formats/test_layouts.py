"""Every layout that is shipped: the address inside its window, measured; text, sender and folds clear of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from facewrit.formats import AddressTooLarge
from facewrit.formats.pdf.drawing import MILLIMETRE, Rule, Text
from facewrit.formats.pdf.page import typeset
from facewrit.letters.document import Addressee, DateLine, Document, PageForm, Sender

from . import samples, scripts

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


def _form(path: Path) -> PageForm:
    record = yaml.safe_load(path.read_text())
    names = set(PageForm.__dataclass_fields__)
    lengths = {"address", "margins", "fold_marks"}
    values = {
        name: tuple(float(part) for part in value) if name in lengths else value
        for name, value in record.items()
        if name in names
    }
    if "body_top" in values:
        values["body_top"] = float(values["body_top"])
    return PageForm(**values)


FORMS = {path.stem: _form(path) for path in sorted((ROOT / "jurisdictions" / "layouts").glob("*.yaml"))}
# Content-certified mail has pages of its own (test_certified.py).
PLAIN = [name for name in FORMS if not name.startswith(("jp-naiyo", "kr-naeyong"))]
WINDOWS = [name for name, form in FORMS.items() if form.address]
# Envelope, folded panel, window from the left and top of the envelope with its width and height, all in millimetres and
# as the records' own remarks give them; and whether the sheet may lie anywhere or rests on the lower edge.
ENVELOPES = {
    "letter-10-window": ((241.3, 104.8), (215.9, 93.1), (22.2, 63.5, 114.3, 28.6), "rests"),
    "jp-chokei3-window": ((235.0, 120.0), (210.0, 99.0), (20.0, 12.0, 90.0, 45.0), "anywhere"),
}


def _letter(form: PageForm, language: str = "pl") -> Document:
    return scripts.letter(language, form=form)


def _boxes(document: Document, kind: type[Sender] | type[Addressee] | type[DateLine]) -> list[Text]:
    block = next(block for block in document.blocks if isinstance(block, kind))
    wanted = block.lines if not isinstance(block, DateLine) else (block.text,)
    return [item for item in typeset(document).pages[0].items if isinstance(item, Text) and item.text in wanted]


@pytest.mark.parametrize("language", ["pl", "ja", "ar"])
@pytest.mark.parametrize("name", WINDOWS)
def test_the_address_lies_inside_the_window(name: str, language: str) -> None:
    form = FORMS[name]
    assert form.address is not None
    left, top, width, height = (length * MILLIMETRE for length in form.address)
    found = _boxes(_letter(form, language), Addressee)
    assert len(found) == 3
    for item in found:
        assert left <= item.x
        assert item.x + item.width <= left + width + 0.1
        assert top <= item.y - item.size * 0.8
        assert item.y + item.size * 0.25 <= top + height


@pytest.mark.parametrize("name", WINDOWS)
def test_nothing_else_shows_in_the_window(name: str) -> None:
    document = _letter(FORMS[name])
    address = FORMS[name].address
    assert address is not None
    left, top, width, height = (length * MILLIMETRE for length in address)
    lines = next(block for block in document.blocks if isinstance(block, Addressee)).lines
    for item in typeset(document).pages[0].items:
        if isinstance(item, Text) and item.text not in lines:
            beside = item.x >= left + width - 0.1 or item.x + item.width <= left
            assert beside or item.y <= top or item.y - item.size > top + height


@pytest.mark.parametrize("name", PLAIN)
def test_margins_and_folds_are_on_the_paper(name: str) -> None:
    form = FORMS[name]
    width, height = PAPERS[form.paper]
    page = typeset(_letter(form)).pages[0]
    _, right, _, left = form.margins
    for item in page.items:
        if isinstance(item, Text):
            assert left * MILLIMETRE - 6 * MILLIMETRE < item.x
            assert item.x + item.width <= (width - right) * MILLIMETRE + 0.1
    marks = [item.y / MILLIMETRE for item in page.items if isinstance(item, Rule)]
    assert marks == pytest.approx(list(form.fold_marks), abs=0.05)
    assert all(0 < mark < height for mark in marks)


@pytest.mark.parametrize("name", WINDOWS)
def test_an_address_that_does_not_fit_says_which_line(name: str) -> None:
    lines = tuple(f"Line {number} of an address" for number in range(1, 30))
    with pytest.raises(AddressTooLarge) as refusal:
        typeset(samples.with_blocks(Addressee(lines=lines), form=FORMS[name]))
    assert refusal.value.line in lines


@pytest.mark.parametrize("name", ENVELOPES)
def test_the_block_shows_wherever_the_sheet_slides(name: str) -> None:
    (outer_width, outer_height), (width, height), (left, top, across, down), lies = ENVELOPES[name]
    address = FORMS[name].address
    assert address is not None
    slack_x, slack_y = outer_width - width, outer_height - height
    for right in (0.0, slack_x):
        for lower in (0.0, slack_y) if lies == "anywhere" else (slack_y,):
            seen_left, seen_top = left - right, top - lower
            assert seen_left - 0.5 <= address[0]
            assert address[0] + address[2] <= seen_left + across + 0.5
            assert seen_top - 0.5 <= address[1]
            assert address[1] + address[3] <= seen_top + down + 0.5


def test_sender_and_date_stand_on_the_side_of_the_form() -> None:
    for name in PLAIN:
        form = FORMS[name]
        document = _letter(form)
        middle = PAPERS[form.paper][0] / 2 * MILLIMETRE
        (date,) = _boxes(replace(document, reference=""), DateLine)
        assert (date.x + date.width / 2 > middle) == (form.date == "right"), name
