"""``python -m build_tools.migration DOSSIER``: what of the dossier the records hold, what is missing, what was raised.

Prints a table, then each finding. ``explanations.yaml`` beside this file says of single facts why they stand elsewhere
or nowhere; an explanation that no longer explains anything is a finding, too. Exit status 1 if there is one.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import yaml
from build_tools.migration.comparing import Outcome, Records
from build_tools.migration.dossier import read_law, read_organisations

from facewrit.folders import find_rooms
from facewrit.law.opening import open_lawbook

#: The day on which the dossier was made; what a record read later was looked up.
MADE_ON = date(2026, 11, 22)
EXPLANATIONS = Path(__file__).with_name("explanations.yaml")


def main(arguments: list[str]) -> int:
    """Compare the dossier in the folder given with the records of this checkout."""
    if len(arguments) != 1:
        print("Give one folder: the dossier, with 'law' and 'organisations' in it.", file=sys.stderr)
        return 2
    explained: dict[str, str] = yaml.load(EXPLANATIONS.read_text(encoding="utf-8"), yaml.BaseLoader) or {}
    used: set[str] = set()
    findings: list[str] = []
    lawbook = open_lawbook(find_rooms())
    print("| place | facts | in a field | in a remark | explained | dropped | raised | looked up |")
    print("|---|---|---|---|---|---|---|---|")
    sums: Counter[str] = Counter()
    for read in (read_law, read_organisations):
        for place, facts in read(Path(arguments[0])):
            outcomes = list(Records(place, lawbook, MADE_ON).compare(facts))
            counts, found = _counted(outcomes, explained, used)
            findings += found
            sums.update(counts)
            print(_line(place, counts))
    print(_line("**all**", sums))
    findings += [f"explanations.yaml: '{name}' explains nothing. Remove it." for name in explained if name not in used]
    print()
    for finding in findings:
        print(finding)
    return 1 if findings else 0


def _counted(outcomes: list[Outcome], explained: dict[str, str], used: set[str]) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter(facts=len(outcomes))
    findings = []
    for outcome in outcomes:
        name = outcome.fact.name
        why = next((pattern for pattern in explained if fnmatchcase(name, pattern)), None)
        counts["looked_up"] += outcome.looked_up
        if outcome.found and not outcome.raised:
            counts[outcome.found] += 1
            continue
        if why is not None:
            used.add(why)
            counts["explained"] += 1
        elif outcome.raised:
            counts["raised"] += 1
            findings.append(f"{name}: raised from {outcome.fact.grade} to {outcome.grade} without a new source.")
        else:
            counts["dropped"] += 1
            findings.append(f"{name}: not found in the records: {dict(outcome.fact.value)}")
    return counts, findings


def _line(place: str, counts: Counter[str]) -> str:
    columns = ("facts", "record", "remark", "explained", "dropped", "raised", "looked_up")
    return f"| {place} | {' | '.join(str(counts[name]) for name in columns)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
