"""All scripts and layouts on sheets of small pages, to be looked at; each script beside typst on the same text.

    python bench/contact_sheet.py FOLDER

Needs poppler (pdftoppm); typst (PyPI) where it is to stand beside ours.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "webapp"), str(ROOT / "tests"), str(ROOT / "bench"), str(ROOT)]

from tests.formats import samples, scripts  # noqa: E402
from tests.formats.test_layouts import FORMS, PLAIN  # noqa: E402

from facewrit.formats.pdf.writer import render  # noqa: E402
from facewrit.letters.document import Enclosures  # noqa: E402
from letters import typst as typst_maker  # noqa: E402

RESOLUTION = 75


def picture(content: bytes) -> Image.Image:
    """Return the first page of a PDF as a picture."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-png", "-singlefile", "-"]
    made = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    return Image.open(BytesIO(made)).convert("RGB")


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """Lay pictures out in rows."""
    width, height = (max(getattr(one, side) for one in pictures) + 8 for side in ("width", "height"))
    rows = -(-len(pictures) // columns)
    made = Image.new("RGB", (width * columns, height * rows), "grey")
    for number, one in enumerate(pictures):
        made.paste(one, (number % columns * width, number // columns * height))
    return made


def main(folder: Path) -> None:
    """Write ``script-….png`` for each script, and ``layouts.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = importlib.util.find_spec("typst") is not None
    for language in scripts.LANGUAGES:
        pictures = [picture(render(scripts.letter(language)))]
        if beside:
            pictures.append(picture(typst_maker(language)(1)))
        sheet(pictures, len(pictures)).save(folder / f"script-{language}.png")
    pages = []
    for name in PLAIN:
        language = "ja" if name.startswith("jp") else "ko" if name.startswith("kr") else "pl"
        pages.append(picture(render(scripts.letter(language, form=FORMS[name]))))
    korean = scripts.letter("ko", form=FORMS["kr-naeyong-jeungmyeong"])
    blocks = tuple(block for block in korean.blocks if not isinstance(block, Enclosures))
    pages.append(picture(render(replace(korean, blocks=blocks))))
    pages.append(picture(render(samples.sheet())))
    sheet(pages, 6).save(folder / "layouts.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
