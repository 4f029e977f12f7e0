"""The parts of a Word file that every letter of a language shares: styles, settings, relations (ECMA-376, Part 1).

Made once in a process and kept packed, so that a letter costs its own text and no more.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from facewrit.formats.languages import runs_backwards

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Fonts that come with Windows and macOS, by the script they draw; LibreOffice takes its own likes of them.
_LATIN = "Arial"
_EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei", "zh-hant": "Microsoft JhengHei"}
_COMPLEX = {"th": "Leelawadee UI", "my": "Myanmar Text", "hi": "Nirmala UI", "mr": "Nirmala UI", "ne": "Nirmala UI"}
_ACCENT = "1C3B61"


class Packed(NamedTuple):
    """A part of the file, deflated. ``name``: its place in the file; ``size`` and ``crc``: of what was packed."""

    name: str
    crc: int
    size: int
    content: bytes


def packed(name: str, text: str, level: int = 6) -> Packed:
    """Deflate one part."""
    content = text.encode()
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Packed(name, zlib.crc32(content), len(content), squeezer.compress(content) + squeezer.flush())


def archive(parts: Iterable[Packed]) -> bytes:
    """Put parts together as a ZIP file without dates (PKWARE APPNOTE 4.3): the same parts give the same bytes."""
    body, table = [], []
    offset = count = 0
    for part in parts:
        name = part.name.encode()
        # Version 2.0, names in UTF-8, deflated, 1 January 1980.
        common = struct.pack(
            "<5H3I2H", 20, 0x800, 8, 0, 0x21, part.crc, len(part.content), part.size, len(name), 0
        )  # fmt: skip
        body += [b"PK\x03\x04", common, name, part.content]
        table += [b"PK\x01\x02", struct.pack("<H", 20), common, struct.pack("<3H2I", 0, 0, 0, 0, offset), name]
        offset += 30 + len(name) + len(part.content)
        count += 1
    directory = b"".join(table)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*body, directory, end))


@lru_cache(maxsize=64)
def shared_parts(language: str, size: float, centred: bool) -> tuple[Packed, ...]:
    """Return the parts that all documents of a language share.

    ``size``: of the text, in points; ``centred``: the subject stands in the middle, as a Japanese title does.
    """
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("numbering", "numbering"),
            ("footer1", "footer"), ("header1", "header"),
        )
    )  # fmt: skip
    content_types = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{types}</Types>"
    )
    relations = _relations(
        ("officeDocument", "word/document.xml"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
    )
    inner = _relations(*((kind, f"{kind}.xml") for kind in ("styles", "settings", "numbering")),
                       ("footer", "footer1.xml"), ("header", "header1.xml"))  # fmt: skip
    return (
        packed("[Content_Types].xml", content_types, 9),
        packed("_rels/.rels", relations, 9),
        packed("word/_rels/document.xml.rels", inner, 9),
        packed("word/styles.xml", _styles(language, size, centred), 9),
        packed("word/settings.xml", _settings(language), 9),
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "://" in kind else f"{R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _settings(language: str) -> str:
    strict = '<w:characterSpacingControl w:val="compressPunctuation"/>' if language[:2] in ("ja", "zh") else ""
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>{strict}'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat></w:settings>'
    )


def language_tag(language: str) -> str:
    """Return the element that tells the language of a run, in the place that its script reads (17.3.2.20)."""
    short = language.partition("-")[0]
    place = "bidi" if runs_backwards(language) else "eastAsia" if short in ("ja", "ko", "zh") else "val"
    others = ' w:val="en-US"' if place == "eastAsia" else ""
    return f'<w:lang{others} w:{place}="{_region(language)}"/>'


def _region(language: str) -> str:
    # Word checks spelling by language and country, and shows a bare "zh" as no language at all.
    known = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "he": "he-IL"}
    return known.get(language.lower(), language)


def _styles(language: str, size: float, centred: bool) -> str:
    short = language.partition("-")[0].lower()
    traditional = language.lower().startswith(("zh-hant", "zh-tw", "zh-hk"))
    east = _EAST_ASIAN.get("zh-hant" if traditional else short, "Yu Gothic")
    complex_ = _COMPLEX.get(short, _LATIN)
    fonts = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{east}" w:cs="{complex_}"/>'
    # An exclamation of Word's own: sizes are half points.
    plain = f"{fonts}{_size(size)}{language_tag(language)}"
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="3" w:color="{0}"/><w:left w:val="single" w:sz="6"'
    rule += ' w:space="3" w:color="{0}"/><w:bottom w:val="single" w:sz="6" w:space="3" w:color="{0}"/><w:right'
    rule += ' w:val="single" w:sz="6" w:space="3" w:color="{0}"/></w:pBdr>'
    middle = '<w:jc w:val="center"/>' if centred else ""
    styles = [
        _style("Normal", "Normal", "", '<w:widowControl/><w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', "",
               True),
        _style("Title", "Title", "Normal", f'<w:keepNext/><w:spacing w:before="240" w:after="200"/>{middle}'
               '<w:outlineLvl w:val="0"/>', f"<w:b/><w:bCs/>{_size(14 if centred else size + 0.5)}"),
        _style("Heading1", "heading 1", "Normal", '<w:keepNext/><w:spacing w:before="220" w:after="80"/>'
               '<w:outlineLvl w:val="1"/>', f"<w:b/><w:bCs/>{_size(size + 0.5)}"),
        _style("Heading2", "heading 2", "Normal", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>'
               '<w:outlineLvl w:val="2"/>', "<w:b/><w:bCs/>"),
        _style("AddressLine", "Address line", "Normal",
               '<w:keepLines/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'),
        _style("Date", "Date", "Normal"),
        _style("Reference", "Reference", "Normal"),
        _style("Salutation", "Salutation", "Normal", "<w:keepNext/>"),
        _style("ListBullet", "List Bullet", "Normal", '<w:spacing w:after="60"/>'),
        _style("ListNumber", "List Number", "Normal", '<w:spacing w:after="60"/>'),
        _style("Checklist", "Checklist", "Normal", '<w:spacing w:after="80"/><w:ind w:left="425" w:hanging="425"/>'),
        _style("Closing", "Closing", "Normal", '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="840"/>'),
        _style("Signature", "Signature", "Normal", '<w:keepLines/><w:spacing w:after="0"/>'),
        _style("EnclosureLabel", "Enclosure label", "Normal", '<w:keepNext/><w:spacing w:before="320" w:after="0"/>',
               f"<w:b/><w:bCs/>{_size(size - 1)}"),
        _style("Enclosure", "Enclosure", "Normal", '<w:spacing w:after="0"/>', _size(size - 1)),
        _style("Cell", "Cell", "Normal", '<w:spacing w:before="20" w:after="20" w:line="252" w:lineRule="auto"/>'),
        _style("Banner", "Banner", "Normal", rule.format(_ACCENT) + '<w:jc w:val="center"/>',
               f'<w:b/><w:bCs/><w:color w:val="{_ACCENT}"/>'),
        _style("Footer", "footer", "Normal", '<w:spacing w:after="0"/>', f'<w:color w:val="5C5C61"/>{_size(8)}'),
    ]  # fmt: skip
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(styles)}</w:styles>"
    )


def _style(
    identifier: str, name: str, based_on: str = "", paragraph: str = "", run: str = "", default: bool = False
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{identifier}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
