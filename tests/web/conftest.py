"""The public site, in process and on a loopback port, and what the same request gives without it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facewrit.drafting import draft
from facewrit.folders import find_rooms
from facewrit.formats import render
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web.public import create_app
from facewrit.web.serving import make_server

TODAY = date(2026, 11, 25)
REFERENCE = "FW-TEST-1"


@pytest.fixture(scope="session")
def lawbook() -> Lawbook:
    return open_lawbook(find_rooms())


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    return Phrasebook(*find_rooms().letter_templates)


@pytest.fixture(scope="session")
def app(lawbook: Lawbook, phrasebook: Phrasebook) -> Flask:
    return create_app(lawbook, phrasebook, today=lambda: TODAY, reference=lambda: REFERENCE)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def served(app: Flask) -> Iterator[str]:
    """The address of the site on a real server."""
    server = make_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=10)


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What a request gives without the site."""

    lawbook: Lawbook
    phrasebook: Phrasebook

    def text(self, request: dict[str, Any]) -> str:
        """The letter as text."""
        intent = read_intent(request, today=TODAY)
        dossier = draft(intent, self.lawbook, self.phrasebook, today=TODAY, reference=REFERENCE)
        return render(dossier.letter, "txt").content.decode()


@pytest.fixture(scope="session")
def letters(lawbook: Lawbook, phrasebook: Phrasebook) -> Letters:
    return Letters(lawbook=lawbook, phrasebook=phrasebook)


class Page(HTMLParser):
    """A page as a reader meets it: words, links, fields with their values, ids."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.words = ""
        self.links: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.fault_links: list[str] = []
        self._unseen = 0
        self.feed(response.get_data(as_text=True))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("style", "script", "title"):
            self._unseen += 1
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
            if str(given["href"]).startswith("#f-"):
                self.fault_links.append(str(given["href"])[1:])
        if tag in ("input", "select", "textarea") and given.get("name"):
            self.fields.append((str(given["name"]), str(given.get("value") or "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "title"):
            self._unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words += " " + " ".join(data.split())


@pytest.fixture
def read() -> type[Page]:
    return Page


#: What a resident of the Netherlands fills in to ask Clearview AI, step by step.
FILLED: dict[str, str] = {
    "happened": "search",
    "accused": "no",
    "source": "list",
    "controller": "clearview-ai",
    "residence": "nl",
    "ask": "access",
    "fate": "erasure",
    "name": "Anna de Vries",
    "address": "Prinsengracht 1\r\n1015 DV Amsterdam",
    "email": "anna@example.org",
    "links": "https://example.org/anna",
    "language": "en",
    "reading": "en",
    "own_face": "yes",
}


@pytest.fixture
def filled() -> dict[str, str]:
    return dict(FILLED)
