"""The table of words in ``letter_templates/README.md``, made from ``facewrit.letters.words``.

``python -m build_tools.word_table`` writes it anew; ``tests/letters/test_readme.py`` holds both equal.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "letter_templates" / "README.md"
BEGIN, END = "<!-- words: generated -->\n", "<!-- /words -->\n"


def table() -> str:
    """The words as Markdown: one section a group, its fields and what its docstring says of them."""
    from facewrit.letters import words

    parts: list[str] = []
    for name, group in _groups(words):
        told = re.sub(r"\s+", " ", inspect.getdoc(group) or "").replace("``", "`")
        fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(group))
        parts.append(f"**{name}** — {told}\n\nFields: {fields}.\n")
    return "\n".join(parts)


def _groups(module: object) -> Iterator[tuple[str, type]]:
    first = ("LetterWords", "SheetWords")
    found = {
        name: value
        for name, value in vars(module).items()
        if inspect.isclass(value) and dataclasses.is_dataclass(value) and name.endswith("Words")
    }
    for name in (*first, *sorted(found.keys() - set(first))):
        yield name, found[name]


def with_table(text: str) -> str:
    """The README's text with the table in its place.

    :raises ValueError: if the two marks are not there.
    """
    before, found, rest = text.partition(BEGIN)
    _, found_end, after = rest.partition(END)
    if not found or not found_end:
        raise ValueError(f"{README.name}: the marks {BEGIN.strip()} and {END.strip()} are missing")
    return before + BEGIN + "\n" + table() + "\n" + END + after


def main() -> None:
    """Write the table anew."""
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{README.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
