"""Write anew which characters the frozen part of a font holds: those that letters of a language have in common.

    python -m build_tools.alphabets

Read from the letters' snapshots (``tests/letters/snapshots``). A character that is not among them costs a letter a few
hundred bytes; one that is among them and that nobody writes costs every letter about a hundred.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "webapp" / "facewrit" / "formats" / "pdf" / "alphabets"
SNAPSHOTS = ROOT / "tests" / "letters" / "snapshots"
# What every letter of the language may need in a name or a number, whatever the snapshots say.
ALWAYS = {
    "ja": "".join(map(chr, (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7)))) + "ー、。・「」（）々〒年月日第条項号",
    "ko": "년월일제조항호귀중",
}


def main() -> None:
    """Write one file for each language of :data:`ALWAYS`."""
    for language, always in ALWAYS.items():
        texts = [path.read_text() for path in sorted(SNAPSHOTS.glob(f"*.letter.{language}.txt"))]
        found = set(re.sub(r"\s", "", "".join(texts))) | set(always)
        kept = sorted(character for character in found if not character.isascii())
        lines = ["".join(kept[start : start + 40]) for start in range(0, len(kept), 40)]
        (TARGET / f"{language}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
