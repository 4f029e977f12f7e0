"""What the build adds to the program: fonts, both lawyers' rooms, and the snapshot of the law.

A wheel holds, besides ``webapp/facewrit``:

- ``facewrit/formats/pdf/fonts/``: made from the packs named in ``pyproject.toml`` by ``build_tools/fonts.py``;
- ``facewrit/rooms/jurisdictions/`` and ``facewrit/rooms/letter_templates/``: the two rooms as they stand here;
- ``facewrit/ruleset.msgpack``: every record of the law, validated; the build fails on a record that is not valid.

An editable install makes the fonts and nothing else: a checkout reads its rooms where they are
(``facewrit/folders.py``), so that an edited record is never read from an old copy.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("jurisdictions", "letter_templates")
FONTS = Path("facewrit", "formats", "pdf", "fonts")
FONT_SOURCES = ("fontpkg-noto-sans", "justmytype-intl-cjk", "uharfbuzz")
STAMP = ".made-from"


class FacewritBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's hook of this project, named in ``pyproject.toml``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what the target needs and tell Hatchling where it lies.

        ``version`` is ``editable`` or ``standard``. Raises whatever ``make_fonts`` or ``build_snapshot`` raise: a wheel
        without fonts, or with law that does not read, is not built.
        """
        self._made: Path | None = None
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        fonts = root / "webapp" / FONTS
        make_fonts(root, fonts)
        if version == "editable":
            return
        self._made = Path(tempfile.mkdtemp(prefix="facewrit-build-"))
        snapshot = self._made / "ruleset.msgpack"
        snapshot.write_bytes(snapshot_of_the_law(root))
        grafts = build_data["force_include"]
        grafts[str(snapshot)] = "facewrit/ruleset.msgpack"
        for font in sorted(fonts.iterdir()):
            if font.name != STAMP:
                grafts[str(font)] = (FONTS / font.name).as_posix()
        for room in ROOMS:
            grafts[str(root / room)] = f"facewrit/rooms/{room}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was only made to be packed."""
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)


def make_fonts(root: Path, target: Path) -> None:
    """Make the fonts in ``target`` unless those lying there were made by the same script from the same packs."""
    made_from = fonts_made_from(root)
    stamp = target / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from:
        return
    sys.path.insert(0, str(root))
    try:
        from build_tools import fonts
    finally:
        sys.path.remove(str(root))
    stamp.unlink(missing_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    fonts.make_fonts(target)
    stamp.write_text(made_from, encoding="utf-8")


def fonts_made_from(root: Path) -> str:
    """The versions of the packs and the SHA-256 of each file of the font script: when it changes, fonts are made anew."""
    lines = [f"{name} {importlib.metadata.version(name)}" for name in FONT_SOURCES]
    for script in sorted((root / "build_tools").rglob("*")):
        if script.is_file() and "__pycache__" not in script.parts:
            digest = hashlib.sha256(script.read_bytes()).hexdigest()
            lines.append(f"{script.relative_to(root).as_posix()} {digest}")
    return "\n".join(lines) + "\n"


def snapshot_of_the_law(root: Path) -> bytes:
    """The snapshot of ``jurisdictions/``, made by the program that is being packed and no other that is installed."""
    source = str(root / "webapp")
    sys.path.insert(0, source)
    try:
        from facewrit.law.lawbook import build_snapshot
    finally:
        sys.path.remove(source)
    snapshot: bytes = build_snapshot(root / "jurisdictions")
    return snapshot


if __name__ == "__main__":
    # `make fonts`: the fonts of a checkout, without an install.
    here = Path(__file__).resolve().parent
    make_fonts(here, here / "webapp" / FONTS)
