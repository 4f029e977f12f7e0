"""Words of sheets: no heading means two things, every message has words, every example is good."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml

from facewrit.batch import vocabulary as module
from facewrit.batch.examples import SUFFIXES, annotated_sheet, example_sheet
from facewrit.batch.findings import split
from facewrit.batch.setting import opened as rooms_opened
from facewrit.batch.vocabulary import country_code, folded, vocabulary

from .conftest import HEAD, OTHER, ROOMS, ROW, checked

TREE = yaml.load(Path(module.__file__).with_name("headings.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
PHRASEBOOK = rooms_opened(ROOMS).phrasebook


def test_no_heading_means_two_things() -> None:
    seen: dict[str, str] = {}
    for field, by_language in TREE["fields"].items():
        assert list(by_language) == ["en", "de", "es", "fr", "ja", "ko"], field
        for word in (field, *(word for words in by_language.values() for word in words)):
            assert seen.setdefault(folded(word), field) == field, word
    assert not {folded(word) for word in TREE["ours"]} & set(seen)


@pytest.mark.parametrize("field", list(TREE["values"]))
def test_no_word_in_a_cell_means_two_things(field: str) -> None:
    seen: dict[str, str] = {}
    for code, by_language in TREE["values"][field].items():
        for word in (code, *(word for words in by_language.values() for word in words)):
            assert seen.setdefault(folded(word), code) == code, word


def test_headings_ignore_case_spaces_and_marks() -> None:
    for heading in ("Reading_Language", "READING LANGUAGE", "reading-language", " Ｒeading  language "):
        assert vocabulary().field_of(heading) == ("reading_language", 1)
    assert vocabulary().field_of("sighting place 2") == ("sighting_place", 2)
    assert vocabulary().field_of("event_date_3") == ("event_date", 3)
    assert vocabulary().field_of("name 2") is None


def test_a_country_may_be_written_by_name_but_not_where_two_have_it() -> None:
    names = {
        "Niederlande": "nl",
        "日本": "jp",
        "대한민국": "kr",
        "France": "fr",
        "UK": "gb",
        "Georgia": None,
        "Xyz": None,
    }
    assert {name: country_code(name) for name in names} == names


def codes() -> set[str]:
    found = set()
    for path in Path(module.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("sheet_"):
                found.add(node.value)
    return found


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it", "ja", "ko", "nl", "pt-BR"])
def test_every_message_has_words_and_a_remedy(language: str) -> None:
    english = {code for code in PHRASEBOOK.words_of("en", "problems.yaml") if code.startswith("sheet_")}
    assert codes() == english
    for code in english:
        words = PHRASEBOOK.problem(language, code)
        assert words, code
        message, remedy = split(words)
        assert message and remedy, f"{code}: {words}"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ja", "ko"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_example_is_good(language: str, suffix: str) -> None:
    content = example_sheet(language, suffix)
    assert content == example_sheet(language, suffix)
    batch, report = checked(content, language=language)
    assert report.rows == len(report.good) == 2
    assert [column.field for column in batch.setting.columns.columns][:4] == ["residence", "name", "address", "email"]


def test_a_sheet_with_messages_is_mended_and_read_again() -> None:
    bad = "\n".join([HEAD, ROW, OTHER.replace("access", "acess").replace("Anna", "=Anna")])
    batch, report = checked(bad)
    content = annotated_sheet(batch, report)
    again, second = checked(content)
    assert [row.cells[:6] for row in again.rows] == [row.cells[:6] for row in batch.rows]
    assert (len(second.good), len(second.bad)) == (1, 1)
    assert "is not one of the choices" in str(again.rows[1].cells[6])
