"""Which face sets what, and what no face has."""

from __future__ import annotations

import pytest

from facewrit.formats import UnprintableText
from facewrit.formats.characters import composed, printable
from facewrit.formats.pdf.fonts import stretches, tongues, unprintable


def _faces(text: str, language: str, *, strong: bool = False) -> list[tuple[str, str]]:
    return [
        (stretch, face.name)
        for part, tongue in tongues(printable(text), language)
        for stretch, face in stretches(part, tongue, strong)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Żółć Łącki-Świętosław", "Nguyễn Thị Hường", "İbrahim Çağrı Şığ", "Αλέξανδρος Ὀδυσσεύς",
        "Щукин Їжаченко Ґалаґан", "髙﨑 𠮷野 德川 渡邉", "홍길동 뷁똠 洪吉童", "Ōe Kenzaburō",
        "Sæmundur Þór", "Ţepeş Țepeș", "Zuzana Ďaďová",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("strong", [False, True])
def test_names_are_covered_in_every_language_and_weight(name: str, language: str, strong: bool) -> None:
    made = _faces(name, language, strong=strong)
    assert "".join(text for text, _ in made) == printable(name)
    assert {face.partition("-")[2] for _, face in made} == {"Bold" if strong else "Regular"}


def test_each_language_begins_with_its_own_face() -> None:
    assert _faces("第33条", "ja") == [("第33条", "NotoSansJP-Regular")]
    assert _faces("제35조 law", "ko") == [("제35조 law", "NotoSansKR-Regular")]
    assert _faces("Article 15", "de") == [("Article 15", "NotoSans-Regular")]


def test_a_polish_name_in_a_korean_letter_is_set_in_one_face() -> None:
    assert _faces("저는 Łukasz Wiśniewski입니다", "ko") == [
        ("저는 ", "NotoSansKR-Regular"),
        ("Łukasz Wiśniewski", "NotoSans-Regular"),
        ("입니다", "NotoSansKR-Regular"),
    ]


def test_a_curved_apostrophe_in_a_japanese_letter_is_not_an_em_wide() -> None:
    assert _faces("O’Brien様", "ja") == [("O’Brien", "NotoSans-Regular"), ("様", "NotoSansJP-Regular")]


def test_hanja_in_a_korean_letter_and_hangul_in_a_japanese_one() -> None:
    assert _faces("洪吉童", "ko") == [("洪吉童", "NotoSansKR-Regular")]
    assert _faces("홍様", "ja") == [("홍", "NotoSansKR-Regular"), ("様", "NotoSansJP-Regular")]


def test_a_run_of_another_language_takes_the_faces_of_that_language() -> None:
    assert _faces("骨", "ko-KR") == [("骨", "NotoSansKR-Regular")]
    assert _faces("骨", "ja-JP") == [("骨", "NotoSansJP-Regular")]


@pytest.mark.parametrize(
    "character",
    ["😀", "\x00", "\x1b", "ა", "ሀ", "ᚠ", "\u202e", "\ud800", "\ue000", "\ufffd"],
)
def test_what_no_face_has_is_named(character: str) -> None:
    assert unprintable(f"Ana {character} Costa") == (character,)
    with pytest.raises(UnprintableText) as refusal:
        stretches(f"Ana {character}", "en")
    assert refusal.value.characters == (character,)
    assert f"U+{ord(character):04X}" in str(refusal.value)


def test_what_leaves_no_mark_is_no_reason_to_refuse() -> None:
    assert unprintable("a\u00adb\u200bc\ufeff\u200e\u202a\u202c葛\U000e0100\ttab\r\nline") == ()


def test_decomposed_letters_are_composed() -> None:
    assert printable("Z\u0307o\u0301l\u0301c\u0301") == "Żóĺć"
    assert printable("\u1112\u1169\u11bc") == "홍"
    assert printable("か\u3099") == "が"


def test_a_variant_ideograph_of_a_name_stays_what_it_is() -> None:
    assert composed("神\ufa19﨑\U0002f81a") == "神\ufa19﨑\U0002f81a"
