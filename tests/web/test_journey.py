"""The journey, step by step: what is carried along, what is demanded, what is offered, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

WORDS = {"happened": "What happened?", "who": "Who has your face?", "wishes": "What do you want?", "about": "About you"}


def without(filled: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in filled.items() if name not in names}


def test_every_step_carries_the_whole_form(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    for step in ("happened", "find-out", "who", "wishes", "about", "preview", "result"):
        page = read(client.post(f"/en/letter/{step}", data=filled))
        names = {name for name, _ in page.fields}
        assert set(filled) - {"sightings"} <= names, step
        hidden = dict(page.fields)
        for name in ("links", "address"):
            if step != "about":
                assert hidden[name] == filled[name].replace("\r\n", "\r\n"), (step, name)


def test_reference_stays_the_same_once_it_is_made(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    page = read(client.post("/en/letter/preview", data=filled))
    assert ("reference", "FW-TEST-1") in page.fields
    page = read(client.post("/en/letter/result", data={**filled, "reference": "FW-MINE-7"}))
    assert ("reference", "FW-MINE-7") in page.fields


def test_a_step_is_shown_only_when_those_before_it_are_in_order(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    for missing, heading, field in (
        ("happened", WORDS["happened"], "f-happened"),
        ("accused", WORDS["happened"], "f-accused"),
        ("controller", WORDS["who"], "f-controller"),
        ("residence", WORDS["who"], "f-residence"),
        ("name", WORDS["about"], "f-name"),
        ("own_face", WORDS["about"], "f-own_face"),
    ):
        answer = client.post("/en/letter/result", data=without(filled, missing))
        page = read(answer)
        assert answer.status_code == 422, missing
        assert heading in page.words, missing
        assert page.fault_links == [field], missing
        assert field in page.ids, missing


def test_nothing_asked_leads_back_to_the_wishes(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    answer = client.post("/en/letter/preview", data=without(filled, "ask", "fate"))
    assert answer.status_code == 422
    assert "Choose at least one thing" in read(answer).words


def test_back_shows_an_earlier_step_as_it_was(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    answer = client.post("/en/letter/about", data=filled)
    assert answer.status_code == 200
    assert 'value="Anna de Vries"' in answer.get_data(as_text=True)
    assert "1015 DV Amsterdam</textarea>" in answer.get_data(as_text=True)


def test_an_address_of_a_step_alone_leads_to_the_beginning(client: FlaskClient) -> None:
    for step in ("happened", "who", "wishes", "about", "preview", "result"):
        answer = client.get(f"/ko/letter/{step}")
        assert (answer.status_code, answer.location) == (303, "/ko/letter/"), step


def test_an_organisations_page_preselects_it(client: FlaskClient, read: Any) -> None:
    page = read(client.get("/en/letter/?controller=clearview-ai"))
    assert ("controller", "clearview-ai") in page.fields
    page = read(client.get("/en/letter/?controller=nobody"))
    assert "controller" not in dict(page.fields)


def test_every_step_can_be_left_and_read_in_another_language(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    for step in ("happened", "find-out", "who", "wishes", "about", "preview", "result"):
        answer = client.post(f"/en/letter/{step}", data=filled)
        assert "/blank" in read(answer).links, step
        target = step.replace("-", "_") if step == "find-out" else step
        assert f'formaction="/ja/letter/{target.replace("_", "-")}"' in answer.get_data(as_text=True), step


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("clearview", "clearview-ai"),
        ("マルゼン", None),
        ("丸善", "maruzen-junkudo"),
        ("ジュンク堂", "maruzen-junkudo"),
        ("MARUZEN", "maruzen-junkudo"),
        ("ｍａｒｕｚｅｎ　junkudo", "maruzen-junkudo"),
        ("south wales", "south-wales-police"),
        ("no such name", None),
    ],
)
def test_search_finds_any_name(client: FlaskClient, read: Any, query: str, slug: str | None) -> None:
    page = read(client.post("/en/letter/who", data={"happened": "know", "accused": "no", "q": query}))
    found = [value for name, value in page.fields if name == "controller"]
    assert (slug in found) if slug else (found == [] and "Nothing in our list" in page.words)


def test_unverified_organisations_are_not_offered(client: FlaskClient, lawbook: Any, app: Any) -> None:
    offered = {record.slug for record in app.extensions["facewrit"].organisations}
    records = [lawbook.controller(slug) for slug in lawbook.ids("controllers")]
    for record in records:
        reachable = any(contact.kind in ("post", "email", "form") for contact in record.contacts)
        assert (record.slug in offered) == (record.status != "unverified" and reachable), record.slug


def test_access_is_chosen_beforehand_and_erasure_is_not(client: FlaskClient, filled: dict[str, str]) -> None:
    for happened, fate in (("search", "none"), ("camera", "")):
        data = without({**filled, "happened": happened}, "ask", "fate")
        text = client.post("/en/letter/wishes", data=data).get_data(as_text=True)
        assert 'id="f-ask" name="ask" value="access" checked' in text
        assert 'value="erasure" checked' not in text
        assert (
            f'id="f-fate{"-" + fate if fate else ""}" name="fate" value="{"" if fate else "preservation"}" checked'
            in text
        )


def test_wishes_name_their_basis_under_that_law(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    words = read(client.post("/en/letter/wishes", data=filled)).words
    for part in ("Art. 15(1) GDPR", "Art. 17(1) GDPR", "one month", "What this law does not give", "16 May 2024"):
        assert part in words, part


def test_erasure_without_access_warns(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    warning = "without asking what there is"
    assert warning in read(client.post("/en/letter/preview", data=without(filled, "ask"))).words
    assert warning not in read(client.post("/en/letter/preview", data=filled)).words


def test_preview_shows_letter_copy_and_notes(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    answer = client.post("/de/letter/preview", data={**filled, "reading": "de"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for role in ("letter", "reading-copy", "sheet"):
        assert f"document-{role} " in text, role
    assert text.index("document-letter ") < text.index("document-reading-copy ") < text.index("document-sheet ")
    assert "Dear Sir or Madam" in text


def test_result_says_how_to_send_who_watches_and_what_comes_next(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    words = read(client.post("/en/letter/result", data=filled)).words
    for part in (
        "legal-requests@clearview.ai",
        "99 Wall Street",
        "Dutch Data Protection Authority",
        "klachten.autoriteitpersoonsgegevens.nl",
        "28 December 2026",
        "Complaint to the authority",
        "Court",
    ):
        assert part in words, part


def test_unconfirmed_addresses_stay_off_until_they_are_confirmed(client: FlaskClient, read: Any) -> None:
    data = {
        "happened": "camera",
        "accused": "no",
        "source": "list",
        "controller": "maruzen-junkudo",
        "residence": "jp",
        "place": "same",
        "ask": "access",
        "name": "山田 花子",
        "own_face": "yes",
    }
    page = read(client.post("/en/letter/about", data=data))
    assert ("confirmed", "controller.address") in page.fields
    assert "ginzanews.net" in page.words
    letter = client.post("/en/letter/file/letter.txt", data=data).get_data(as_text=True)
    assert "日本橋2-3-10" not in letter
    letter = client.post("/en/letter/file/letter.txt", data={**data, "confirmed": "controller.address"})
    assert "日本橋2-3-10" in letter.get_data(as_text=True)


@pytest.mark.parametrize(
    ("residence", "country", "sector", "code"),
    [
        ("mm", "mm", "government", "letter_to_authorities_dangerous"),
        ("by", "by", "police", "letter_to_police_dangerous"),
    ],
)
def test_no_letter_where_it_would_be_dangerous(
    client: FlaskClient,
    filled: dict[str, str],
    read: Any,
    phrasebook: Any,
    residence: str,
    country: str,
    sector: str,
    code: str,
) -> None:
    data = {
        **without(filled, "controller"),
        "happened": "police",
        "source": "typed",
        "typed_name": "Ministry",
        "typed_country": country,
        "typed_sector": sector,
        "residence": residence,
    }
    told = phrasebook.word("en", f"danger.{code}")
    assert told
    for step in ("wishes", "about", "preview", "result", "file/letter.pdf", "file/letter.zip"):
        answer = client.post(f"/en/letter/{step}", data=data)
        page = read(answer)
        assert answer.status_code == 200 and answer.mimetype == "text/html", step
        assert told in page.words and "What remains" in page.words and "accessnow.org" in page.words, step


def test_a_person_in_myanmar_may_write_to_a_controller_in_the_union(
    client: FlaskClient, filled: dict[str, str]
) -> None:
    data = {
        **without(filled, "controller", "fate"),
        "source": "typed",
        "typed_name": "Faces GmbH",
        "typed_country": "de",
        "typed_sector": "face_search",
        "residence": "mm",
    }
    letter = client.post("/en/letter/file/letter.txt", data=data)
    assert letter.status_code == 200
    assert "Art. 15(1) GDPR" in letter.get_data(as_text=True)


# --- The minimal letter --------------------------------------------------------------------------------------------

BANNED = {
    "happened": "stopped",
    "accused": "yes",
    "source": "typed",
    "typed_name": "Hoekwinkel",
    "typed_country": "nl",
    "typed_sector": "retail",
    "typed_address": "Dorpsstraat 1\r\n1234 AB Utrecht",
    "residence": "nl",
    "place": "same",
    "name": "Jip Janssen",
    "sightings-0-place": "Entrance",
    "sightings-0-day": "2026-11-20",
    "sightings-0-description": "red coat",
    "remarks": "I did not do it.",
    "grounds": "unlawful",
    "fate": "erasure",
    "language": "en",
    "reading": "en",
    "own_face": "yes",
}


def test_people_at_risk_see_help_before_anything_else(client: FlaskClient, read: Any) -> None:
    words = read(client.post("/en/letter/wishes", data=BANNED)).words
    assert words.index("juridischloket.nl") < words.index("A letter that says nothing more")
    assert "Delete it" not in words


def test_people_at_risk_are_asked_for_no_story(client: FlaskClient, read: Any) -> None:
    page = read(client.post("/en/letter/about", data=without(BANNED, "remarks", "sightings-0-description")))
    names = {name for name, _ in page.fields}
    assert "remarks" not in names and not any(name.endswith("-description") for name in names)


def test_the_minimal_letter_says_nothing_more(client: FlaskClient) -> None:
    letter = client.post("/en/letter/file/letter.txt", data=BANNED).get_data(as_text=True)
    assert "Art. 15(1) GDPR" in letter
    for trace in ("red coat", "I did not do it", "Art. 17", "unlawful"):
        assert trace not in letter, trace


def test_notes_of_the_minimal_letter_say_so(client: FlaskClient, read: Any) -> None:
    words = read(client.post("/en/letter/result", data=BANNED)).words
    assert "Do not explain or admit anything" in words


def test_the_minimal_letter_asks_only_for_what_its_law_gives(client: FlaskClient, read: Any) -> None:
    data = {**BANNED, "typed_country": "us", "residence": "us-il", "reading": "en"}
    page = read(client.post("/en/letter/wishes", data=data))
    assert [value for name, value in page.fields if name == "ask"] == ["preservation"]
    letter = client.post("/en/letter/file/letter.txt", data={**data, "ask": "preservation"})
    assert letter.mimetype == "text/plain"
    assert "red coat" not in letter.get_data(as_text=True)


# --- Where several laws may help -----------------------------------------------------------------------------------


def test_another_law_can_be_chosen(client: FlaskClient, filled: dict[str, str], read: Any) -> None:
    data = {**without(filled, "fate"), "residence": "us-ca", "place": "us-il"}
    page = read(client.post("/en/letter/wishes", data=data))
    offered = [value for name, value in page.fields if name == "regime"]
    assert offered == ["us-ca-ccpa", "us-il-bipa"]
    assert ("law", "us-ca-ccpa") in page.fields and "11 CCR § 7024" in page.words

    chosen = {**data, "regime": "us-il-bipa", "law": "us-ca-ccpa"}
    page = read(client.post("/en/letter/about", data=chosen))
    assert WORDS["wishes"] in page.words, "the wishes of the law that was chosen come first"
    assert [value for name, value in page.fields if name == "regime"] == offered
    assert ("law", "us-il-bipa") in page.fields and "740 ILCS 14/15" in page.words

    letter = client.post("/en/letter/file/letter.txt", data={**chosen, "law": "us-il-bipa", "ask": "policy"})
    assert "740 ILCS 14" in letter.get_data(as_text=True)


def test_where_a_law_gives_no_access_the_page_says_what_there_is(
    client: FlaskClient, filled: dict[str, str], read: Any
) -> None:
    page = read(client.post("/en/letter/wishes", data={**without(filled, "ask", "fate"), "residence": "us-il"}))
    assert ("ask", "access") not in page.fields
    assert "This act gives no access" in page.words
    assert "Tick the first wish as well" not in page.words
    assert "f-ask" in page.ids
    answer = client.post("/en/letter/about", data={**without(filled, "fate"), "residence": "us-il"})
    assert "No letter, for a reason" in read(answer).words
