"""A language from right to left needs a catalogue and nothing else: no page breaks, each text keeps its direction."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from tests.web.conftest import REFERENCE, TODAY
from tests.web.posting import POST, open_browser

from facewrit.law.lawbook import Lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web import catalogues
from facewrit.web.public import create_app
from facewrit.web.serving import make_server

PATHS = ("", "about", "privacy", "rights", "territories/", "territories/nl", "organisations/clearview-ai", "letter/")
STEPS = ("happened", "who", "wishes", "about", "preview", "result")


@pytest.fixture(scope="module")
def hebrew(lawbook: Lawbook, phrasebook: Phrasebook) -> Iterator[Flask]:
    """The site with a made-up Hebrew catalogue in the place of the Korean one: every message the same word."""
    app = create_app(lawbook, phrasebook, today=lambda: TODAY, reference=lambda: REFERENCE)
    site = app.extensions["facewrit"]
    spoken = site.catalogues["de"]
    words = {message: tuple("פנים " + form for form in forms) for message, forms in spoken.messages.items()}
    made = catalogues.Catalogue(language="he", messages=words, plural=spoken.plural)
    app.extensions["facewrit"] = replace(site, catalogues={**site.catalogues, "ko": made})
    yield app


@pytest.fixture
def reader(hebrew: Flask) -> FlaskClient:
    return hebrew.test_client()


@pytest.mark.parametrize("path", PATHS)
def test_pages_run_from_right_to_left(reader: FlaskClient, path: str) -> None:
    page = reader.get(f"/ko/{path}")
    assert page.status_code == 200
    assert 'dir="rtl"' in page.get_data(as_text=True).partition("<head>")[0]


def test_texts_of_another_direction_are_marked(reader: FlaskClient, filled: dict[str, str]) -> None:
    page = reader.post("/ko/letter/result", data=filled).get_data(as_text=True)
    body = re.search(r'<textarea id="mail-body"[^>]*>', page)
    assert body and 'lang="en" dir="ltr"' in body.group()
    assert "scale(-1 1)" in page, "the picture of the days runs from right to left, too"


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_window(hebrew: Flask, filled: dict[str, str], width: int) -> None:
    server = make_server(hebrew, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        with open_browser() as browser:
            _look(browser, f"http://127.0.0.1:{server.effective_port}", filled, width)
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


def _look(browser: Browser, served: str, filled: dict[str, str], width: int) -> None:
    page: Any = browser.new_context(base_url=served, viewport={"width": width, "height": 700}).new_page()
    for path in PATHS:
        page.goto(f"/ko/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    for step in STEPS:
        page.goto("/ko/letter/")
        page.evaluate(POST, [f"/ko/letter/{step}", filled])
        page.wait_for_url(f"**/letter/{step}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, step
    page.goto("/ko/")
    brand, last = page.locator(".brand").bounding_box(), page.locator(".top nav a").last.bounding_box()
    assert brand["x"] > last["x"], "the first thing stands on the right"
