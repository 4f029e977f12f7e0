"""People at risk: questions to oneself, what is told and what is not, and papers that are never uploaded."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient

CHECK = "Before you write: ask yourself"
POLICE = {"happened": "police", "controller": "south-wales-police", "residence": "gb"}


@pytest.mark.parametrize("step", ["wishes", "about", "preview", "result"])
def test_self_check_before_a_letter_to_the_police(
    client: FlaskClient, filled: dict[str, str], read: Any, step: str
) -> None:
    page = read(client.post(f"/en/letter/{step}", data={**filled, **POLICE}))
    assert CHECK in page.words and "citizensadvice.org.uk" in page.words
    assert ("name", "Anna de Vries") in page.fields, "what was typed is carried along"
    words = read(client.post("/en/letter/wishes", data={**filled, **POLICE, "checked": "yes"})).words
    assert CHECK not in words and "ask yourself whether telling this body" in words


@pytest.mark.parametrize(
    ("sector", "said"),
    [
        ("border", "cross this border again"),
        ("airport", "without face matching"),
        ("employer", "works council"),
        ("police", "looking for you"),
        ("government", "looking for you"),
        ("retail", None),
        ("", None),
    ],
)
def test_self_check_hangs_on_the_kind_of_organisation(
    client: FlaskClient, filled: dict[str, str], read: Any, sector: str, said: str | None
) -> None:
    typed = {"source": "typed", "typed_name": "Muster", "typed_country": "de", "typed_sector": sector}
    words = read(client.post("/en/letter/wishes", data={**filled, **typed, "residence": "de"})).words
    assert (CHECK in words) == bool(said)
    assert (said or "What do you want?") in words


def test_what_fails_where_little_is_told_is_said(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    for step, data in (("about", filled), ("wishes", {**filled, **POLICE})):
        words = read(client.post(f"/en/letter/{step}", data=data)).words
        for part in ("No postal address", "No photo", "No identity document"):
            assert part in words, (step, part)


def test_safety_mode_leaves_the_address_and_the_program_out(client: FlaskClient, filled: dict[str, str]) -> None:
    for safety in ("", "yes"):
        data = {**filled, "safety": safety}
        text = client.post("/en/letter/file/letter.txt", data=data).get_data(as_text=True)
        pdf = client.post("/en/letter/file/letter.pdf", data=data).get_data()
        assert ("Prinsengracht" in text) == (not safety)
        assert (b"acewrit" in pdf) == (not safety)
        pack = client.post("/en/letter/file/letter.zip", data=data).get_data()
        with zipfile.ZipFile(io.BytesIO(pack)) as archive:
            for name in archive.namelist():
                if safety and not name.endswith((".json", ".docx", ".ics")):
                    assert b"acewrit" not in archive.read(name), name


def test_disclosure_names_exactly_what_leaves(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    words = read(client.post("/en/letter/preview", data=filled)).words
    told = words[words.index("What you tell them") : words.index("Your notes:")]
    for part in ("Anna de Vries", "anna@example.org", "Prinsengracht 1, 1015 DV Amsterdam", "Netherlands"):
        assert part in told, part
    assert "Of 5 things in this letter, 4 are probably new to them" in " ".join(told.split())
    assert "Safety mode is on" not in told
    words = read(client.post("/en/letter/preview", data={**filled, "safety": "yes"})).words
    told = words[words.index("What you tell them") : words.index("Your notes:")]
    assert "Prinsengracht" not in told and "Safety mode is on" in told


def test_disclosure_knows_what_an_employer_has(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    typed = {"source": "typed", "typed_name": "Muster", "typed_country": "nl", "typed_sector": "employer"}
    data = {**filled, **typed, "checked": "yes"}
    assert "Of 5 things in this letter, 1 are" in " ".join(
        read(client.post("/en/letter/preview", data=data)).words.split()
    )


def test_papers_are_named_with_their_purpose_and_never_uploaded(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    answer = client.post("/en/letter/about", data=filled)
    assert 'type="file"' not in answer.get_data(as_text=True)
    assert "An identity card: picture, numbers" in answer.get_data(as_text=True)
    data = {**filled, "enclose": ["photo", "id", "nonsense"]}
    text = " ".join(client.post("/en/letter/file/letter.txt", data=data).get_data(as_text=True).split())
    assert "only to search for my data: not to be kept" in text and "blacked out but for what is needed" in text
    assert "nonsense" not in text
    words = read(client.post("/en/letter/result", data=data)).words
    assert "Photograph of my face, only to search" in words and "Nothing is enclosed" not in words
    assert "Nothing is enclosed" in read(client.post("/en/letter/result", data=filled)).words


def test_papers_are_named_in_the_language_of_the_letter(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    german = {**filled, "enclose": "id", "residence": "de", "language": "de"}
    assert "geschwärzt" in client.post("/en/letter/file/letter.txt", data=german).get_data(as_text=True)
    answer = client.post("/en/letter/preview", data={**filled, "enclose": "id", "language": "nl"})
    page = read(answer)
    assert answer.status_code == 422 and page.fault_links == ["f-enclose"] and "f-enclose" in page.ids


def test_the_minimal_letter_has_no_papers(client: FlaskClient, filled: dict[str, str]) -> None:
    data = {**filled, "accused": "yes", "enclose": "photo"}
    assert "What will you enclose" not in client.post("/en/letter/about", data=data).get_data(as_text=True)
    assert "Photograph" not in client.post("/en/letter/file/letter.txt", data=data).get_data(as_text=True)
