"""The Unicode bidirectional algorithm (UAX 9): which way each character runs, and the order on paper.

Knows no font and no layout. Called only where text holds a character that runs from right to left. Passes Unicode's
conformance files (``tests/formats/test_bidi.py``). Mirrored shapes of brackets are the shaper's work.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_EMBEDDINGS = {"LRE": (0, None), "RLE": (1, None), "LRO": (0, "L"), "RLO": (1, "R")}
_INITIATORS = frozenset(("LRI", "RLI", "FSI"))
_EXPLICIT = _REMOVED | _INITIATORS | {"PDI"}
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_DEEPEST = 125

# Pairs of BidiBrackets.txt (Unicode 15): each opening bracket is followed by its closing one.
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩"
    "\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
# U+2329 and U+232A are canonically the same as U+3008 and U+3009.
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_OPENING = {_SAME.get(a, a): _SAME.get(b, b) for a, b in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)}
_CLOSING = frozenset(_OPENING.values())


@lru_cache(maxsize=4096)
def _class_of(character: str) -> str:
    return unicodedata.bidirectional(character) or "L"


def embedding_levels(text: str, base: int | None = None) -> tuple[list[int | None], int]:
    """Return the level of each character and that of the paragraph; ``None`` for controls that rule X9 removes.

    ``text``: one paragraph. ``base``: 0 from left to right, 1 from right to left, ``None`` as its first strong
    character runs (rules P2 and P3). Rule L1 is applied to the text as one line.
    """
    return resolve([_class_of(character) for character in text], text, base)


def resolve(classes: Sequence[str], text: str | None, base: int | None) -> tuple[list[int | None], int]:
    """Return what :func:`embedding_levels` does, for bidirectional classes; ``text`` is asked for brackets only."""
    count = len(classes)
    explicit = not _EXPLICIT.isdisjoint(classes)
    matches = _matching(classes) if explicit else {}
    if base is None:
        base = _first_strong(classes, 0, count, matches)
    kinds = list(classes)
    levels: list[int | None]
    if explicit:
        levels = _explicit_levels(kinds, matches, base)
        sequences = _sequences(classes, levels, matches)
    else:
        levels = [base] * count
        sequences = iter([list(range(count))] if count else [])
    given = tuple(levels)
    for sequence in sequences:
        first, last = sequence[0], sequence[-1]
        before = _neighbour(given, first, -1, base)
        unmatched = classes[last] in _INITIATORS and last not in matches
        after = base if unmatched else _neighbour(given, last, 1, base)
        _resolve_sequence(sequence, kinds, levels, text, (before, after))
    _whitespace(classes, levels, base)
    return levels, base


def reordered(levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's parts from left to right on paper (rule L2); each part has one level."""
    order = list(range(len(levels)))
    if not levels:
        return order
    highest = max(levels)
    lowest_odd = min((level for level in levels if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """Find the PDI of each isolate initiator (BD9)."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _INITIATORS:
            waiting.append(index)
        elif kind == "PDI" and waiting:
            matches[waiting.pop()] = index
    return matches


def _first_strong(classes: Sequence[str], start: int, end: int, matches: dict[int, int]) -> int:
    index = start
    while index < end:
        kind = classes[index]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        index = matches.get(index, end) + 1 if kind in _INITIATORS else index + 1
    return 0


def _explicit_levels(kinds: list[str], matches: dict[int, int], base: int) -> list[int | None]:
    """Apply rules X1 to X8 and mark what X9 removes; overrides are written into ``kinds``."""
    levels: list[int | None] = []
    stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, kind in enumerate(list(kinds)):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS:
            odd, forced = _EMBEDDINGS[kind]
            deeper = _next(level, odd)
            if deeper <= _DEEPEST and not overflow_isolates and not overflow_embeddings:
                stack.append((deeper, forced, False))
            elif not overflow_isolates:
                overflow_embeddings += 1
            levels.append(None)
        elif kind in _INITIATORS:
            levels.append(level)
            kinds[index] = override or kind
            odd = int(kind == "RLI")
            if kind == "FSI":
                odd = _first_strong(kinds, index + 1, matches.get(index, len(kinds)), matches)
            deeper = _next(level, odd)
            if deeper <= _DEEPEST and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((deeper, None, True))
            else:
                overflow_isolates += 1
        elif kind == "PDI":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            levels.append(level)
            kinds[index] = override or kind
        elif kind == "PDF":
            if not overflow_isolates:
                if overflow_embeddings:
                    overflow_embeddings -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
            levels.append(None)
        elif kind == "BN":
            levels.append(None)
        elif kind == "B":
            levels.append(base)
        else:
            levels.append(level)
            kinds[index] = override or kind
    return levels


def _next(level: int, odd: int) -> int:
    """Return the least level above ``level`` that is odd or even as asked."""
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _sequences(classes: Sequence[str], levels: Sequence[int | None], matches: dict[int, int]) -> Iterator[list[int]]:
    """Yield the isolating run sequences (BD13, X10) as lists of indices."""
    runs: list[list[int]] = []
    for index, level in enumerate(levels):
        if level is None:
            continue
        if runs and levels[runs[-1][-1]] == level:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_start = {run[0]: run for run in runs}
    closers = set(matches.values())
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in closers:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _INITIATORS and sequence[-1] in matches:
            following = by_start.get(matches[sequence[-1]])
            if following is None:
                break
            sequence += following
        yield sequence


def _resolve_sequence(
    sequence: list[int], kinds: list[str], levels: list[int | None], text: str | None, around: tuple[int, int]
) -> None:
    """Apply rules W1 to W7, N0 to N2, I1 and I2 to one isolating run sequence; ``around``: the levels beside it."""
    level = levels[sequence[0]] or 0
    start_kind, end_kind = ("R" if max(level, beside) % 2 else "L" for beside in around)
    own = [kinds[index] for index in sequence]
    original = list(own)
    _weak(own, start_kind)
    direction = "R" if level % 2 else "L"
    if text is not None:
        _paired_brackets(own, original, [text[index] for index in sequence], direction, start_kind)
    _neutrals(own, direction, start_kind, end_kind)
    for index, kind in zip(sequence, own, strict=True):
        if level % 2:
            levels[index] = level + (kind in ("L", "EN", "AN"))
        else:
            levels[index] = level + (1 if kind == "R" else 2 if kind in ("EN", "AN") else 0)


def _neighbour(levels: Sequence[int | None], index: int, step: int, base: int) -> int:
    index += step
    while 0 <= index < len(levels):
        level = levels[index]
        if level is not None:
            return level
        index += step
    return base


def _weak(own: list[str], start: str) -> None:
    previous = start  # W1
    for index, kind in enumerate(own):
        if kind == "NSM":
            own[index] = "ON" if previous in ("LRI", "RLI", "FSI", "PDI") else previous
        previous = own[index]
    strong = start  # W2, W3
    for index, kind in enumerate(own):
        if kind in ("L", "R", "AL"):
            strong = kind
            if kind == "AL":
                own[index] = "R"
        elif kind == "EN" and strong == "AL":
            own[index] = "AN"
    for index in range(1, len(own) - 1):  # W4
        if own[index] in ("ES", "CS") and own[index - 1] == own[index + 1]:
            if own[index - 1] == "EN" or (own[index - 1] == "AN" and own[index] == "CS"):
                own[index] = own[index - 1]
    index = 0  # W5, W6
    while index < len(own):
        if own[index] == "ET":
            end = index
            while end < len(own) and own[end] == "ET":
                end += 1
            number = (index > 0 and own[index - 1] == "EN") or (end < len(own) and own[end] == "EN")
            own[index:end] = ["EN" if number else "ON"] * (end - index)
            index = end
        else:
            if own[index] in ("ES", "CS"):
                own[index] = "ON"
            index += 1
    strong = start  # W7
    for index, kind in enumerate(own):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            own[index] = "L"


def _paired_brackets(own: list[str], original: list[str], characters: list[str], direction: str, start: str) -> None:
    """Rule N0: both brackets of a pair run as what they enclose."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for index, raw in enumerate(characters):
        if own[index] != "ON":
            continue
        character = _SAME.get(raw, raw)
        if character in _OPENING:
            if len(stack) == 63:
                break
            stack.append((_OPENING[character], index))
        elif character in _CLOSING:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == character:
                    pairs.append((stack[depth][1], index))
                    del stack[depth:]
                    break
    opposite = "L" if direction == "R" else "R"
    for opening, closing in sorted(pairs):
        inside = {_strong(own[index]) for index in range(opening + 1, closing)}
        if direction in inside:
            found = direction
        elif opposite in inside:
            earlier = next((kind for kind in map(_strong, reversed(own[:opening])) if kind), start)
            found = opposite if earlier == opposite else direction
        else:
            continue
        for bracket in (opening, closing):
            own[bracket] = found
            follower = bracket + 1
            while follower < len(own) and original[follower] == "NSM":
                own[follower] = found
                follower += 1


def _strong(kind: str) -> str | None:
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else None


def _neutrals(own: list[str], direction: str, start: str, end: str) -> None:
    """Rules N1 and N2."""
    index = 0
    while index < len(own):
        if own[index] not in _NEUTRAL:
            index += 1
            continue
        stop = index
        while stop < len(own) and own[stop] in _NEUTRAL:
            stop += 1
        before = (_strong(own[index - 1]) or direction) if index else start
        after = (_strong(own[stop]) or direction) if stop < len(own) else end
        own[index:stop] = [before if before == after else direction] * (stop - index)
        index = stop


def _whitespace(classes: Sequence[str], levels: list[int | None], base: int) -> None:
    """Rule L1: separators, and spaces before them or at the end of the line, run as the paragraph does."""
    trailing = True
    for index in range(len(classes) - 1, -1, -1):
        kind = classes[index]
        if kind in ("B", "S"):
            levels[index], trailing = base, True
        elif kind in _REMOVED:
            continue
        elif kind == "WS" or kind in _INITIATORS or kind == "PDI":
            if trailing:
                levels[index] = base
        else:
            trailing = False
