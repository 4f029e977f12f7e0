"""The pages are complete in every language: no message is missing, left over, or without what it has to name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

import facewrit.web.public
from facewrit.web.catalogues import LANGUAGES, SOURCE, read_catalogues

PAGES = Path(facewrit.web.public.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
FIELDS = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Every message of the templates and the modules."""
    found = set()
    for _, _, message, _, _ in extract_from_dir(
        PAGES,
        method_map=[("**.html", "jinja2"), ("**.py", "python")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    ):
        found.add(message if isinstance(message, str) else message[0])
    assert len(found) > 300
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_is_complete(language: str, messages: set[str]) -> None:
    known = read_catalogues([language])[language].messages
    assert messages - set(known) == set(), "missing"
    assert set(known) - messages == set(), "left over"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_what_the_message_names(language: str) -> None:
    for message, forms in read_catalogues([language])[language].messages.items():
        for form in forms:
            assert sorted(FIELDS.findall(form)) == sorted(FIELDS.findall(message)), message
            assert form == form.strip() and form, message


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_fuzzy(language: str) -> None:
    with (PAGES.parent / "translations" / language / "messages.po").open("rb") as source:
        read = read_po(source, abort_invalid=True)
    assert [message.id for message in read if message.id and message.fuzzy] == []


@pytest.mark.parametrize(("language", "script"), [("ja", r"[\u3040-\u30ff\u4e00-\u9fff]"), ("ko", r"[\uac00-\ud7a3]")])
def test_pages_speak_the_script_of_their_language(client: FlaskClient, language: str, script: str) -> None:
    for path in (
        "",
        "about",
        "privacy",
        "find-out",
        "face-recognition",
        "rights",
        "after-sending",
        "letter/",
        "nowhere",
    ):
        page = client.get(f"/{language}/{path}").get_data(as_text=True)
        main = page[page.index("<main") : page.index("</main>")]
        words = re.sub(r"<code>.*?</code>|<[^>]+>|Facewrit|Cookie|Tor|FRT|API|[0-9a-f]{12}", "", main)
        assert re.search(script, words), path
        assert re.findall(r"[A-Za-z]{4,}", words) == [], path


def test_labels_and_faults_follow_the_page_and_not_the_page_before(client: FlaskClient, filled: dict[str, str]) -> None:
    """Templates that others import are made once, unless they are imported with context: then in the first language."""
    labels = {"en": "Full name", "ja": "氏名", "ko": "이름", "de": "Name"}
    for language in ("en", "ja", "ko", "de", "en"):
        about = client.post(f"/{language}/letter/about", data=filled).get_data(as_text=True)
        faulty = client.post(f"/{language}/letter/preview", data={**filled, "name": ""}).get_data(as_text=True)
        told = client.post(f"/{language}/letter/preview", data=filled).get_data(as_text=True)
        label = about.split('<label for="f-name">')[1].partition("</label>")[0].strip()
        assert labels[language] in label, language
        assert f'<a href="#f-name"><b>{label}</b>' in faulty, language
        assert f"<dt>{label} " in told, language


def test_no_template_is_imported_without_the_language_of_the_page() -> None:
    for path in PAGES.rglob("*.html"):
        for line in re.findall(r"{%.*? import .*?%}", path.read_text(encoding="utf-8")):
            assert line.endswith("with context %}"), f"{path.name}: {line}"


def test_plural_forms_follow_the_language() -> None:
    catalogues = read_catalogues()
    assert catalogues["en"].ngettext("one", "many", 1) == "one"
    assert catalogues["de"].ngettext("one", "many", 2) == "many"
    assert catalogues["ja"].plural(5) == 0
