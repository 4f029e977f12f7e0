"""The fonts that the build starts from: which package carries them, by what hash we know them, which part we take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

REGULAR, BOLD = "Regular", "Bold"
WEIGHTS = {REGULAR: 400.0, BOLD: 700.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One font family and what is taken from it.

    ``package``: import name of the package that carries it; ``fonts``: path and SHA-256 of the file of each weight (a
    variable font stands under both); ``licence``: path and SHA-256; ``axes``: what a variable font is fixed at besides
    its weight, ``None`` for fonts that are not variable. ``proof``: characters that must be there, or the build fails.
    ``shaped``: keeps its layout tables, which tell how letters join and where marks stand.
    """

    family: str
    package: str
    distribution: str
    fonts: dict[str, tuple[str, str]]
    licence: tuple[str, str]
    axes: dict[str, float] | None = field(default_factory=dict)
    proof: str
    shaped: bool = True


def _variable(path: str, sha256: str) -> dict[str, tuple[str, str]]:
    return {style: (path, sha256) for style in WEIGHTS}


def _pack(family: str, package: str, sha256: str, licence_sha256: str, **others: object) -> Source:
    """Describe a font of the ``justmytype`` packs, which keep one folder for each family."""
    folder = f"fonts/ofl/{family.replace(' ', '').lower()}"
    axes = "wght" if package.endswith("cjk") else "wdth,wght"
    return Source(
        family=family,
        package=package,
        distribution=f"{package.replace('_', '-')}==0.1.0",
        fonts=_variable(f"{folder}/{family.replace(' ', '')}[{axes}].ttf", sha256),
        licence=(f"{folder}/OFL.txt", licence_sha256),
        axes={} if axes == "wght" else {"wdth": 100.0},
        **others,  # type: ignore[arg-type]
    )


_ADOBE = "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9"

_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟پچژگکیٹڈڑںھہے۰۱۲۳۴۵۶۷۸۹«»()"

SOURCES = (
    Source(
        family="Noto Sans",
        package="fontpkg_noto_sans",
        distribution="fontpkg-noto-sans==2.15",
        fonts=_variable(
            "files/NotoSans[wdth,wght].ttf", "bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d"
        ),
        licence=("LICENSE", "cee9892f9f0cc8fe882c9e9537ee6a89621d86ee7ceaf70b02e2b2b1c25c061a"),
        axes={"wdth": 100.0},
        proof="ĄĆĘŁŃÓŚŹŻąćęłńóśźż ĞğİıŞş ẠạẢảẤấỆệỔổỮữỲỳĐđƠơƯư ΑΩαωάώ ЂЙйёЄєЇїҐґ €§–—“”‘’„…•№",
    ),
    _pack(
        "Noto Sans JP",
        "justmytype_intl_cjk",
        "c2f3b4d463500a2ddcd3849cded1fceeb9fd6d1c32e6cbecd568453ba50fc68f",
        _ADOBE,
        proof="髙﨑𠮷德濵邉邊齋齊あゞアヽー々〆、。「」（）〒㈱①Ⅲ㊞～−",
        shaped=False,
    ),
    _pack(
        "Noto Sans KR",
        "justmytype_intl_cjk",
        "194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252",
        _ADOBE,
        proof="가각뷁힣똠펲洪吉童李朴鄭㈜「」『』·",
        shaped=False,
    ),
    _pack(
        "Noto Sans SC",
        "justmytype_intl_cjk",
        "a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
        _ADOBE,
        proof="个人信息保护法第四十五条，。、：；？！“”（）《》",
        shaped=False,
    ),
    _pack(
        "Noto Sans TC",
        "justmytype_intl_cjk",
        "864727d210d54f2537bbe23b3a839436c3992af72de9322af5270897246bd44f",
        _ADOBE,
        proof="個人資料保護法第三條，。、：；？！「」（）《》",
        shaped=False,
    ),
    _pack(
        "Noto Sans Thai",
        "justmytype_intl_sea",
        "5a1c559bb539583c8a1fd99d1c5b9491e5e14478c9cd2bd0970d5c3096cc9ef8",
        "2e98fd23a52d253db8612cd5942c8f2ff4111b21d2367050fdca91d8ccc374a0",
        proof="กขคงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮะัาำิีึืุูเแโใไๅๆ็่้๊๋์ํ๐๑๒๓๔๕๖๗๘๙ฯ฿",
    ),
    _pack(
        "Noto Sans Myanmar",
        "justmytype_intl_sea",
        "7abbbfbe2514105d7ce94937aee3feb2ba89b73a256c8b77b5866bd9b83e32ec",
        "246a75859267af7da466823969d2e2b407ed8455ee5f74f4c8d63d8783be9b57",
        proof="ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဣဤဥဦဧဩဪါာိီုူေဲံ့း္်ျြွှ၀၁၂၃၄၅၆၇၈၉၊။",
    ),
    Source(
        family="Noto Sans Devanagari",
        package="fontpkg_noto_sans_devanagari",
        distribution="fontpkg-noto-sans-devanagari==2.7",
        fonts=_variable(
            "files/NotoSansDevanagari[wdth,wght].ttf",
            "14ec4af41f27482216d1c2229f417ff9b1425e1babb014e57d1d40d03229853e",
        ),
        licence=("LICENSE", "a216f6f8d85c7228093e0ee5e258d9d377e6671f68acb4db1930b29583d0f331"),
        axes={"wdth": 100.0},
        proof="अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसहािीुूृेैोौंःँ़्०१२३४५६७८९।॥",
    ),
    # IBM reserves its font's name for the font as a whole (OFL, 3): what is cut from it bears ours.
    Source(
        family="Facewrit Arabic",
        package="fontpkg_ibm_plex_sans_arabic",
        distribution="fontpkg-ibm-plex-sans-arabic==1.101",
        fonts={
            REGULAR: (
                "files/IBMPlexSansArabic-Regular.ttf",
                "6f611412270a132bbac838da9259d4c68569b4175f3b3b8fa3fa36a30b56dab9",
            ),
            BOLD: (
                "files/IBMPlexSansArabic-Bold.ttf",
                "691e0c891a38637ae6bbdb69700f8042cb0724a137bee615068ffdb92244f61f",
            ),
        },
        licence=("LICENSE", "7e6b2818edbd8f6a01ae80641cc8f16a51080d08fb4e532be3a0b6f74adb07da"),
        axes=None,
        proof=_ARABIC,
    ),
    Source(
        family="Amiri",
        package="fontpkg_amiri",
        distribution="fontpkg-amiri==1.2",
        fonts={
            REGULAR: ("files/Amiri-Regular.ttf", "ab391c4147d054c48976e98322ad0eefe1427aa0e0502a12a4c75d80a70cfcd7"),
            BOLD: ("files/Amiri-Bold.ttf", "cfccb794268e7d573d857e6d6a67f89cf8a053e8ffd85dfa0c8ec1bb36fc4827"),
        },
        licence=("LICENSE", "72de68e5954f4fdd24702292ef5a32f003ca960ec9330dc86e5eefb5dffb9b22"),
        axes=None,
        proof=_ARABIC,
    ),
    _pack(
        "Noto Sans Hebrew",
        "justmytype_intl_rtl",
        "7ef36a2c3593758cdb622e1bdef4f84523e92fbc3ccc667438dd80ff54c2de88",
        "9b9fe028b5ba74d231659a1bbaf0ed09b11e759d1ca6a070999e16d151616b47",
        proof="אבגדהוזחטיכךלמםנןסעפףצץקרשת׳״־ְֱֲֳִֵֶַָֹֻּ₪",
    ),
)


