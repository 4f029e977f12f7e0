"""Characters before they are set: composed, cleaned, measured. Shared by every format."""

from __future__ import annotations

import re
import unicodedata

# Compatibility ideographs have canonical decompositions, but to a bearer of the name U+FA19 and U+795E are two names.
_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Invisible, and without effect where letters do not join and all text runs one way: soft hyphen, joiners, marks and
# isolates of direction, byte order mark, variation selectors. Overrides, which turn a text around, are not among them.
_IGNORED = re.compile(
    "[\xad\u061c\u200c-\u200f\u202a\u202c\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_IGNORED_ALWAYS = re.compile("[\xad\u202a\u202c\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
# Hebrew, Arabic, the scripts of India and South-East Asia: here joiners and marks of direction say something.
_JOINS = re.compile("[\u0590-\u10ff\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Half of a surrogate pair is no character and cannot be written in UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NO_PLACE_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def composed(text: str) -> str:
    """Return ``text`` in composed form (NFC) with LF line ends and no tabs; compatibility ideographs stay as typed."""
    unified = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _COMPOSABLE.sub(lambda match: unicodedata.normalize("NFC", match.group()), unified)


def printable(text: str) -> str:
    """Return ``text`` as it is set on paper: composed, without characters that leave no mark and change nothing."""
    if text.isascii() and "\t" not in text and "\r" not in text and "\x0b" not in text and "\x0c" not in text:
        return text
    made = composed(text)
    return (_IGNORED_ALWAYS if _JOINS.search(made) else _IGNORED).sub("", made)


def without_controls(text: str) -> str:
    """Return ``text`` composed and without control characters other than LF."""
    return _CONTROLS.sub("", composed(text))


def one_line(text: str) -> str:
    """Return ``text`` on one line: every run of spaces, line ends and control characters becomes one space."""
    return " ".join(_NO_PLACE_IN_A_LINE.sub(" ", composed(text)).split())


def display_width(text: str) -> int:
    """Count the columns of ``text`` in a fixed-width font: East Asian wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if is_mark(character) else 2 if is_wide(character) else 1 for character in text if character != "\u200b"
    )


def is_mark(character: str) -> bool:
    """Tell whether the character stands above, below or inside the one before it, and has no room of its own."""
    return unicodedata.category(character) in ("Mn", "Me", "Cf")


def is_wide(character: str) -> bool:
    """Tell whether the character fills an em square (East Asian Width W or F; Unicode Standard Annex 11)."""
    return unicodedata.east_asian_width(character) in "WF"


def says_as_follows(text: str) -> bool:
    """Tell whether a heading only says "as follows": 記 in Japan, "- 아 래 -" in Korea. Such signs stand centred."""
    bare = text.strip()
    return bare == "記" or (len(bare) > 2 and bare[0] in "-–" and bare[-1] in "-–")
