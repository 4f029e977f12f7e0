"""The translators' page lists exactly the words that a template may use."""

from build_tools.word_table import README, with_table


def test_the_table_of_words_is_the_table_of_words() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_table(text), "The words have changed. Run: python -m build_tools.word_table"
