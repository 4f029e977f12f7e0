"""Questions that several tests ask of a PDF, answered by programs that did not make it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def extracted(tmp_path: Path) -> Callable[[bytes], str]:
    """Give the text of a PDF as ``pdftotext`` reads it; its complaints are failures."""

    def read(content: bytes) -> str:
        file = tmp_path / "letter.pdf"
        file.write_bytes(content)
        result = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
        assert result.stderr == b""
        return result.stdout.decode()

    return read


@pytest.fixture
def listed_fonts(tmp_path: Path) -> Callable[[bytes], list[dict[str, str]]]:
    """Give the fonts of a PDF as ``pdffonts`` lists them."""

    def read(content: bytes) -> list[dict[str, str]]:
        file = tmp_path / "letter.pdf"
        file.write_bytes(content)
        result = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
        assert result.stderr == ""
        rows = [line.split() for line in result.stdout.splitlines()[2:]]
        return [{"name": row[0], "embedded": row[-5], "subset": row[-4], "unicode": row[-3]} for row in rows]

    return read
