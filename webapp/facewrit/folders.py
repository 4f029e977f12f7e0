"""Where the two lawyers' rooms are: given, beside the checkout, or shipped in the wheel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The folders that law and words are read from, the shipped one first and overlays after it.

    ``snapshot``: a ruleset written by the build, or ``None`` where records are read from their YAML files.
    """

    jurisdictions: tuple[Path, ...]
    letter_templates: tuple[Path, ...]
    snapshot: Path | None


class RoomMissing(Exception):
    """A folder of law or words is not where it was said to be."""


def find_rooms(jurisdictions: Path | None = None, letter_templates: Path | None = None) -> Rooms:
    """Find both rooms. In a checkout those at its top are read, in an installed wheel the shipped ones.

    :param jurisdictions: a clinic's own folder, laid over the shipped one file by file.
    :param letter_templates: likewise for the words.
    :raises RoomMissing: if a folder does not exist.
    """
    shipped = _CHECKOUT if (_CHECKOUT / "jurisdictions" / "ids.yaml").is_file() else _PACKAGE / "rooms"
    law = [shipped / "jurisdictions", *([jurisdictions] if jurisdictions else [])]
    words = [shipped / "letter_templates", *([letter_templates] if letter_templates else [])]
    for folder in (*law, *words):
        if not folder.is_dir():
            raise RoomMissing(f"{folder}: no such folder. Give an existing folder, or install facewrit anew.")
    packaged = _PACKAGE / "ruleset.msgpack"
    snapshot = packaged if shipped != _CHECKOUT and jurisdictions is None and packaged.is_file() else None
    return Rooms(jurisdictions=tuple(law), letter_templates=tuple(words), snapshot=snapshot)
