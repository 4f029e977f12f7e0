"""All letters of a ZIP in one PDF, to be printed. Sheets for the senders never come into it."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import BinaryIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PdfReadError

from facewrit.batch.manifest import COLUMNS

_LETTERS = "letters/"


class NotOurs(ValueError):
    """The file is no ZIP of letters, or not a whole one."""


def print_file(archive: BinaryIO, *, duplex: bool = False) -> tuple[bytes, int]:
    """The letters in the order of the manifest, and how many they are. The same ZIP gives the same bytes.

    :param duplex: an empty page follows a letter of an odd number of pages: none begins on another's back.
    :raises NotOurs: if the file is no whole ZIP of letters.
    """
    merged = PdfWriter()
    merged.metadata = None
    count = 0
    try:
        with zipfile.ZipFile(archive) as letters:
            text = letters.read("manifest.csv").decode("utf-8-sig")
            for entry in csv.DictReader(io.StringIO(text, newline="")):
                name = entry[COLUMNS[COLUMNS.index("letter_file")]]
                if not name.startswith(_LETTERS):
                    raise NotOurs(name)
                pages = PdfReader(io.BytesIO(letters.read(name))).pages
                for page in pages:
                    merged.add_page(page)
                if duplex and len(pages) % 2:
                    merged.add_blank_page(width=pages[-1].mediabox.width, height=pages[-1].mediabox.height)
                count += 1
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, csv.Error, PdfReadError) as error:
        raise NotOurs from error
    content = io.BytesIO()
    merged.write(content)
    return content.getvalue(), count
