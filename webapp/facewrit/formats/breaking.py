"""Where a line may end (Unicode line breaking, UAX 14), by ICU where a script needs a dictionary or many rules.

Japanese and Chinese follow the strict rules (JIS X 4051): no line starts with a closing mark, a small kana or a
long-vowel mark, none ends with an opening mark. Thai, Lao, Khmer and Burmese, which write no space between words, break
at the words of ICU's dictionaries. Korean breaks at spaces only; so does all else. E-mail addresses, URLs and
references stay whole where they fit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache

from facewrit.formats.characters import is_wide

SPACES = frozenset(" \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000")
_GLUE = frozenset("\u00a0\u2007\u202f")
_BREAKS_NOT = SPACES | _GLUE
_NEVER_FIRST = frozenset(
    "、。，．・：；？！‥…ー〜～゛゜ヽヾゝゞ々〻‐–"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "%％‰℃°′″￠,.;:!?｡､･ｰﾞﾟ"
)
_NEVER_LAST = frozenset("$£€¥￥＄￡№¿¡@＠＃")
_NEVER_APART = frozenset("…‥―—")
# A number and its counter read as one word: 第33条第1項, 2027年2月28日.
_COUNTERS = frozenset("年月日時分秒条項号章節款円人件枚通回個丁番階歳か箇ヶ")
_SPACED_MARKS = frozenset("!?:;»›")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+|[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
)
# A reference stays whole, too: FW-7Q3KX2, C-154/21, 11-CCR-7024.
_REFERENCE = re.compile(r"\b[A-Z0-9]+(?:[-/][A-Z0-9]+)+\b")
# An abbreviation and its number read as one: Art. 15, Abs. 3, § 823, No. 7.
_NUMBERED = re.compile(r"(?:§|\b[^\W\d_]{1,4}\.) (?=\d)")
_AFTER_MARK = re.compile(f"(?<=[{''.join(sorted(SPACES))}\\-\u2010–—])(?=.)")
_MAYBE_WIDE = re.compile("[\u1100-\u11ff\u2300-\ufaff\ufe10-\ufe6f\uff00-\uffff\U0001f000-\U0003ffff]")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
# What a text must have none of to be broken at its spaces alone: scripts and marks with rules of their own.
_RULES = re.compile(
    "[-\u2010–—@_/\u00a0\u2007\u202f\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2300-\uffff\U00010000-\U0010ffff]"
    "|www\\.|[\u2000-\u200b] | [!?:;»›]|§ |\\.[ ][0-9]"
)
_LAST_SPACE = re.compile(f"(?<=[{''.join(sorted(SPACES))}])(?=[^{''.join(sorted(SPACES))}])")
_ADDRESS_STOPS = frozenset("/?&=#._-@:+%")


def opportunities(text: str, language: str) -> list[int]:
    """Return the indices at which a line may start, in order; ``text`` holds no line break.

    ``language``: BCP 47 tag of the paragraph. Spaces belong to the line before the index.
    """
    if not _RULES.search(text):
        return [match.start() for match in _LAST_SPACE.finditer(text)]
    whole = bytearray(len(text) + 1)
    for match in (*_ADDRESS.finditer(text), *_REFERENCE.finditer(text)):
        for index in range(match.start() + 1, match.end()):
            whole[index] = 1
    for match in _NUMBERED.finditer(text):
        whole[match.end()] = 1
    short = language.partition("-")[0]
    if _WITHOUT_SPACES.search(text):
        return [index for index in _by_icu(text, short) if not whole[index] and not _lonely_mark(text, index)]
    by_spaces = short == "ko"
    if not by_spaces and _MAYBE_WIDE.search(text):
        return [
            index
            for index in _by_icu(text, f"{short}-u-lb-strict")
            if not whole[index] and _may_break(text, index, by_spaces=False) and not _lonely_mark(text, index)
        ]
    # Without wide characters, or where they do not count, lines end at spaces and hyphens only.
    return [
        index
        for index in (match.start() for match in _AFTER_MARK.finditer(text))
        if not whole[index]
        and (
            (text[index - 1] == " " and text[index] not in _BREAKS_NOT) or _may_break(text, index, by_spaces=by_spaces)
        )
        and not _lonely_mark(text, index)
    ]


def _by_icu(text: str, locale: str) -> list[int]:
    # Loaded where a text needs it: most letters do not, and it is large.
    from icu4py.breakers import LineBreaker

    ends = [end for _, end in LineBreaker(text, locale).segments()]
    if text and max(text) > "\uffff":
        # ICU counts in UTF-16, where such a character is two.
        place = {0: 0}
        units = 0
        for index, character in enumerate(text, 1):
            units += 2 if character > "\uffff" else 1
            place[units] = index
        ends = [place[end] for end in ends if end in place]
    # The end of the last segment is the end of the text.
    return ends[:-1]


def emergencies(text: str) -> list[int]:
    """Return the indices at which a word longer than a whole line is best cut: at the joints of a URL."""
    return [
        index
        for index in range(1, len(text))
        if text[index - 1] in _ADDRESS_STOPS and text[index] not in _ADDRESS_STOPS
    ]


def anywhere(text: str) -> list[int]:
    """Return every index between two characters as readers count them (a mark stays with its letter)."""
    return [index for index in range(1, len(text)) if unicodedata.category(text[index]) not in ("Mn", "Mc", "Me")]


def fill(text: str, language: str, room: float, width: Callable[[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each line of ``text``, spaces at its end left out; at least one line.

    ``room`` is the width of a line; ``width(start, end)`` measures a part of ``text`` in the same unit. Lines are
    filled greedily. A word wider than ``room`` is cut, so no line is wider unless a single character is.
    """
    base = 0
    for paragraph in text.split("\n"):
        stops = [*opportunities(paragraph, language), len(paragraph)]
        yield from _fill_one(paragraph, base, stops, room, width)
        base += len(paragraph) + 1


