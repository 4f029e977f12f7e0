"""Check: every code has words in every language in which a sheet can be read.

Run ``python -m facewrit.checks.coverage`` for the list of what is missing, by language; name languages to see only
those.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from facewrit.checks.codes import Use, problems_of_program
from facewrit.checks.rooms import Finding, OpenRooms

#: The language that the others are compared with, where a file is a fixed list.
FIRST = "en"


def check(rooms: OpenRooms) -> Iterator[Finding]:
    """Findings for every missing word, at the words file that lacks it."""
    phrasebook = rooms.phrasebook
    for language in phrasebook.languages:
        if "sheet" not in phrasebook.kinds(language, ()):
            continue
        for file, code, use in missing(rooms, language):
            used = f"{rooms.shown(use.path)}:{use.line}"
            yield Finding(
                path=rooms.words_file(language, file),
                line=1,
                trouble=f"There are no words for '{code}' (used in {used}).",
                remedy="Write them, or ask whoever speaks the language.",
            )


def missing(rooms: OpenRooms, language: str) -> Iterator[tuple[str, str, Use]]:
    """Every missing word of a language once, as (file, dotted code, where it is used)."""
    phrasebook = rooms.phrasebook
    found: dict[tuple[str, str], Use] = {}
    for use in rooms.uses:
        if not any(phrasebook.word(language, code, use.chain) for code in use.codes):
            found.setdefault(("reasons.yaml", " or ".join(use.codes)), use)
    for use in problems_of_program():
        if phrasebook.problem(language, use.codes[0]) is None:
            found.setdefault(("problems.yaml", use.codes[0]), use)
    for use in _demands(rooms):
        if phrasebook.demand(language, use.codes[0]) is None:
            found.setdefault(("demands.yaml", use.codes[0]), use)
    for file in ("language.yaml", "citations.yaml"):
        for code in _lacking(phrasebook.words_of(FIRST, file), phrasebook.words_of(language, file)):
            path = rooms.words_file(FIRST, file)
            found.setdefault((file, code), Use(codes=(code,), chain=(), path=path, line=1))
    yield from ((file, code, use) for (file, code), use in found.items())


def _demands(rooms: OpenRooms) -> Iterator[Use]:
    source = rooms.reading.sources.get("catalogue")
    demands = source.data.get("demands") if source and isinstance(source.data, dict) else None
    for number, demand in enumerate(demands if isinstance(demands, list) else []):
        if source and isinstance(demand, dict) and isinstance(demand.get("id"), str):
            line = source.line(("demands", number))
            yield Use(codes=(str(demand["id"]),), chain=(), path=source.path, line=line)


def _lacking(first: object, other: object, around: str = "") -> Iterator[str]:
    """Keys of nested mappings that the other lacks; plural forms and levels of citations may differ."""
    if not isinstance(first, dict) or around.startswith(("periods.", "styles.")) and around.count(".") > 1:
        return
    theirs = other if isinstance(other, dict) else {}
    for key, value in first.items():
        if key not in theirs:
            yield f"{around}{key}"
        else:
            yield from _lacking(value, theirs[key], f"{around}{key}.")


def main(languages: Iterable[str]) -> int:
    """Print what is missing, by language; 1 if anything is."""
    from facewrit.folders import find_rooms

    rooms = OpenRooms(find_rooms())
    wanted = tuple(languages) or rooms.phrasebook.languages
    lines, total = [], 0
    for language in wanted:
        lacking = sorted(missing(rooms, language), key=lambda item: item[:2])
        total += len(lacking)
        sheet = "" if "sheet" in rooms.phrasebook.kinds(language, ()) else " (has no sheet.md yet)"
        lines.append(f"{language}: {len(lacking)} missing{sheet}")
        lines += [f"  {file:15} {code}    # {rooms.shown(use.path)}:{use.line}" for file, code, use in lacking]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