def characters(family: str, style: str) -> set[int]:
    """Return the code points wanted from a family: what letters in its scripts need, and no more."""
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    general = latin | set(range(0x2010, 0x2028)) | set(range(0x2030, 0x2040)) | {0x25CC}
    match family:
        case "Noto Sans JP":
            # cp932 is what Japanese offices type; JIS X 0213 adds variants that stand in family registers; what neither
            # has but people write (𠮷, ㊞, compatibility forms of names) stands in blocks that the font fills thinly.
            blocks = ((0x3200, 0x4DC0), (0xF900, 0xFB00), (0xFF61, 0xFFA0), (0x20000, 0x30000))
            return latin | _double_byte("cp932") | _double_byte("shift_jis_2004") | _in_blocks(blocks)
        case "Noto Sans KR":
            return latin | _double_byte("euc_kr") | set(range(0xAC00, 0xD7A4))
        # Rare characters of Chinese names come in one weight: they stand in addresses, which are not bold.
        case "Noto Sans SC":
            return latin | _double_byte("gb2312" if style == BOLD else "gbk")
        case "Noto Sans TC":
            return latin | _double_byte("big5", leads=range(0xA1, 0xC9 if style == BOLD else 0xFF))
        case "Noto Sans Thai":
            return general | set(range(0x0E00, 0x0E80))
        case "Noto Sans Myanmar":
            return general | _in_blocks(((0x1000, 0x10A0), (0xA9E0, 0xAA00), (0xAA60, 0xAA80)))
        case "Noto Sans Devanagari":
            return general | _in_blocks(((0x0900, 0x0980), (0x1CD0, 0x1D00), (0x20B9, 0x20BA), (0xA8E0, 0xA900)))
        case "Amiri" | "Facewrit Arabic":
            return general | _in_blocks(((0x0600, 0x0700), (0x0750, 0x0780), (0x200C, 0x2010), (0xFD3E, 0xFD40)))
        case "Noto Sans Hebrew":
            return general | _in_blocks(((0x0590, 0x0600), (0x20AA, 0x20AB), (0xFB1D, 0xFB50)))
    blocks = (
        (0x20, 0x7F), (0xA0, 0x590), (0x1C80, 0x1C90), (0x1D00, 0x2000), (0x2000, 0x200B), (0x2010, 0x2028),
        (0x202F, 0x2060), (0x2070, 0x2C00), (0x2C60, 0x2C80), (0x2DE0, 0x2E80), (0xA640, 0xA6A0), (0xA720, 0xA800),
        (0xAB30, 0xAB70), (0xFB00, 0xFB07),
    )  # fmt: skip
    return _in_blocks(blocks)


def _in_blocks(blocks: tuple[tuple[int, int], ...]) -> set[int]:
    return {code for first, end in blocks for code in range(first, end)}


def _double_byte(codec: str, leads: Iterable[int] = range(0x81, 0xFF)) -> set[int]:
    """Every code point that a double-byte character set can write in two bytes, private use left out."""
    found: set[int] = set()
    for lead in leads:
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            found.update(ord(character) for character in text)
    return {code for code in found if code >= 0x20 and not 0x7F <= code < 0xA0 and not 0xE000 <= code < 0xF900}
