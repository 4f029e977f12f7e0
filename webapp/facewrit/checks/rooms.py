"""What a check is given: both rooms, opened once; and what it gives back: findings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facewrit.checks.codes import Use, codes_of_program, codes_of_records
from facewrit.folders import Rooms
from facewrit.law.building import Reading, pack, read_room
from facewrit.law.lawbook import Lawbook
from facewrit.letters.phrasebook import SHARED, Phrasebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong in a file, on which line (1-based), and what to do."""

    path: Path
    line: int
    trouble: str
    remedy: str


class OpenRooms:
    """Both lawyers' rooms as the checks see them, each read when it is first needed."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    @cached_property
    def reading(self) -> Reading:
        """All records with their sources, and faults in their form."""
        return read_room(*self.rooms.jurisdictions)

    @cached_property
    def lawbook(self) -> Lawbook:
        """The records as the program uses them.

        :raises FaultyRecords: if one does not fit its form.
        """
        return Lawbook(pack(self.reading))

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """All words."""
        return Phrasebook(*self.rooms.letter_templates)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every code that needs words in ``reasons.yaml``, of the program and of the records."""
        return (*codes_of_program(), *codes_of_records(self.reading))

    def words_file(self, language: str, file: str, regime: str = SHARED) -> Path:
        """Where a words file lies: in the overlay if that has it, else in the shipped room."""
        places = [folder / regime / language / file for folder in reversed(self.rooms.letter_templates)]
        return next((path for path in places if path.is_file()), places[-1])

    def shown(self, path: Path) -> str:
        """A path as people write it: from the folder that holds the rooms, or from the package."""
        for around in (self.rooms.jurisdictions[0].parent, Path(__file__).parent.parent.parent):
            if path.is_relative_to(around):
                return path.relative_to(around).as_posix()
        return str(path)
