"""Lines as operators that show text (ISO 32000-1, 9.4), made once for a line that many letters have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facewrit.formats.pdf.drawing import Shown, Span
from facewrit.formats.pdf.shaping import Piece

_NOTHING = Shown(b"", ())


def shown(spans: Sequence[Span]) -> Shown:
    """Return the operators that show a line, from its first font to its last glyph, and what fonts they need."""
    if len(spans) == 1:
        (only,) = spans
        first = only.pieces[0]
        alike = [piece.code for piece in only.pieces if piece.font == first.font and not piece.extra]
        if only.language is None and len(alike) == len(only.pieces):
            code = _array(alike)
            return Shown(b"%s %.5g Tf %s" % (first.font, first.face.scale, code), (first,)) if code else _NOTHING
    fonts: dict[bytes, Piece] = {}
    extra: list[Piece] = []
    for span in spans:
        for piece in span.pieces:
            if piece.extra:
                extra.append(piece)
            else:
                fonts.setdefault(piece.font, piece)
    return Shown(b" ".join(_operators(spans)), (*fonts.values(), *extra))


def _operators(spans: Sequence[Span]) -> list[bytes]:
    parts: list[bytes] = []
    font = b""
    for language, pieces in spans:
        if language:
            parts.append(b"/Span<</Lang(%s)>>BDC" % language.encode("ascii", "replace"))
        codes: list[bytes] = []
        for piece in pieces:
            if piece.font != font:
                if codes:
                    parts += _shown(codes)
                    codes = []
                font = piece.font
                parts.append(b"%s %.5g Tf" % (font, piece.face.scale))
            codes.append(piece.code)
        parts += _shown(codes)
        if language:
            parts.append(b"EMC")
    return parts


def _shown(codes: list[bytes]) -> Iterator[bytes]:
    if codes:
        yield _array(codes)


def _array(codes: list[bytes]) -> bytes:
    return (b"[" + b"".join(codes).replace(b"><", b"") + b"]TJ").replace(b"[]TJ", b"")
