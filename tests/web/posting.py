"""A browser for tests, and a form sent in it as a page would send it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

#: Sends a form field by field.
POST = """([action, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method: "post" });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  form.submit();
}"""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one named in ``CHROMIUM``."""
    with sync_playwright() as playwright:
        assert CHROMIUM, "no Chromium found: install it, or name it in the environment variable CHROMIUM"
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


def post(page: Page, path: str, fields: dict[str, str]) -> None:
    """Open a page of the journey that comes of a form."""
    language = path.split("/")[1]
    page.goto(f"/{language}/letter/")
    page.evaluate(POST, [path, fields])
    page.wait_for_url(f"**{path}")
