"""The door for sheets: bytes in, rows out. What the bytes are is seen in the bytes, whatever the file is called."""

from __future__ import annotations

from facewrit.batch.sheet import Choices, Limits, Sheet, unusable
from facewrit.batch.text_tables import Known, read_text_table
from facewrit.batch.workbooks import COMPOUND, PACKED, read_workbook

#: Beginnings of files that are often sent by mistake, and read as text would give nonsense.
_OTHERS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"PK\x05\x06",
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")


def read_sheet(content: bytes, name: str, *, known: Known, choices: Choices | None = None, limits: Limits) -> Sheet:
    """Read a CSV, TSV, XLSX, ODS or XLS file.

    :param name: of the file, for messages; nothing is decided by it.
    :param known: counts the known headings of a row.
    :raises UnusableSheet: with why it cannot be read, and what to do.
    """
    choices = choices or Choices()
    if len(content) > limits.bytes:
        raise unusable("sheet_too_large", most=limits.bytes)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unusable("sheet_empty")
    if content.startswith((PACKED, COMPOUND)):
        return read_workbook(content, name, choices, limits)
    if content.startswith(_OTHERS) or content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise unusable("sheet_not_a_sheet")
    return read_text_table(content, name, choices, limits, known)
