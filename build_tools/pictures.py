"""Take the pictures of the README anew, from the running program: `python -m build_tools.pictures` (`make pictures`).

The site is opened in Chromium on a loopback port, letters are drawn with poppler; both with the program's own fonts, so
that every machine takes the same pictures. People and shops are made up.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FONTS = ROOT / "webapp" / "facewrit" / "formats" / "pdf" / "fonts"
TODAY = date(2026, 11, 25)
PHONE = {"width": 360, "height": 720}
DESK = {"width": 1100, "height": 760}
GAP, PAPER = 24, (233, 235, 238)
#: A letter is drawn with so many points an inch; a line of it can just be read.
DPI = 72

FILLED = {
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
    "own_face": "yes",
}
#: Letters in three scripts: to a search engine, to a bookshop in Tokyo, to a shop in Seoul.
LETTERS: tuple[dict[str, Any], ...] = (
    {
        "residence": "nl",
        "controller": "clearview-ai",
        "ask": ["access", "erasure"],
        "subject": {"name": "Anna de Vries", "email": "anna@example.org"},
        "links": ["https://example.org/anna"],
    },
    {
        "residence": "jp",
        "place": "jp",
        "controller": "maruzen-junkudo",
        "ask": ["access", "preservation"],
        "subject": {"name": "山田 花子", "address": ["東京都千代田区千代田1-1"]},
        "sightings": [{"place": "丸の内本店 1階入口", "from": "2026-11-20"}],
    },
    {
        "residence": "kr",
        "place": "kr",
        "controller": {"name": "주식회사 가나다마트", "country": "kr", "sector": "retail"},
        "ask": ["access", "erasure"],
        "subject": {"name": "김민지", "address": ["서울특별시 종로구 세종대로 2"]},
    },
)
#: Sends a form as a page would.
POST = """([action, fields]) => {
  const form = Object.assign(document.createElement("form"), { action, method: "post" });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  document.body.append(form);
  form.submit();
}"""


@contextmanager
def site() -> Iterator[str]:
    """The address of the site, on the day of the pictures."""
    from facewrit.web.public import create_app
    from facewrit.web.serving import make_server

    app = create_app(today=lambda: TODAY, reference=lambda: "FW-EXAMPLE")
    server = make_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


def screens(folder: Path) -> dict[str, bytes]:
    """Screens of the site by name, as PNG."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no Chromium found: install it, or name it in the environment variable CHROMIUM")
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    made = {}
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        for name, path, step, size, scheme in (
            ("start", "/en/", None, PHONE, "light"),
            ("wishes", "/ja/letter/wishes", "wishes", PHONE, "light"),
            ("result", "/de/letter/result", "result", PHONE, "dark"),
            ("world", "/en/territories/", None, DESK, "light"),
        ):
            look: Any = {"viewport": size, "color_scheme": scheme}
            page = browser.new_context(base_url=address, **look).new_page()
            if step:
                page.goto(f"{path.rpartition('/')[0]}/")
                page.evaluate(POST, [path, {**FILLED, "checked": "yes"}])
                page.wait_for_url(f"**{path}")
            else:
                page.goto(path)
            made[name] = page.screenshot()
        browser.close()
    return made


def first_pages(folder: Path) -> list[bytes]:
    """The first page of each letter, as PNG."""
    from facewrit.drafting import draft
    from facewrit.folders import find_rooms
    from facewrit.formats import render
    from facewrit.intake import read_request
    from facewrit.law.opening import open_lawbook
    from facewrit.letters.phrasebook import Phrasebook
    from facewrit.request import Intent

    rooms = find_rooms()
    lawbook, phrasebook = open_lawbook(rooms), Phrasebook(*rooms.letter_templates)
    made = []
    for number, given in enumerate(LETTERS):
        wanted = Intent(request=read_request(given, today=TODAY))
        dossier = draft(wanted, lawbook, phrasebook, today=TODAY, reference="FW-EXAMPLE")
        out = folder / f"letter-{number}"
        command = ["pdftoppm", "-png", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile", "-", str(out)]
        subprocess.run(command, input=render(dossier.letter, "pdf").content, check=True, timeout=60)
        made.append(out.with_suffix(".png").read_bytes())
    return made


def side_by_side(pictures: list[bytes], out: Path) -> None:
    """Write pictures as one, in few colours, so that the file stays small."""
    from PIL import Image

    opened = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    width = sum(one.width for one in opened) + GAP * (len(opened) + 1)
    whole = Image.new("RGB", (width, max(one.height for one in opened) + 2 * GAP), PAPER)
    left = GAP
    for one in opened:
        whole.paste(one, (left, GAP))
        left += one.width + GAP
    whole.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, optimize=True)


def main() -> None:
    """Write ``docs/pictures/*.png``."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        taken = screens(Path(name))
        side_by_side([taken["start"], taken["wishes"], taken["result"]], PICTURES / "site.png")
        side_by_side([taken["world"]], PICTURES / "world.png")
        side_by_side(first_pages(Path(name)), PICTURES / "letters.png")
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
