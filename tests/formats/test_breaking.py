"""Where lines end: the rules of each script, and that no text is lost or too wide whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facewrit.formats.breaking import SPACES, fill, opportunities

PROSE = (
    "「顔認識システム」の運用について、貴社は（第27条第5項第3号の事項を含む。）どのように公表していますか？キャッシャーの"
    "データーベース……登録ッ、お尋ねします。"
)


def _lines(text: str, language: str, room: int) -> list[str]:
    return [text[start:end] for start, end in fill(text, language, room, lambda start, end: end - start)]


@pytest.mark.parametrize("room", range(4, 40))
def test_no_japanese_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(room: int) -> None:
    lines = _lines(PROSE, "ja", room)
    assert "".join(lines) == PROSE
    assert not [line for line in lines[1:] if line[0] in "、。」）？ー…ャュョッ"]
    assert not [line for line in lines[:-1] if line[-1] in "「（"]
    assert all(len(line) <= room for line in lines)


def test_a_number_stays_with_its_counter() -> None:
    assert _lines("個人情報の保護に関する法律第33条第1項", "ja", 16) == ["個人情報の保護に関する法律第", "33条第1項"]


def test_korean_breaks_at_spaces_only() -> None:
    text = "개인정보 보호법 제35조제1항에 따라(홍길동) 요구합니다."
    starts = {text[index - 1] for index in opportunities(text, "ko")}
    assert starts == {" "}
    assert len(opportunities(text, "ko")) == text.count(" ")


def test_hanja_and_kana_in_a_korean_letter_do_not_add_breaks() -> None:
    assert opportunities("홍길동(洪吉童)은やまだ", "ko") == []


@pytest.mark.parametrize(
    "address",
    ["yoko.takasaki@example.or.jp", "https://www.example.co.jp/privacy/face-recognition/notice.html?page=2#top"],
)
@pytest.mark.parametrize("language", ["ja", "en", "ko"])
def test_an_address_that_fits_a_line_is_never_cut(address: str, language: str) -> None:
    text = f"ご連絡は「{address}」までお願いします。" if language == "ja" else f"Please write to {address}, or call."
    for room in range(len(address) + 3, 90):
        assert any(address in line for line in _lines(text, language, room))


def test_a_url_longer_than_a_line_is_cut_at_its_joints() -> None:
    lines = _lines("https://example.org/people/gallery?page=12", "en", 24)
    assert lines == ["https://example.org/", "people/gallery?page=12"]


def test_a_word_longer_than_a_line_is_cut_anywhere() -> None:
    assert _lines("x" * 25, "en", 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_phone_number_and_a_reference_are_not_cut_at_their_hyphens() -> None:
    assert opportunities("+81-3-9999-9999", "en") == []
    assert opportunities("FW-2026-00017", "en") == []
    assert opportunities("face-matching", "en") == [5]


def test_a_french_question_mark_stays_with_its_word() -> None:
    assert _lines("Que faites-vous ?", "fr", 16) == ["Que faites-", "vous ?"]


def test_no_break_spaces_hold() -> None:
    assert opportunities("Art.\u00a015 GDPR", "en") == [8]


@pytest.mark.parametrize("text", ["(Art. 15 GDPR)", "nach Abs. 3 BGB", "nach § 823 BGB", "law no. 7 of"])
def test_an_abbreviation_stays_with_its_number(text: str) -> None:
    digit = next(index for index, character in enumerate(text) if character.isdigit())
    assert digit not in opportunities(text, "en")
    assert opportunities(text, "en") == [i + 1 for i, c in enumerate(text) if c == " " and i + 1 != digit]


def test_a_line_break_in_a_text_is_kept() -> None:
    assert _lines("one\n\ntwo", "en", 20) == ["one", "", "two"]


def test_a_mark_stays_with_its_letter() -> None:
    assert all(line[0] != "\u0302" for line in _lines("m\u0302" * 30, "en", 7))


@given(
    text=st.text(alphabet=st.sampled_from("ab -/.@:1２Łé\u0302「」、。ー漢字かな한국어\u3000\n\u00a0"), max_size=120),
    language=st.sampled_from(["en", "ja", "ko", "fr"]),
    room=st.integers(min_value=2, max_value=40),
)
def test_nothing_is_lost_but_spaces_and_no_line_is_too_wide(text: str, language: str, room: int) -> None:
    lines = _lines(text, language, room)
    dropped = SPACES | {"\n"}

    def solid(value: str) -> str:
        return "".join(character for character in value if character not in dropped)

    assert solid("".join(lines)) == solid(text)
    # A letter with its marks is never parted, even where the line is narrower than both.
    assert all(len(line) <= room or "\u0302" in line for line in lines)
    assert all("\n" not in line for line in lines)


def test_a_very_long_word_is_filled_in_reasonable_time() -> None:
    assert len(_lines("漢" * 100_000, "ko", 40)) == 2_500
