"""Unicode's own conformance files for the bidirectional algorithm (Debian: package ``unicode-data``)."""

from __future__ import annotations

import bz2
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facewrit.formats.pdf.bidi import embedding_levels, reordered, resolve

FILES = Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode"))


def _lines(name: str) -> Iterator[str]:
    file = next((file for file in (FILES / name, FILES / f"{name}.bz2") if file.exists()), None)
    if file is None:
        pytest.skip(f"{name} is not here: apt-get install unicode-data")
    content = file.read_bytes()
    text = (bz2.decompress(content) if file.suffix == ".bz2" else content).decode()
    for line in text.splitlines():
        bare = line.partition("#")[0].strip()
        if bare:
            yield bare


def _order(levels: list[int | None]) -> list[int]:
    kept = [index for index, level in enumerate(levels) if level is not None]
    return [kept[place] for place in reordered([level for level in levels if level is not None])]


def test_every_case_of_bidi_test() -> None:
    expected: list[int | None] = []
    order: list[int] = []
    count = 0
    for line in _lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            expected = [None if level == "x" else int(level) for level in line.split(":")[1].split()]
        elif line.startswith("@Reorder:"):
            order = [int(place) for place in line.split(":")[1].split()]
        else:
            classes, bits = line.split(";")
            kinds = classes.split()
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    levels, _ = resolve(kinds, None, base)
                    assert levels == expected, (line, base)
                    assert _order(levels) == order, (line, base)
                    count += 1
    assert count > 700_000


def test_every_case_of_bidi_character_test() -> None:
    count = 0
    for line in _lines("BidiCharacterTest.txt"):
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found, paragraph = embedding_levels(text, {"0": 0, "1": 1, "2": None}[direction])
        assert paragraph == int(base), line
        assert found == [None if level == "x" else int(level) for level in levels.split()], line
        assert _order(found) == [int(place) for place in order.split()], line
        count += 1
    assert count > 90_000
