"""Write the letter of every worked case in every language that has it, to be read and looked at.

    python build_tools/case_letters.py [TARGET]

Each case in ``jurisdictions/cases`` that ends in a letter gives its documents as text and as PDF, the
sender's sheet among them. What cannot be made is a finding; findings are printed, and the exit status is then 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from facewrit.drafting import Refused, draft
from facewrit.folders import find_rooms
from facewrit.formats import FormatRefusal, render
from facewrit.intake import read_intent
from facewrit.law.lawbook import Lawbook
from facewrit.law.opening import open_lawbook
from facewrit.law.worked_cases import Case
from facewrit.letters.marks import BadMarks
from facewrit.letters.phrasebook import NoWords, Phrasebook
from facewrit.request import BadRequest

FORMATS = ("txt", "pdf")
SUBJECT = {"name": "Alex Example", "address": ["Example Street 1", "12345 Example"], "email": "alex@example.org"}


def main(target: Path) -> int:
    """Write all letters into ``target``; return how many findings there are."""
    rooms = find_rooms()
    lawbook, phrasebook = open_lawbook(rooms), Phrasebook(*rooms.letter_templates)
    target.mkdir(parents=True, exist_ok=True)
    made, findings = 0, 0
    for case in lawbook.cases():
        if case.expect.refused is not None:
            continue
        for language in phrasebook.languages:
            for finding in _write(case, language, lawbook, phrasebook, target):
                findings += 1
                print(f"jurisdictions/cases/{case.id}.yaml: in {language}: {finding}")
            made += (target / f"{case.id}.{language}.letter.pdf").exists()
    print(f"{made} letters in {target}, {findings} findings")
    return findings


def _write(case: Case, language: str, lawbook: Lawbook, phrasebook: Phrasebook, target: Path) -> Iterator[str]:
    today = date.fromisoformat(case.today)
    given = {**case.request, "language": language, "reading_language": language}
    given["subject"] = {**SUBJECT, **dict(given.get("subject") or {})}  # type: ignore[call-overload]
    try:
        intent = read_intent(given, today=today)
        dossier = draft(intent, lawbook, phrasebook, today=today, reference="FW-CASE")
    except BadRequest as error:
        unwritten = {problem.code for problem in error.problems} == {"language_unavailable"}
        if not unwritten:  # a law that no letter has been written for in this language yet is no finding
            yield str(error)
        return
    except (Refused, NoWords, BadMarks) as error:
        yield f"{type(error).__name__}: {error}"
        return
    for document in dossier.documents:
        for suffix in FORMATS:
            try:
                content = render(document, suffix).content
            except FormatRefusal as error:
                yield f"{document.role} as {suffix}: {error}"
            else:
                (target / f"{case.id}.{language}.{document.role}.{suffix}").write_bytes(content)


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/letters")) else 0)
