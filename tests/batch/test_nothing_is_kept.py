"""A batch in memory, as a site makes it: nothing touches the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import facewrit

from .conftest import HEAD, ROW, SHEETS

#: Makes a batch with every file that is opened for writing, made, renamed or removed written to standard error.
WATCHED = """
import os, sys

def watch(event, given):
    writes = event == "open" and len(given) > 2 and (
        any(sign in str(given[1] or "") for sign in "wax+") or (given[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    )
    to_a_file = writes and not isinstance(given[0], int) and given[0] != os.devnull  # numbers are pipes to workers
    if to_a_file or event in ("os.rename", "os.mkdir", "tempfile.mkstemp", "tempfile.mkdtemp"):
        os.write(2, f"{event} {given}\\n".encode())

from datetime import date
from facewrit.batch.archive import GrowingZip
from facewrit.batch.engines import OneProcess
from facewrit.batch.examples import annotated_sheet, example_sheet
from facewrit.batch.run import Done, check_batch, make_zip, open_batch
from facewrit.batch.sheet import Limits
from facewrit.batch.setting import opened
from facewrit.folders import find_rooms

if __name__ == "__main__":
    rooms = find_rooms()
    opened(rooms)
    sys.addaudithook(watch)
    for content in (sys.stdin.buffer.read(), open(sys.argv[1], "rb").read()):
        batch = open_batch(content, "x", rooms=rooms, language="en", today=date(2026, 11, 29), limits=Limits())
        report = check_batch(batch, OneProcess())
        pieces = make_zip(batch, report, OneProcess(), secret=b"x" * 32, growing=GrowingZip(), done=Done())
        assert sum(len(piece) for piece, _ in pieces) > 50_000
        assert annotated_sheet(batch, report) and example_sheet("en", ".xlsx")
"""


def test_nothing_touches_the_disk(tmp_path: Path) -> None:
    script = tmp_path / "watched.py"
    script.write_text(WATCHED)
    (tmp_path / "tmp").mkdir(mode=0o500)
    done = subprocess.run(
        [sys.executable, "-B", str(script), str(SHEETS / "plain_xlsx" / "sheet.xlsx")],
        input=f"{HEAD}\n{ROW}\n{ROW.replace('access', 'x')}\n".encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(facewrit.__path__[0]).parent), "TMPDIR": str(tmp_path / "tmp")},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["tmp", "watched.py"]
