"""Write the snapshots of whole letters anew: every request in ``tests/letters/requests`` as the texts it gives.

``python -m build_tools.letters`` (``make letters``); the reviewer reads the change in the diff.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = ROOT / "tests" / "letters" / "requests"
SNAPSHOTS = ROOT / "tests" / "letters" / "snapshots"
TODAY = date(2026, 11, 25)


def letters(request: Path) -> Iterator[tuple[str, str]]:
    """File name and text of each document that a request file gives: ``<request>.<role>.<language>.txt``.

    :raises facewrit.request.BadRequest: if the request cannot be used.
    """
    from facewrit import formats
    from facewrit.drafting import draft
    from facewrit.folders import find_rooms
    from facewrit.intake import read_request
    from facewrit.law.opening import open_lawbook
    from facewrit.law.records import read_yaml
    from facewrit.letters.phrasebook import Phrasebook
    from facewrit.request import Intent

    rooms = find_rooms()
    lawbook, phrasebook = open_lawbook(rooms), Phrasebook(*rooms.letter_templates)
    wanted = read_request(read_yaml(request).data, today=TODAY)
    dossier = draft(Intent(request=wanted), lawbook, phrasebook, today=TODAY, reference="FW-SNAPSHOT")
    for document in dossier.documents:
        text = formats.render(document, "txt").content.decode()
        yield f"{request.stem}.{document.role}.{document.language}.txt", text


def main() -> None:
    """Write all snapshots and remove those that no request gives any more."""
    SNAPSHOTS.mkdir(exist_ok=True)
    written = {name: text.encode() for request in sorted(REQUESTS.glob("*.yaml")) for name, text in letters(request)}
    for path in SNAPSHOTS.glob("*.txt"):
        if path.name not in written:
            path.unlink()
    for name, content in written.items():
        (SNAPSHOTS / name).write_bytes(content)
    sys.stdout.write(f"{len(written)} snapshots in {SNAPSHOTS.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
