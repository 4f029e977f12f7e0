"""Plain text: wrapped by display width, nothing lost, no control characters."""

from __future__ import annotations

import re

import pytest

from facewrit.formats.characters import display_width
from facewrit.formats.text import COLUMNS, render, text, wrapped
from facewrit.letters.document import Card, Checklist, Run, Timeline, TimelinePoint

from . import samples, scripts


@pytest.mark.parametrize("name", samples.ALL)
def test_every_text_is_there_and_no_line_is_too_wide(name: str) -> None:
    document = samples.ALL[name]()
    made = text(document)
    solid = "".join(made.split())
    for piece in document.texts():
        assert "".join(piece.split()) in solid
    # A URL may be longer than a line; it is then cut, so no line is.
    assert max(display_width(line) for line in made.splitlines()) <= COLUMNS


def test_wide_characters_count_two() -> None:
    lines = wrapped("漢" * 80, "ja")
    assert [display_width(line) for line in lines] == [72, 72, 16]


def test_no_japanese_line_starts_with_a_closing_mark() -> None:
    made = text(samples.japanese())
    assert not [line for line in made.splitlines() if line[:1] and line[0] in "、。）」ー"]


def test_lists_hang_and_number() -> None:
    lines = text(samples.english()).splitlines()
    start = lines.index("1. every image of my face that you hold, with the address of the page or")
    assert lines[start + 1].startswith("   the place")
    assert any(line.startswith("6. whether") for line in lines)


def test_panels() -> None:
    document = samples.with_blocks(
        Card(title="Office", rows=(("Post", (Run(text="Box 1"),)), ("", (Run(text="The Hague"),)))),
        Timeline(title="When", points=(TimelinePoint(when="by May", label="Answer", text="Or not.", estimated=True),)),
        Checklist(title="Do", items=((Run(text="Sign"), Run(text=" it", strong=True)),)),
    )
    assert text(document) == (
        "Office\n------\nPost: Box 1\n  The Hague\n\nWhen\n----\n~ by May: Answer\n  Or not.\n\nDo\n--\n[ ] Sign it\n"
    )


def test_control_characters_and_half_surrogates_are_left_out() -> None:
    made = render(samples.with_name("A\x1b[31mB\x00\ud800\u2028C")).decode()
    assert "A[31mB\nC" in made
    assert "\x1b" not in made


@pytest.mark.parametrize("language", scripts.LANGUAGES)
def test_no_line_is_wider_than_the_column_in_any_script(language: str) -> None:
    made = text(scripts.letter(language))
    assert all(display_width(line) <= COLUMNS for line in made.splitlines())
    assert not re.search("\n[\u0e30-\u0e3a\u0e47-\u0e4e]", made)
