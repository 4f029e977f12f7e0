"""What the frozen part of a font holds: the characters, and for scripts that join letters the words, of a language.

A list that is short of something costs a letter a small font of its own, never a character.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_MARKS = "\u00a0§°·–—‘’“”„…•"
# Letters beyond ASCII that a language writes (its own alphabet; names of others come with the letter).
_LETTERS = {
    "bg": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюя№",
    "cs": "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž",
    "da": "ÆØÅæøåé",
    "de": "ÄÖÜäöüß",
    "el": "ΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίαβγδεζηθικλμνξοπρςστυφχψωόύώϊϋΐΰ«»",
    "es": "ÁÉÍÑÓÚÜáéíñóúü¿¡«»ªº",
    "et": "ÄÖÕÜŠŽäöõüšž",
    "fi": "ÄÖÅäöå",
    "fr": "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜàâæçèéêëîïôœùûü«»\u202f",
    "hr": "ČĆĐŠŽčćđšž",
    "hu": "ÁÉÍÓÖŐÚÜŰáéíóöőúüű",
    "it": "ÀÈÉÌÒÙàèéìòù«»",
    "lt": "ĄČĘĖĮŠŲŪŽąčęėįšųūž",
    "lv": "ĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūž",
    "nb": "ÆØÅæøåé",
    "nl": "ËÏÖÉëïöé€",
    "pl": "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
    "pt": "ÀÁÂÃÇÉÊÍÓÔÕÚàáâãçéêíóôõúªº",
    "ro": "ĂÂÎȘȚăâîșț",
    "ru": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁё«»№",
    "sk": "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž",
    "sl": "ČŠŽčšž",
    "sr": "ЂЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШабвгдежзиклмнопрстуфхцчшђјљњћџ",
    "sv": "ÄÖÅäöåé",
    "tr": "ÂÇĞİÎÖŞÛÜâçğıîöşûü",
    "uk": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’«»№",
    "vi": (
        "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂể"
        "ỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
    ),
}
# Letters that join, each alone and in each place of a word, and the pairs that are written as one.
_JOINED = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_ARABIC = (
    *_JOINED, *(f"ب{letter}ب" for letter in _JOINED), *(f"ب{letter}" for letter in _JOINED),
    *(f"{letter}ب" for letter in _JOINED),
    "لا", "لأ", "لإ", "لآ", "بلا", "بلأ", "بلإ", "بلآ", *"،؛؟«»٠١٢٣٤٥٦٧٨٩",
)  # fmt: skip
_THAI = (*"กขคฆงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรฤลวศษสหฬอฮะาเแโใไๅๆฯ๐๑๒๓๔๕๖๗๘๙", *"กั กิ กี กึ กื กุ กู ก็ ก่ ก้ ก์ กี่ กี้ กั้ กำ ป้ ปี".split())
_HEBREW = tuple("אבגדהוזחטיכךלמםנןסעפףצץקרשת׳״־₪")
_DEVANAGARI = (
    *"अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह।०१२३४५६७८९",
    *(f"क{sign}" for sign in "ािीुूृेैोौंःँ़्"), *"क्ष त्र ज्ञ श्र प्र त्य क्त स्त न्य र्म र्ण द्ध व्य ध्य म्ब न्द स्थ स्व च्च".split(),
)  # fmt: skip
_BURMESE = (
    *"ကခဂဃငစဆဇဈညဋဌဍဏတထဒဓနပဖဗဘမယရလဝသဟဠအဤဥဧ၀၁၂၃၄၅၆၇၈၉၊။",
    *(f"က{sign}" for sign in "ါာိီုူေဲံ့း်"), *"ကျ ကြ ကွ မှ ကို ကော် ကြောင်း ချက် နှင့် သည် များ ဖြင့် အား တွင် မြန်မာ".split(),
)  # fmt: skip
_WORDS = {
    "ar": _ARABIC, "fa": _ARABIC, "ur": _ARABIC, "th": _THAI, "he": _HEBREW, "hi": _DEVANAGARI, "mr": _DEVANAGARI,
    "ne": _DEVANAGARI, "my": _BURMESE,
}  # fmt: skip
_FILES = {"ja": "ja", "ko": "ko", "zh": "zh", "zh-hant": "zh-Hant", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant"}


@lru_cache(maxsize=32)
def alphabet(language: str) -> tuple[str, ...]:
    """Return the words, mostly of one character, that the frozen part of a font for ``language`` (BCP 47 tag) shows."""
    tag = language.lower()
    short = tag.partition("-")[0]
    name = next((_FILES[key] for key in ("-".join(tag.split("-")[:2]), short) if key in _FILES), None)
    if name:
        text = (files(__package__) / "alphabets" / f"{name}.txt").read_text(encoding="utf-8")
        return (*_ASCII, *"".join(text.split()))
    return (*_ASCII, *_MARKS, *_LETTERS.get(short, ""), *_WORDS.get(short, ()))
