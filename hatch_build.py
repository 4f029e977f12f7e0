"""What the build adds to the program: fonts, both lawyers' rooms, and the snapshot of the law.

A wheel holds, besides ``webapp/facewrit``:

- ``facewrit/formats/pdf/fonts/``: made from the packs named in ``pyproject.toml`` by ``build_tools/fonts.py``;
- ``facewrit/rooms/jurisdictions/`` and ``facewrit/rooms/letter_templates/``: the two rooms as they stand here;
- ``facewrit/ruleset.msgpack``: every record of the law, validated; the build fails on a record that is not valid.

An editable install makes the fonts and nothing else: a checkout reads its rooms where they are
(``facewrit/folders.py``), so that an edited record is never read from an old copy.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("jurisdictions", "letter_templates")
FONTS = Path("facewrit", "formats", "pdf", "fonts")


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
        with importable(root):
            from build_tools.fonts import STAMP, make_fonts
        make_fonts(fonts)
        if version == "editable":
            return
        # Of the program that is being packed, and of no other that is installed.
        with importable(root / "webapp"):
            from facewrit.law.building import build_snapshot
        law = build_snapshot(root / "jurisdictions")
        self._made = Path(tempfile.mkdtemp(prefix="facewrit-build-"))
        snapshot = self._made / "ruleset.msgpack"
        snapshot.write_bytes(law)
        grafts = build_data["force_include"]
        grafts[str(snapshot)] = "facewrit/ruleset.msgpack"
        grafts |= {str(font): (FONTS / font.name).as_posix() for font in sorted(fonts.iterdir()) if font.name != STAMP}
        grafts |= {str(root / room): f"facewrit/rooms/{room}" for room in ROOMS}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was only made to be packed."""
        if self._made is not None:
            shutil.rmtree(self._made, ignore_errors=True)


@contextlib.contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Let what lies in ``folder`` be imported first, for as long as the block runs."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
