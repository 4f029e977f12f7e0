"""Opening the ruleset of given rooms: the snapshot that the build made, or one packed from YAML here and now."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from facewrit.folders import Rooms
from facewrit.law.lawbook import Lawbook


def open_lawbook(rooms: Rooms) -> Lawbook:
    """Open the ruleset of the given rooms.

    :raises facewrit.law.building.FaultyRecords: if records that are read from YAML do not fit their form.
    """
    if rooms.snapshot is not None:
        return Lawbook(rooms.snapshot.read_bytes())
    from facewrit.law import building  # only checkouts and overlays pay for the YAML reader

    kept = Path(__file__).parent.parent / "ruleset.msgpack"
    if len(rooms.jurisdictions) > 1:
        return Lawbook(building.build_snapshot(*rooms.jurisdictions))
    stamp = _stamp(rooms.jurisdictions[0])
    try:
        content = kept.read_bytes()
        if content[:64] == stamp:
            return Lawbook(content[64:])
    except OSError:
        pass
    snapshot = building.build_snapshot(*rooms.jurisdictions)
    fresh = kept.with_suffix(f".{os.getpid()}")
    try:
        fresh.write_bytes(stamp + snapshot)
        fresh.replace(kept)
    except OSError:  # a read-only checkout works too, only slower
        fresh.unlink(missing_ok=True)
    return Lawbook(snapshot)


def _stamp(folder: Path) -> bytes:
    """A 64-byte mark that changes whenever a record file, or the form of the records, is edited."""
    mark = hashlib.sha256()
    forms = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*forms, *sorted(folder.rglob("*.yaml"))]:
        state = path.stat()
        mark.update(f"{path.name}:{state.st_size}:{state.st_mtime_ns};".encode())
    return mark.hexdigest().encode()
