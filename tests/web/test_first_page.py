"""What an old phone notices: how much is transferred, by how many requests, and whether anything jumps."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.web.posting import open_browser, post

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""
WEIGHT = """() => [performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")]
  .map((one) => [one.name, one.transferSize])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found


@pytest.mark.parametrize("width", [360, 1280])
def test_first_page_transfers_little_and_nothing_jumps(browser: Browser, served: str, width: int) -> None:
    context: Any = browser.new_context(base_url=served, viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto("/en/", wait_until="networkidle")
    weights = dict(page.evaluate(WEIGHT))
    assert sum(weights.values()) < 60_000, weights
    assert len(weights) <= 4, weights
    assert page.evaluate(SHIFTS) == 0
    context.close()


def test_nothing_jumps_on_the_journey(browser: Browser, served: str, filled: dict[str, str]) -> None:
    context: Any = browser.new_context(base_url=served, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for step in ("happened", "who", "wishes", "about", "preview", "result"):
        post(page, f"/en/letter/{step}", filled)
        assert page.evaluate(SHIFTS) < 0.1, step
    context.close()


def test_what_is_copied_is_what_stands_there(browser: Browser, served: str, filled: dict[str, str]) -> None:
    """With scripts each part of the e-mail has a button that copies it; without, the text can be marked by hand."""
    context: Any = browser.new_context(base_url=served, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    post(page, "/en/letter/result", filled)
    assert page.locator("[data-copy]:visible").count() == 3
    page.locator("[data-copy=mail-to]").click()
    expect(page.locator("[data-status]")).to_have_text("Recipient: Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "legal-requests@clearview.ai"
    page.locator("[data-copy=mail-body]").click()
    expect(page.locator("[data-status]")).to_have_text(re.compile("Text"))
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.replace("\r\n", "\n") == page.locator("#mail-body").input_value()
    context.close()
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/letter/")
    assert page.locator("[data-copy]").count() == 0
    context.close()


def test_the_share_sheet_gets_subject_and_text(browser: Browser, served: str, filled: dict[str, str]) -> None:
    context: Any = browser.new_context(base_url=served)
    page = context.new_page()
    page.add_init_script("navigator.share = async (what) => { globalThis.shared = what; }")
    post(page, "/en/letter/result", filled)
    page.locator("[data-share]").click()
    shared = page.evaluate("globalThis.shared")
    assert shared["title"].startswith("Request for access") and "Anna de Vries" in shared["text"]
    context.close()


def test_a_letter_takes_eleven_clicks_and_four_fields(browser: Browser, served: str) -> None:
    """From an organisation's page to the saved letter, as short as it gets, and far under a minute for a script."""
    context: Any = browser.new_context(base_url=served, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/en/organisations/clearview-ai")
    began = time.monotonic()
    done = {"clicks": 0, "fields": 0}

    def click(selector: str) -> None:
        page.locator(selector).first.click()
        done["clicks"] += 1

    def fill(field: str, text: str) -> None:
        page.locator(field).fill(text)
        done["fields"] += 1

    click("main .button")
    click('label[for="f-happened-search"]')
    click('label[for="f-accused"]')
    click(".onward .button")
    page.locator("#f-residence").select_option("nl")
    done["fields"] += 1
    click(".onward .button")
    click('label[for="f-fate-erasure"]')
    click(".onward .button")
    fill("#f-name", "Anna de Vries")
    fill("#f-email", "anna@example.org")
    fill("#f-links", "https://example.org/anna")
    click('label[for="f-own_face"]')
    click(".onward .button")
    click(".onward .button")
    with page.expect_download() as saved:
        click('button[formaction$="/file/letter.pdf"]')
    assert saved.value.suggested_filename == "letter-FW-TEST-1.pdf"
    assert done == {"clicks": 11, "fields": 4}
    assert time.monotonic() - began < 60
    context.close()
