"""Batches without a command line: a sheet as text or bytes, opened, checked and made in this process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facewrit.batch.archive import GrowingZip
from facewrit.batch.engines import OneProcess
from facewrit.batch.run import Batch, Done, Report, check_batch, make_zip, open_batch
from facewrit.batch.sheet import Choices, Limits
from facewrit.folders import find_rooms

TODAY = date(2026, 11, 29)
ROOMS = find_rooms()
SHEETS = Path(__file__).parent / "sheets"
HEAD = "residence,controller,ask,name,address,links"
ROW = "nl,clearview-ai,access,Jip Janssen,Voorbeeldstraat 1 | 1234 AB Utrecht,https://example.org/1"
OTHER = "nl,clearview-ai,access,Anna de Vries,Gracht 2 | 1015 DV Amsterdam,https://example.org/2"
SECRET = b"a secret of thirty-two bytes ...."


def opened(content: str | bytes, **more: Any) -> Batch:
    """Open a sheet; ``more`` goes to :func:`open_batch`."""
    given = {"rooms": ROOMS, "language": "en", "today": TODAY, "choices": Choices(), "limits": Limits(), **more}
    return open_batch(content.encode() if isinstance(content, str) else content, "sheet", **given)


def checked(content: str | bytes, **more: Any) -> tuple[Batch, Report]:
    batch = opened(content, **more)
    return batch, check_batch(batch, OneProcess())


def made(content: str | bytes, **more: Any) -> bytes:
    """The ZIP of the good rows."""
    batch, report = checked(content, **more)
    pieces = make_zip(batch, report, OneProcess(), secret=SECRET, growing=GrowingZip(), done=Done())
    return b"".join(piece for piece, _ in pieces)


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


Make = Callable[..., bytes]


@pytest.fixture(scope="session")
def two_rows() -> bytes:
    """The ZIP of a sheet with two good rows and a bad one."""
    return made("\n".join([HEAD, ROW, OTHER, ROW.replace("access", "acess").replace("Jip", "=Kim")]))
