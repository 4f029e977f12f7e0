"""What a file says of itself: title, language, and that it is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).

No author, no date and no name of a person ever; in a neutral document no name of a program either.
"""

from __future__ import annotations

import base64
import zlib
from functools import lru_cache
from html import escape

from facewrit.formats.characters import without_controls

PRODUCER = "Facewrit"

# The sRGB profile (IEC 61966-2.1) as Little CMS makes it, with its date and identifier blanked. 588 bytes.
_SRGB = (
    "c-obby-UMT6va<lMbSzJ9Yh>5RB>oQ6vR>M(4|PJ6|A~6uSqK;X-HC}xC$-~1qac^ufhL7SHV@GASi-}e}i9(lz7q<T0{r$<K_N1dFOK9eLyg!3El3R"
    "19Zc&GRcIrl3SH}>IiT(BQI=oKAleC&-lFe&)&toTKHe|7Zh6nfnM^AFfE77Zjjn^OpkZTL!y)~kdMhRiw%-*JYDwr#p9yS?;cy(%mNVfYD&cpmOEIK"
    "ES)?-j_O)PwEFRG5>|}mCFT+CQP{{Ji3B9bs9*yc9K@Lo&g^&JWYf2ZGChJ{6IEDr6j7o#MzzAK3bRUG;nGm`=Kgb@wmLoKR}UwE?q}D18v}awfJV)AzfN4YaSDW<fGeZzFLO?_AJl7YEqVk*"
    "wt<W5wkGcbmpj1lqnWqzO)113R8`>h92m#}gLR;9&7W24Kh7S2>=vKs7C1Nr#(6%n{tX2EXO;"
)

_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


@lru_cache(maxsize=1)
def colour_profile() -> bytes:
    """Return the sRGB profile as a stream object."""
    profile = zlib.decompress(base64.b85decode(_SRGB))
    packed = zlib.compress(profile, 9)
    return b"<</N 3/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def description(title: str, language: str, producer: str | None) -> bytes:
    """Return the XMP packet as a stream object; it says what :func:`properties` says (ISO 19005-2, 6.6)."""
    words = escape(without_controls(title), quote=False)
    made_by = f"<pdf:Producer>{escape(producer)}</pdf:Producer>\n" if producer else ""
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>\n"
        f"{made_by}<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        f'</rdf:Description>\n{_EXTENSION}</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()
    # Not compressed: those who search archives read it as it stands (ISO 19005-1, 6.7.2).
    return b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(packet), packet)


def properties(title: str, producer: str | None) -> bytes:
    """Return the information dictionary."""
    entries = b"/Title" + text_string(without_controls(title))
    if producer:
        entries += b"/Producer" + text_string(producer)
    return b"<<" + entries + b">>"


def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1, 7.9.2.2) in hexadecimal, so that nothing in it can end it."""
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"