def _fill_one(
    text: str, base: int, stops: list[int], room: float, width: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    start = 0
    best = 0
    for stop in stops:
        end = _trimmed(text, start, stop)
        if width(base + start, base + end) <= room:
            best = stop
            continue
        if best > start:
            yield base + start, base + _trimmed(text, start, best)
            start = best
        while stop > start and width(base + start, base + _trimmed(text, start, stop)) > room:
            cut = _cut(text, base, start, stop, room, width)
            if cut is None:
                break
            yield base + start, base + cut
            start = cut
        best = stop
    yield base + start, base + _trimmed(text, start, len(text))


def _cut(text: str, base: int, start: int, stop: int, room: float, width: Callable[[int, int], float]) -> int | None:
    """Find the last place where the word from ``start`` to ``stop`` can be cut to fit; ``None`` if it has none."""
    fitting = bisect_right(range(start + 1, stop), room, key=lambda end: width(base + start, base + end))
    word = text[start : start + fitting + 1]
    places = emergencies(word) or anywhere(word)
    if places:
        return start + places[-1]
    rest = anywhere(text[start:stop])
    return start + rest[0] if rest else None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in SPACES:
        end -= 1
    return end


def _lonely_mark(text: str, index: int) -> bool:
    """Tell whether the line would start with a mark that is only spaced off its word ("Que faire ?")."""
    return text[index] in _SPACED_MARKS and text[index - 1] in SPACES


def _may_break(text: str, index: int, *, by_spaces: bool) -> bool:
    before, after = text[index - 1], text[index]
    if after in SPACES or after in _GLUE or before in _GLUE:
        return False
    if before in SPACES:
        return True
    if before in "-\u2010" or before in "–—":
        return index > 1 and text[index - 2].isalpha() and after.isalpha()
    if by_spaces or not (_breaks_freely(before) or _breaks_freely(after)):
        return False
    return not _held_together(before, after)


def _held_together(before: str, after: str) -> bool:
    return (
        after in _NEVER_FIRST
        or before in _NEVER_LAST
        or _category(after) in ("Pe", "Pf", "Mn", "Mc", "Me")
        or _category(before) in ("Ps", "Pi")
        or (before in _NEVER_APART and after in _NEVER_APART)
        or (before.isdigit() and (after.isdigit() or after in _COUNTERS))
    )


@lru_cache(maxsize=8192)
def _breaks_freely(character: str) -> bool:
    return is_wide(character) and not "\uac00" <= character <= "\ud7a3"


@lru_cache(maxsize=8192)
def _category(character: str) -> str:
    return unicodedata.category(character)
