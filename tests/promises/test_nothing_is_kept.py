"""Promise: nothing is kept. The public site stores no personal data: no file, no log line, no cookie, no cached copy.

The site runs as ``facewrit serve`` does, in folders of its own, under a watch that records every file opened for
writing, temporary ones included. Then every page and API route that takes a POST gets the largest form and upload, with
a mark in each field, whole and broken. No mark may be found anywhere afterwards but in the answers' bodies.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from facewrit.request import LONGEST, MOST

MARK = "Kanari" + secrets.token_hex(6)
REFERENCE = "FW-" + secrets.token_hex(6)  # the sender's own; it alone may name the file that is downloaded

# Loaded by Python itself as it starts. It writes to a descriptor that was open before it began to watch.
WATCH = """
import os, sys

_record = os.open(os.environ["FACEWRIT_WATCH"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_EVENTS = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "sqlite3.connect", "tempfile.mkstemp",
           "tempfile.mkdtemp", "shutil.copyfile", "dbm.open", "subprocess.Popen", "os.posix_spawn", "os.system"}

def _watch(event, arguments):
    if (event == "open" and arguments[2] & _WRITES and arguments[0] != os.devnull) or event in _EVENTS:
        os.write(_record, f"{event} {arguments!r}\\n".encode())

sys.addaudithook(_watch)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())


