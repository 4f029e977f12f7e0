"""The ZIP, written while letters are made: each file is whole when it leaves, and none of it is kept here.

The list of contents comes last, so that a ZIP that was cut off never opens as a whole one. The same files give the same
bytes wherever they go: into a file, or into an answer of the site.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that there is, so that the bytes tell no day
_FOR_ITS_OWNER = 0o600 << 16
_HEADER = struct.Struct("<4s5H3I2H")


class _Window(io.RawIOBase):
    """What was written since it was last emptied; ``zipfile`` goes back within it to put sizes into headers."""

    def __init__(self, base: int) -> None:
        self._base, self._held = base, io.BytesIO()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._base + self._held.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 0:
            offset -= self._base
        return self._base + self._held.seek(offset, whence)

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._held.write(data)

    def emptied(self) -> bytes:
        """Take what was written."""
        content = self._held.getvalue()
        self._base += len(content)
        self._held = io.BytesIO()
        return content


class GrowingZip:
    """A ZIP that gives its bytes away as it grows.

    :param before: entries that an interrupted run has written already, see :func:`entries_of`; ``size``: their bytes.
    """

    def __init__(self, before: Iterable[zipfile.ZipInfo] = (), size: int = 0) -> None:
        self._window = _Window(size)
        self._archive = zipfile.ZipFile(self._window, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        for entry in before:
            self._archive.filelist.append(entry)
            self._archive.NameToInfo[entry.filename] = entry

    def add(self, name: str, content: bytes) -> bytes:
        """Put a file in; the bytes of the ZIP that this makes."""
        entry = _entry(name)
        self._archive.writestr(entry, content)
        return self._window.emptied()

    def finish(self) -> bytes:
        """Close it; the last bytes."""
        self._archive.close()
        return self._window.emptied()


def entries_of(part: BinaryIO, size: int) -> list[zipfile.ZipInfo]:
    """The entries in the first bytes of a ZIP of ours that was cut off before its list of contents.

    :raises ValueError: if these bytes are no whole entries of ours.
    """
    found = []
    at = 0
    while at < size:
        part.seek(at)
        head = part.read(_HEADER.size)
        if len(head) < _HEADER.size:
            raise ValueError("cut off in a header")
        mark, _, flags, method, _, _, crc, packed, unpacked, name_length, extra = _HEADER.unpack(head)
        if mark != b"PK\x03\x04" or flags & 0x0809 & ~0x0800 or packed == 0xFFFFFFFF:
            raise ValueError("no entry of ours")
        entry = _entry(part.read(name_length).decode("utf-8"))
        entry.compress_type, entry.flag_bits = method, flags
        entry.CRC, entry.compress_size, entry.file_size, entry.header_offset = crc, packed, unpacked, at
        at += _HEADER.size + name_length + extra + packed
        found.append(entry)
    if at != size:
        raise ValueError("cut off in a file")
    return found


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = _FOR_ITS_OWNER
    return entry
