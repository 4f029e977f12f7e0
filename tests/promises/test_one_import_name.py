"""Promise: the wheel brings one import name, and all that a letter needs."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

LARGEST = 25_000_000  # bytes


def test_one_import_name(wheel: Any) -> None:
    """Two distributions that both bring a ``webapp`` would overwrite each other without a word."""
    tops = {name.split("/", 1)[0] for name in wheel.names}
    (metadata,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops == {"facewrit", metadata}


def test_it_carries_law_words_fonts_and_the_ruleset(wheel: Any, checkout: Path) -> None:
    names = set(wheel.names)
    assert "facewrit/ruleset.msgpack" in names
    for room in ("jurisdictions", "letter_templates"):
        here = {path.relative_to(checkout).as_posix() for path in (checkout / room).rglob("*") if path.is_file()}
        there = {name.removeprefix("facewrit/rooms/") for name in names if name.startswith(f"facewrit/rooms/{room}/")}
        assert there == {name for name in here if "__pycache__" not in name}
    fonts = {Path(name).name for name in names if name.startswith("facewrit/formats/pdf/fonts/")}
    assert {Path(font).suffix for font in fonts} >= {".ttf", ".txt"}, fonts
    assert any(font.startswith("OFL") for font in fonts), "a font without its licence must not be passed on"


def test_it_carries_every_file_of_the_program(wheel: Any, checkout: Path) -> None:
    """Pages, translations and styles too: a file that only a checkout has is a page that only a checkout shows."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "webapp/facewrit"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if tracked.returncode == 0:  # a source archive has no git
        program = {name.removeprefix("webapp/") for name in tracked.stdout.split("\0") if name}
        assert program - set(wheel.names) == set()
    assert "facewrit/cli/__init__.py" in wheel.names


def test_it_carries_nothing_else(wheel: Any) -> None:
    assert len(wheel.names) == len(set(wheel.names)), "two files under one name"
    for name in wheel.names:
        assert "__pycache__" not in name and not name.endswith((".pyc", ".orig", "~")), name
        if name.startswith("facewrit/rooms/"):
            assert Path(name).suffix in {".yaml", ".md", ".json", ".txt", ""}, f"{name}: a lawyers' room holds no code"


def test_it_is_small(wheel: Any) -> None:
    assert wheel.path.stat().st_size < LARGEST


def test_the_source_archive_builds_the_same_wheel(
    wheel: Any, build_wheel: Callable[[Path], Any], checkout: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(checkout)],
        capture_output=True,
        check=True,
        timeout=300,
    )
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "source", filter="data")
    (unpacked,) = (tmp_path / "source").iterdir()
    assert _contents(build_wheel(unpacked).path) == _contents(wheel.path)


def _contents(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
