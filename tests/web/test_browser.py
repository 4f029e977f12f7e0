"""Five people in a real browser, with scripts and without, each in their language, and what they hold at the end.

The text of the letter is the one that the same request gives from the command line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.web.posting import POST, open_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found


@pytest.fixture(params=["phone", "phone without scripts", "desk at night"])
def page(browser: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser that asks nobody but the site, and finds no fault with it."""
    night = request.param == "desk at night"
    context = browser.new_context(
        java_script_enabled="without" not in request.param,
        base_url=served,
        viewport=DESK if night else PHONE,
        color_scheme="dark" if night else "light",
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda asked: None if asked.url.startswith(served) else faults.append(asked.url))
    yield opened
    cookies = context.cookies()
    context.close()
    assert cookies == []
    assert [fault for fault in faults if "status of 422" not in fault] == []


PHONE: Any = {"width": 360, "height": 740}
DESK: Any = {"width": 1280, "height": 800}


def onward(page: Page) -> None:
    page.locator(".onward .button").click()


def start(page: Page, language: str, happened: str, accused: str = "no") -> None:
    page.goto(f"/{language}/")
    page.locator(".hero .button").click()
    page.locator(f'input[name=happened][value="{happened}"]').check()
    page.locator(f'input[name=accused][value="{accused}"]').check()
    onward(page)


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f'button[formaction$="/file/{name}"]').click()
    assert download.value.suggested_filename.startswith(("letter", "reading-copy", "sheet", "deadlines"))
    return Path(download.value.path()).read_bytes()