@dataclass(slots=True, kw_only=True)
class Site:
    """A running site, its log, and everywhere it could have kept something."""

    port: int
    log: Path
    folders: tuple[Path, ...]
    watch: Path
    process: subprocess.Popen[bytes]
    answers: list[tuple[str, Answer]] = field(default_factory=list)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send one request over loopback, as a browser on the site's own page would, and remember the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "User-Agent": f"{MARK}-agent",
        }
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body, headers=own)
            response = connection.getresponse()
            answer = Answer(status=response.status, headers=tuple(response.getheaders()), body=response.read())
        finally:
            connection.close()
        self.answers.append((f"{method} {path}", answer))
        return answer

    def stop(self) -> bytes:
        """End the site and return all that it wrote to its log."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)
        return self.log.read_bytes()


@pytest.fixture(scope="module")
def visited(installed: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, bytes]]:
    """The site after all visits, stopped, and its log."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("home", "tmp", "cwd", "start")}
    (folders["start"] / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    watch = folders["start"] / "opened"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = installed.environment(
        HOME=str(folders["home"]),
        TMPDIR=str(folders["tmp"]),
        PYTHONPATH=f"{folders['start']}{os.pathsep}{installed.site}",
        FACEWRIT_WATCH=str(watch),
    )
    log = folders["start"] / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            installed.command("serve", "--port", str(port)),
            cwd=folders["cwd"],
            env=environment,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    kept = (folders["home"], folders["tmp"], folders["cwd"], installed.site)
    site = Site(port=port, log=log, folders=kept, watch=watch, process=process)
    try:
        _wait_until_it_answers(site)
        _visit_everything(site)
        yield site, site.stop()
    finally:
        site.stop()


def _wait_until_it_answers(site: Site) -> None:
    for _ in range(150):
        assert site.process.poll() is None, site.stop().decode()
        try:
            site.ask("GET", "/")
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("no answer within fifteen seconds")


def full_request() -> dict[str, Any]:
    """A request with each field of the contract at its longest, each with the mark."""

    def text(longest: int) -> str:
        return (MARK + " kept nowhere" * 200)[:longest].strip()

    return {
        "residence": "nl",
        "controller": "clearview-ai",
        "ask": ["access", "copy", "source", "recipients", "erasure"],
        "subject": {
            "name": text(LONGEST["name"]),
            "local_name": text(LONGEST["name"]),
            "address": [text(LONGEST["line"])] * MOST["address"],
            "email": f"{MARK}@example.org",
            "born": "1931-07-13",
            "particulars": {f"{MARK}{number}": text(LONGEST["particular"]) for number in range(MOST["particulars"])},
        },
        "representative": {
            "name": text(LONGEST["name"]),
            "organisation": text(LONGEST["name"]),
            "role": "mandated",
            "address": [text(LONGEST["line"])] * MOST["address"],
            "email": f"{MARK}-clinic@example.org",
            "mandated_on": "2026-01-02",
        },
        "sightings": [
            {
                "place": text(LONGEST["place"]),
                "from": "2026-02-03T10:00",
                "to": "2026-02-03T10:30",
                "description": text(LONGEST["description"]),
            }
        ]
        * MOST["sightings"],
        "links": [f"https://example.org/{MARK}/{'x' * 400}"] * MOST["links"],
        "enclosures": [text(LONGEST["place"])] * MOST["enclosures"],
        "related": [f"{MARK}-{number}" for number in range(MOST["related"])],
        "remarks": text(LONGEST["remarks"]),
        "language": "en",
        "reading_language": "en",
        "reference": REFERENCE,
    }


class _Fields(HTMLParser):
    """The names and kinds of the fields of every form on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, tuple[str, list[str]]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "option" and self._select:
            self.fields[self._select][1].append(given.get("value") or "")
        elif name and tag in {"input", "select", "textarea", "button"}:
            kind = given.get("type") or "text" if tag == "input" else tag
            _, values = self.fields.setdefault(name, (kind, []))
            values.append(given.get("value") or "")
            self._select = name if tag == "select" else ""


def _fields_of(page: bytes) -> dict[str, tuple[str, list[str]]]:
    parser = _Fields()
    parser.feed(page.decode("utf-8", "replace"))
    return parser.fields


def _filled(fields: dict[str, tuple[str, list[str]]], *, whole: bool) -> list[tuple[str, str, bytes, bool]]:
    """Name, file name, content and whether it is a file, of each field. ``whole``: choices keep a value they offer."""
    parts = []
    for name, (kind, values) in fields.items():
        offered = next((value for value in values if value), "")
        if kind == "file":
            parts.append((name, f"{MARK}.json", json.dumps(full_request()).encode(), True))
        elif whole and kind in {"select", "radio", "checkbox", "hidden", "button", "submit", "date", "number"}:
            parts.append((name, "", (offered or "2026-01-02" * (kind == "date")).encode(), False))
        elif kind == "email":
            parts.append((name, "", f"{MARK}@example.org".encode(), False))
        else:
            parts.append((name, "", f"{MARK} {name}".encode(), False))
    return parts


def _multipart(parts: list[tuple[str, str, bytes, bool]]) -> tuple[bytes, str]:
    boundary = "edge" + secrets.token_hex(8)
    body = b""
    for name, file_name, content, is_file in parts:
        named = f'; filename="{file_name}"' if is_file else ""
        kind = "Content-Type: application/octet-stream\r\n" if is_file else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n{kind}\r\n'.encode()
        body += content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _routes() -> tuple[list[str], list[str], int]:
    """The paths that take a POST, those that take a GET (parts that vary filled in), and the largest body in bytes."""
    from facewrit.web.public import create_app

    app = create_app()
    examples = {"residence": "nl", "code": "nl", "slug": "clearview-ai", "controller": "clearview-ai", "language": "en"}
    posts, gets = [], []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", lambda part: examples.get(part[1], MARK), rule.rule)
        posts += [path] if "POST" in (rule.methods or ()) else []
        gets += [path] if "GET" in (rule.methods or ()) and path != "/static/" + MARK else []
    return sorted(set(posts)), sorted(set(gets)), app.config["MAX_CONTENT_LENGTH"]


def _visit_everything(site: Site) -> None:
    posts, gets, largest = _routes()
    assert {"/api/v1/letter", "/api/v1/pack"} <= set(posts)
    fields: dict[str, tuple[str, list[str]]] = {}
    for path in gets:
        fields |= _fields_of(site.ask("GET", f"{path}?q={MARK}").body)
    asked = full_request()
    for path in posts:
        if path.startswith("/api/"):
            _post_json(site, path, asked, largest)
        else:
            # A first round shows what further fields the later steps have; the second fills those too.
            for _ in range(2):
                for whole in (True, False):
                    body, kind = _multipart(_filled(fields, whole=whole))
                    page = site.ask("POST", path, body, Content_Type=kind)
                    fields |= _fields_of(page.body) if "html" in page.header("Content-Type") else {}
        for size in (largest - 1000, 2 * largest, 100 * largest):
            upload = (MARK.encode() + b",") * (size // (len(MARK) + 1))
            body, kind = _multipart([("upload", f"{MARK}.csv", upload, True)])
            _post_much(site, path, body, kind, most=largest)
        site.ask("POST", path, MARK.encode() * 100, Content_Type=f"text/{MARK}")
        site.ask("POST", path, MARK.encode(), Content_Type="multipart/form-data; boundary=" + MARK)


def _post_json(site: Site, path: str, asked: dict[str, Any], largest: int) -> None:
    kind = {"Content_Type": "application/json"}
    whole = json.dumps(asked).encode()
    for wanted in ("pdf", "docx", "txt", "html", "eml", "ics", MARK):
        site.ask("POST", f"{path}?format={wanted}", whole, **kind)
    for spoilt in asked:
        site.ask("POST", path, json.dumps({**asked, spoilt: f"{MARK}, {MARK}"}).encode(), **kind)
        site.ask("POST", path, json.dumps({**asked, spoilt: {MARK: [MARK]}}).encode(), **kind)
    site.ask("POST", path, json.dumps({**asked, MARK: MARK}).encode(), **kind)
    long = (MARK + " ") * (largest // (len(MARK) + 1) - 500)
    site.ask("POST", path, json.dumps({**asked, "remarks": long}).encode(), **kind)
    site.ask("POST", path, whole[: len(whole) // 2], **kind)
    site.ask("POST", path, b'"' + MARK.encode() + b"\xff", **kind)


def _post_much(site: Site, path: str, body: bytes, kind: str, *, most: int) -> None:
    """A site may hang up on an upload that is far too large while it is still being sent, and on no other."""
    try:
        answer = site.ask("POST", path, body, Content_Type=kind)
    except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
        assert len(body) > 10 * most, f"{path}: no answer to an upload of {len(body)} bytes"
    else:
        assert len(body) <= most or 400 <= answer.status < 500, f"{path}: {answer.status} for {len(body)} bytes"


def test_the_mark_reached_the_letter(visited: tuple[Site, bytes]) -> None:
    """Or all below would prove nothing."""
    site, _ = visited
    letters = [answer for asked, answer in site.answers if asked == "POST /api/v1/letter?format=txt"]
    assert [answer.status for answer in letters] == [200], letters
    assert MARK in letters[0].body.decode("utf-8")
    pages = [
        answer
        for asked, answer in site.answers
        if asked.startswith("POST /") and "/api/" not in asked and MARK.encode() in answer.body
    ]
    assert pages, "no page showed what was posted to it"


def test_no_visit_broke_the_site(visited: tuple[Site, bytes]) -> None:
    site, log = visited
    assert [(asked, answer.status) for asked, answer in site.answers if answer.status >= 500] == []
    assert b"Traceback" not in log


def test_no_file_was_written(visited: tuple[Site, bytes]) -> None:
    site, _ = visited
    assert site.watch.is_file(), "the watch did not start"
    assert site.watch.read_text(encoding="utf-8") == ""


def test_no_file_holds_the_mark(visited: tuple[Site, bytes]) -> None:
    site, _ = visited
    for folder in site.folders:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert not any(kept in content for kept in (MARK.encode(), REFERENCE.encode(), b"1931-07-13")), path
    home, tmp, cwd, _package = site.folders
    assert [*home.rglob("*"), *tmp.rglob("*"), *cwd.rglob("*")] == []


def test_the_log_says_nothing_of_anyone(visited: tuple[Site, bytes]) -> None:
    _, log = visited
    for kept in (MARK, REFERENCE, "1931-07-13"):
        assert kept.encode().lower() not in log.lower()
    assert b"127.0.0.1" not in re.sub(rb"https?://127\.0\.0\.1(:\d+)?", b"", log), "the visitor's address"


def test_no_header_and_no_cookie_holds_the_mark(visited: tuple[Site, bytes]) -> None:
    site, _ = visited
    for asked, answer in site.answers:
        for name, value in answer.headers:
            assert MARK.lower() not in value.lower(), f"{asked}: {name}"
            assert REFERENCE.lower() not in value.lower() or name == "Content-Disposition", f"{asked}: {name}"
        for cookie in (value for name, value in answer.headers if name.lower() == "set-cookie"):
            assert re.fullmatch(r"lang(uage)?=[a-zA-Z-]{2,12}(;.*)?", cookie), f"{asked}: {cookie}"


def test_nothing_made_of_what_was_posted_is_cached(visited: tuple[Site, bytes]) -> None:
    site, _ = visited
    posted = [(asked, answer) for asked, answer in site.answers if asked.startswith("POST ")]
    assert len(posted) > 20
    assert [asked for asked, answer in posted if "no-store" not in answer.header("Cache-Control")] == []
    assert [asked for asked, answer in posted if answer.header("Referrer-Policy") != "no-referrer"] == []
