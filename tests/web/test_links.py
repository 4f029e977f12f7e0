"""Links for campaigns: organisation, law and wishes; nothing about a person, no erasure alone, no skipped warning."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

LINK = "/en/letter/?controller=clearview-ai&ask=access&ask=erasure&regime=gdpr"


def followed(client: FlaskClient, read: Any, link: str, **more: str) -> tuple[dict[str, list[str]], Any]:
    """The fields of the first page, and the wishes page that they lead to."""
    page = read(client.get(link))
    fields: dict[str, list[str]] = {}
    for name, value in page.fields:
        if name not in ("happened", "accused"):
            fields.setdefault(name, []).append(value)
    answers = {"happened": "search", "accused": "no", "residence": "nl", **more}
    return fields, client.post("/en/letter/wishes", data={**fields, **answers})


def test_a_link_fills_in_organisation_law_and_wishes(client: FlaskClient, read: Any) -> None:
    fields, wishes = followed(client, read, LINK)
    assert fields["controller"] == ["clearview-ai"] and fields["regime"] == ["gdpr"]
    assert fields["ask"] == ["access"] and fields["fate"] == ["erasure"]
    text = wishes.get_data(as_text=True)
    assert 'name="ask" value="access" checked' in text and 'name="fate" value="erasure" checked' in text


def test_the_first_page_says_what_the_link_filled_in(client: FlaskClient, read: Any) -> None:
    words = read(client.get(LINK)).words
    assert "You can change all of it" in words and "Clearview AI" in words and "General Data Protection" in words
    assert "You can change all of it" not in read(client.get("/en/letter/")).words


def test_a_link_carries_nothing_about_a_person(client: FlaskClient, read: Any) -> None:
    personal = "name=Kanarienvogel&email=k@example.org&address=K&residence=nl&born=1990-01-31&remarks=Kanarienvogel"
    page = client.get(f"{LINK}&{personal}&sightings-0-place=Kanarienvogel&links=https://example.org/k&typed_name=K")
    assert "Kanarienvogel" not in page.get_data(as_text=True) and "example.org" not in page.get_data(as_text=True)
    assert not {name for name, _ in read(page).fields} & {"name", "email", "residence", "born", "remarks", "links"}


@pytest.mark.parametrize("answer", ["accused=no", "happened=search", "checked=yes", "own_face=yes", "law=gdpr"])
def test_a_link_answers_no_question_that_keeps_people_safe(client: FlaskClient, read: Any, answer: str) -> None:
    text = client.get(f"{LINK}&{answer}").get_data(as_text=True)
    name = answer.partition("=")[0]
    assert " checked>" not in text and f'type="hidden" name="{name}"' not in text


def test_a_link_never_asks_for_erasure_alone(client: FlaskClient, read: Any) -> None:
    fields, wishes = followed(client, read, "/en/letter/?controller=clearview-ai&ask=erasure")
    assert fields["ask"] == ["access"] and fields["fate"] == ["erasure"]
    assert 'name="ask" value="access" checked' in wishes.get_data(as_text=True)


def test_where_the_law_gives_no_access_a_link_leaves_erasure_to_the_person(client: FlaskClient, read: Any) -> None:
    _, wishes = followed(client, read, "/en/letter/?controller=clearview-ai&ask=erasure", residence="us-il")
    assert 'value="erasure" checked' not in wishes.get_data(as_text=True)


def test_of_keeping_and_deleting_a_link_keeps(client: FlaskClient, read: Any) -> None:
    fields, _ = followed(client, read, "/en/letter/?ask=preservation&ask=erasure&ask=access")
    assert fields["fate"] == ["preservation"]


def test_a_law_that_does_not_reach_the_person_is_forgotten(client: FlaskClient, read: Any) -> None:
    _, wishes = followed(client, read, LINK.replace("gdpr", "kr-pipa"))
    assert wishes.status_code == 200 and "Art. 15(1) GDPR" in read(wishes).words


def test_warnings_stand_whatever_the_link_says(client: FlaskClient, read: Any) -> None:
    link = "/en/letter/?controller=south-wales-police&ask=access&checked=yes"
    _, wishes = followed(client, read, link, residence="gb")
    assert "Before you write: ask yourself" in read(wishes).words
    _, wishes = followed(client, read, LINK, accused="yes")
    assert "First: talk to somebody who is on your side" in read(wishes).words


@pytest.mark.parametrize("query", ["controller=nobody", "regime=nothing", "ask=everything", "regime=" + "x" * 5000])
def test_what_is_unknown_is_left_out(client: FlaskClient, read: Any, query: str) -> None:
    page = client.get(f"/en/letter/?{query}")
    assert page.status_code == 200
    assert not {name for name, _ in read(page).fields} & {"controller", "regime", "ask", "fate"}