def from_command_line(request: dict[str, Any], tmp_path: Path) -> str:
    """The letter that ``facewrit letter`` writes for a request on its standard input."""
    out = tmp_path / "letter.txt"
    package = Path(sys.modules["facewrit.web"].__file__ or "").parents[2]
    done = subprocess.run(
        [sys.executable, "-c", "from facewrit.cli import main; main()", "letter", "-", "--out", str(out)]
        + ["--today", "2026-11-25"],
        input=json.dumps(request),
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8")


def test_a_resident_of_the_netherlands_asks_clearview(page: Page, letters: Any, tmp_path: Path) -> None:
    start(page, "en", "search")
    page.locator("#f-controller").select_option("clearview-ai")
    page.locator("#f-residence").select_option("nl")
    onward(page)
    assert "Art. 17(1) GDPR" in page.locator("main").inner_text()
    page.locator("#f-fate-erasure").check()
    onward(page)
    page.locator("#f-name").fill("Anna de Vries")
    page.locator("#f-address").fill("Prinsengracht 1\n1015 DV Amsterdam")
    page.locator("#f-email").fill("anna@example.org")
    page.locator("#f-links").fill("https://example.org/anna")
    page.locator("#f-reading").select_option("ja")
    page.locator("#f-own_face").check()
    onward(page)
    assert page.locator(".document-letter").count() == 1
    assert page.locator(".document-reading-copy").get_attribute("lang") == "ja"
    onward(page)
    request = {
        "residence": "nl",
        "controller": "clearview-ai",
        "ask": ["access", "erasure"],
        "subject": {
            "name": "Anna de Vries",
            "address": ["Prinsengracht 1", "1015 DV Amsterdam"],
            "email": "anna@example.org",
        },
        "links": ["https://example.org/anna"],
        "reading_language": "ja",
        "reference": "FW-TEST-1",
    }
    text = saved(page, "letter.txt").decode()
    assert text == letters.text(request) == from_command_line(request, tmp_path)
    assert saved(page, "letter.pdf").startswith(b"%PDF-")
    assert saved(page, "letter.zip").startswith(b"PK")
    assert b"To: legal-requests@clearview.ai" in saved(page, "letter.eml")
    assert b"BEGIN:VCALENDAR" in saved(page, "dates.ics")
    assert "klachten.autoriteitpersoonsgegevens.nl" in page.locator("main").inner_text()


def test_a_person_in_tokyo_asks_a_bookshop(page: Page, letters: Any, tmp_path: Path) -> None:
    start(page, "ja", "camera")
    page.locator("#f-controller").select_option("maruzen-junkudo")
    page.locator("#f-residence").select_option("jp")
    page.locator("#f-place").select_option("same")
    onward(page)
    page.locator("#f-fate-erasure").check()
    page.locator("#f-grounds-erasure-no_longer_needed").check()
    onward(page)
    page.locator("#f-name").fill("山田 花子")
    page.locator("#f-address").fill("東京都千代田区千代田1-1")
    page.locator("#f-sightings-0-place").fill("丸の内本店 1階入口")
    page.locator("#f-sightings-0-day").fill("2026-11-20")
    page.locator("#f-own_face").check()
    onward(page)
    assert page.locator(".document-reading-copy").count() == 0
    onward(page)
    request = {
        "residence": "jp",
        "place": "jp",
        "controller": "maruzen-junkudo",
        "ask": ["access", "erasure"],
        "grounds": ["no_longer_needed"],
        "subject": {"name": "山田 花子", "address": ["東京都千代田区千代田1-1"]},
        "sightings": [{"place": "丸の内本店 1階入口", "from": "2026-11-20"}],
        "reading_language": "ja",
        "reference": "FW-TEST-1",
    }
    text = saved(page, "letter.txt").decode()
    assert text == letters.text(request) == from_command_line(request, tmp_path)
    assert "日本橋2-3-10" not in text
    assert "03-6457-9849" in page.locator("main").inner_text()


def test_a_person_in_seoul_asks_a_shop_of_their_own(page: Page, letters: Any, tmp_path: Path) -> None:
    start(page, "ko", "stopped")
    page.locator("#f-source-typed").check()
    page.locator("#f-typed_name").fill("주식회사 가나다마트")
    page.locator("#f-typed_country").select_option("kr")
    page.locator("#f-typed_sector").select_option("retail")
    page.locator("#f-typed_address").fill("서울특별시 종로구 세종대로 1")
    page.locator("#f-residence").select_option("kr")
    page.locator("#f-place").select_option("same")
    onward(page)
    page.locator("#f-fate-erasure").check()
    onward(page)
    page.locator("#f-name").fill("김민지")
    page.locator("#f-address").fill("서울특별시 종로구 세종대로 2")
    page.locator("#f-own_face").check()
    onward(page)
    onward(page)
    request = {
        "residence": "kr",
        "place": "kr",
        "controller": {
            "name": "주식회사 가나다마트",
            "country": "kr",
            "sector": "retail",
            "address": ["서울특별시 종로구 세종대로 1"],
        },
        "ask": ["access", "erasure"],
        "subject": {"name": "김민지", "address": ["서울특별시 종로구 세종대로 2"]},
        "reading_language": "ko",
        "reference": "FW-TEST-1",
    }
    text = saved(page, "letter.txt").decode()
    assert text == letters.text(request) == from_command_line(request, tmp_path)
    shown = page.locator("main").inner_text()
    assert "118" in shown and "개인정보보호위원회" in shown


def test_a_person_in_cardiff_asks_the_police(page: Page, letters: Any, tmp_path: Path) -> None:
    start(page, "en", "police")
    page.locator("#f-controller").select_option("south-wales-police")
    page.locator("#f-residence").select_option("gb")
    page.locator("#f-place").select_option("same")
    onward(page)
    assert page.locator("h1").inner_text() == "Before you write: ask yourself"
    onward(page)
    onward(page)
    page.locator("#f-name").fill("Owen Jones")
    page.locator("#f-address").fill("1 Queen Street\nCardiff")
    page.locator("#f-own_face").check()
    onward(page)
    onward(page)
    request = {
        "residence": "gb",
        "place": "gb",
        "controller": "south-wales-police",
        "ask": ["access"],
        "subject": {"name": "Owen Jones", "address": ["1 Queen Street", "Cardiff"]},
        "reading_language": "en",
        "reference": "FW-TEST-1",
    }
    text = saved(page, "letter.txt").decode()
    assert text == letters.text(request) == from_command_line(request, tmp_path)
    assert "Data Protection Act 2018" in text and "UK GDPR" not in text


def test_a_person_banned_from_a_shop_sees_help_first(page: Page, letters: Any, tmp_path: Path) -> None:
    start(page, "de", "stopped", accused="yes")
    page.locator("#f-source-typed").check()
    page.locator("#f-typed_name").fill("Eckladen GmbH")
    page.locator("#f-typed_country").select_option("de")
    page.locator("#f-typed_sector").select_option("retail")
    page.locator("#f-residence").select_option("de")
    onward(page)
    assert page.locator(".help li").first.is_visible()
    assert page.locator("textarea, input[name=ask]:not([type=hidden]), input[name=fate]").count() == 0
    onward(page)
    assert page.locator('[name=remarks]:not([type=hidden]), [name$="-description"]').count() == 0
    page.locator("#f-name").fill("Jan Muster")
    page.locator("#f-own_face").check()
    onward(page)
    onward(page)
    request = {
        "residence": "de",
        "controller": {"name": "Eckladen GmbH", "country": "de", "sector": "retail"},
        "ask": ["access", "preservation"],
        "minimal": True,
        "subject": {"name": "Jan Muster"},
        "reading_language": "de",
        "reference": "FW-TEST-1",
    }
    assert saved(page, "letter.txt").decode() == letters.text(request) == from_command_line(request, tmp_path)


@pytest.mark.parametrize(("country", "sector"), [("mm", "government"), ("by", "police")])
def test_no_letter_to_a_dangerous_addressee(page: Page, country: str, sector: str) -> None:
    start(page, "en", "police")
    page.locator("#f-source-typed").check()
    page.locator("#f-typed_name").fill("Ministry")
    page.locator("#f-typed_country").select_option(country)
    page.locator("#f-typed_sector").select_option(sector)
    page.locator("#f-residence").select_option(country)
    onward(page)
    assert page.locator("h1").inner_text() == "No letter, for a reason"
    assert page.locator(".onward .button").count() == 0
    page.locator(".onward .plain").click()
    assert page.locator("#f-typed_name").input_value() == "Ministry"


def test_back_keeps_what_was_typed(page: Page) -> None:
    start(page, "en", "search")
    page.locator("#f-controller").select_option("clearview-ai")
    page.locator("#f-residence").select_option("nl")
    onward(page)
    onward(page)
    page.locator("#f-name").fill("Anna & <Söhne>")
    for _ in range(3):
        page.get_by_role("button", name="Back", exact=True).click()
    for _ in range(3):
        onward(page)
    assert page.locator("#f-name").input_value() == "Anna & <Söhne>"
    page.locator(".languages button[lang=ko]").click()
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.locator("#f-name").input_value() == "Anna & <Söhne>"


def test_faults_are_summed_up_and_lead_to_the_field(page: Page) -> None:
    start(page, "en", "search")
    onward(page)
    summary = page.locator("#faults")
    assert summary.is_visible()
    links = summary.locator("a")
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href")
        assert page.locator(f"{target}").count() == 1, target
    links.last.click()
    assert page.evaluate("document.activeElement.id") == "f-residence" if _scripts(page) else True


def _scripts(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.search button').hidden"))


def test_enter_continues(page: Page) -> None:
    start(page, "en", "search")
    page.locator("#f-q").fill("clearview")
    page.locator("#f-q").press("Enter")
    assert page.locator('input[name=controller][value="clearview-ai"]').count() == 1
    assert page.locator("html").get_attribute("lang") == "en"


def test_clear_and_leave_leaves_nothing_to_go_back_to(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("/en/")
    start(page, "en", "search")
    page.locator("#f-typed_name").evaluate("field => { field.value = 'Kanarienvogel' }")
    page.locator(".leave").click()
    page.wait_for_url("**/blank")
    assert page.locator("body").inner_text() == ""
    page.go_back()
    assert "Kanarienvogel" not in page.content()
    assert page.locator("h1").inner_text() != "Who has your face?"
    context.close()


def test_the_search_finds_native_names_as_one_types(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    start(page, "ja", "camera")
    page.locator("#f-q").press_sequentially("ジュンク")
    assert page.locator(".when-list [role=radiogroup] input").count() == 1
    assert page.locator("#f-controller").input_value() == "maruzen-junkudo"
    page.locator("#f-q").fill("名もない店")
    assert page.locator(".when-list .note").is_visible()
    context.close()


def test_on_paper_the_letter_stands_alone_and_whole(browser: Browser, served: str, filled: dict[str, str]) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("/en/letter/")
    page.evaluate(POST, ["/en/letter/preview", filled])
    page.wait_for_url("**/letter/preview")
    page.emulate_media(media="print")
    for seen in (".document-letter .subject", ".document-letter .heading", ".document-letter .signature"):
        assert page.locator(seen).first.is_visible(), seen
    for unseen in (".top", ".bottom", ".onward", ".changes", ".journey h1:not(.document h1)", ".sheet .document"):
        assert not page.locator(unseen).first.is_visible(), unseen
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_window(browser: Browser, served: str, filled: dict[str, str], width: int) -> None:
    context = browser.new_context(base_url=served, viewport={"width": width, "height": 700})
    page = context.new_page()
    for language in ("en", "ja", "ko", "de"):
        for path in (
            "",
            "about",
            "privacy",
            "territories/nl",
            "regimes/gdpr",
            "authorities/nl-ap",
            "organisations/nec",
        ):
            page.goto(f"/{language}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (language, path)
        for step in ("happened", "who", "wishes", "about", "preview", "result"):
            page.goto(f"/{language}/letter/")
            page.evaluate(POST, [f"/{language}/letter/{step}", filled])
            page.wait_for_url(f"**/letter/{step}")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (language, step)
    context.close()
