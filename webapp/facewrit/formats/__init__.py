"""The registry of formats: one document in, one file out. Importing it loads no renderer."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from types import MappingProxyType

from facewrit.formats.naming import file_name
from facewrit.formats.refusals import (
    AddressTooLarge,
    FormatRefusal,
    FormatUnavailable,
    UncertifiableText,
    UnprintableText,
    UnusableRecipient,
)
from facewrit.letters.document import Document

__all__ = [
    "FORMATS",
    "AddressTooLarge",
    "Format",
    "FormatRefusal",
    "FormatUnavailable",
    "Rendered",
    "UncertifiableText",
    "UnprintableText",
    "UnusableRecipient",
    "file_name",
    "render",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished file: neutral ``name``, ``media_type`` for HTTP and e-mail, ``content`` as bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Where a format is made: ``module`` has ``render(document) -> bytes`` and is imported at first use."""

    module: str
    media_type: str


FORMATS = MappingProxyType(
    {
        "pdf": Format(module="facewrit.formats.pdf.writer", media_type="application/pdf"),
        "docx": Format(
            module="facewrit.formats.docx",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        "txt": Format(module="facewrit.formats.text", media_type="text/plain; charset=utf-8"),
        "html": Format(module="facewrit.formats.html", media_type="text/html; charset=utf-8"),
        "eml": Format(module="facewrit.formats.eml", media_type="message/rfc822"),
    }
)


def render(document: Document, format: str) -> Rendered:
    """Render ``document`` in ``format``, a suffix of :data:`FORMATS`. The same document gives the same bytes.

    Raises a :class:`FormatRefusal`: :class:`FormatUnavailable` for a format that does not exist or cannot hold this
    document, :class:`UnprintableText` and :class:`AddressTooLarge` from the paper.
    """
    if format not in FORMATS:
        raise FormatUnavailable(f"Format {format!r} does not exist. Choose one of: {', '.join(sorted(FORMATS))}.")
    entry = FORMATS[format]
    content: bytes = importlib.import_module(entry.module).render(document)
    return Rendered(name=file_name(document, format), media_type=entry.media_type, content=content)
