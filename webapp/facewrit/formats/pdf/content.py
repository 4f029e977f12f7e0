"""Pages as content streams: the operators that show text and draw lines, with the marks of the structure around them.

Knows the language of PDF pages (ISO 32000-1, 8 and 9) and no PDF library.
"""

from __future__ import annotations

from facewrit.formats.pdf.drawing import BLACK, Box, Colour, Dot, Item, Page, Rule, Shown, Text
from facewrit.formats.pdf.encoding import shown
from facewrit.formats.pdf.fonts import Face
from facewrit.formats.pdf.tagging import Mark, Structure

# A circle as four curves: how far the handles stand from the corners.
_HANDLE = 0.5523


class FontUse:
    """Which fonts the pages use: frozen ones by name, and the glyphs that are needed besides."""

    def __init__(self) -> None:
        self.frozen: dict[bytes, Face] = {}
        self.extra: dict[bytes, tuple[Face, dict[int, str]]] = {}

    def note(self, ready: Shown) -> None:
        """Remember the fonts of a line."""
        for piece in ready.fonts:
            if piece.extra:
                _, glyphs = self.extra.setdefault(piece.font, (piece.face, {}))
                for number, text in piece.extra:
                    glyphs[number] = glyphs.get(number) or text
            else:
                self.frozen.setdefault(piece.font, piece.face)


def page_content(
    page: Page, height: float, index: int, structure: Structure, fonts: FontUse
) -> tuple[bytes, list[Mark]]:
    """Return the operators of one page, and the mark of each marked content, in the order of its identifiers.

    ``height``: of the paper, in points, since a PDF counts from the foot; ``index``: of the page, from 0.
    """
    parts: list[bytes] = []
    marks: list[Mark] = []
    current: Mark | None = None
    opened = False
    for item in page.items:
        mark = item.mark if isinstance(item, Text) else None
        if not opened or mark is not current:
            if opened:
                parts.append(b"EMC")
            if mark is None:
                parts.append(b"/Artifact BMC")
            else:
                structure.content(mark, index, len(marks))
                parts.append(b"/%s<</MCID %d>>BDC" % (mark.kind.encode(), len(marks)))
                marks.append(mark)
            current, opened = mark, True
        if isinstance(item, Text):
            ready = item.shown or shown(item.spans)
            fonts.note(ready)
            parts.append(_text(item, ready.code, height))
        else:
            parts.append(_drawn(item, height).encode())
    if opened:
        parts.append(b"EMC")
    return b"\n".join(parts), marks


def _text(item: Text, code: bytes, height: float) -> bytes:
    if item.turned:
        place = b"0 %.5g %.5g 0 %.2f %.2f Tm" % (-item.size, item.size, item.x, height - item.y)
        return b"BT %s %s ET" % (place, code)
    x, y, size = item.x, height - item.y, item.size
    if item.colour == BLACK and not item.spread:
        return b"BT %.5g 0 0 %.5g %.2f %.2f Tm %s ET" % (size, size, x, y, code)
    # Colour and spacing are part of the state of the page, not of this text.
    begin = b"BT %s rg %.5f Tc %.5g 0 0 %.5g %.2f %.2f Tm" % (
        _colour(item.colour),
        item.spread / size,
        size,
        size,
        x,
        y,
    )
    return b"%s %s 0 Tc ET 0 g" % (begin, code)


def _drawn(item: Item, height: float) -> str:
    match item:
        case Rule(x=x, y=y):
            end = f"{x + item.width:.2f} {height - y - item.height:.2f}"
            return f"q {item.thickness:.3g} w {_tone(item.colour)} RG {x:.2f} {height - y:.2f} m {end} l S Q"
        case Box(x=x, y=y):
            foot = height - y - item.height
            path = _rounded(item, foot) if item.radius else f"{x:.2f} {foot:.2f} {item.width:.2f} {item.height:.2f} re"
            return f"q {_paint(item.line, item.fill, item.thickness)} {path} {_operator(item.line, item.fill)} Q"
        case Dot(x=x, y=y, radius=radius):
            fill = (1.0, 1.0, 1.0) if item.hollow else item.colour
            return f"q {_paint(item.colour, fill, 1.2)} {_circle(x, height - y, radius)} b Q"
    raise TypeError(f"Not drawn here: {item!r}")


def _paint(line: Colour | None, fill: Colour | None, thickness: float) -> str:
    parts = [f"{thickness:.3g} w"]
    if line:
        parts.append(f"{_tone(line)} RG")
    if fill:
        parts.append(f"{_tone(fill)} rg")
    return " ".join(parts)


def _operator(line: Colour | None, fill: Colour | None) -> str:
    return "b" if line and fill else "s" if line else "f" if fill else "n"


def _tone(colour: Colour) -> str:
    return " ".join(f"{part:.3g}" for part in colour)


def _colour(colour: Colour) -> bytes:
    return _tone(colour).encode()


def _circle(x: float, y: float, radius: float) -> str:
    k = radius * _HANDLE
    right, left, top, foot = x + radius, x - radius, y + radius, y - radius
    return (
        f"{right:.2f} {y:.2f} m {right:.2f} {y + k:.2f} {x + k:.2f} {top:.2f} {x:.2f} {top:.2f} c"
        f" {x - k:.2f} {top:.2f} {left:.2f} {y + k:.2f} {left:.2f} {y:.2f} c"
        f" {left:.2f} {y - k:.2f} {x - k:.2f} {foot:.2f} {x:.2f} {foot:.2f} c"
        f" {x + k:.2f} {foot:.2f} {right:.2f} {y - k:.2f} {right:.2f} {y:.2f} c"
    )


def _rounded(box: Box, foot: float) -> str:
    r, k = box.radius, box.radius * (1 - _HANDLE)
    left, right, top = box.x, box.x + box.width, foot + box.height
    return (
        f"{left + r:.2f} {foot:.2f} m {right - r:.2f} {foot:.2f} l"
        f" {right - k:.2f} {foot:.2f} {right:.2f} {foot + k:.2f} {right:.2f} {foot + r:.2f} c"
        f" {right:.2f} {top - r:.2f} l"
        f" {right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c"
        f" {left + r:.2f} {top:.2f} l"
        f" {left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - r:.2f} c"
        f" {left:.2f} {foot + r:.2f} l"
        f" {left:.2f} {foot + k:.2f} {left + k:.2f} {foot:.2f} {left + r:.2f} {foot:.2f} c"
    )
