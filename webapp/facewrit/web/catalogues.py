"""The words of the pages: one gettext catalogue a language, read from ``translations/<language>/messages.po`` at start.

English is the language of the sources and needs no catalogue. A message without a translation is a fault that the tests
find; a reader then sees the English words rather than none.
"""

from __future__ import annotations

import gettext as plurals
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from babel import Locale
from babel.messages.pofile import read_po

SOURCE = "en"
#: Those that come first; the others follow by their codes.
_FIRST = ("ja", "ko", "de")


def _find_languages() -> tuple[str, ...]:
    """A language of the pages is one that has a catalogue: a folder more under ``translations/``, and it is there."""
    rooms = (files("facewrit.web") / "translations").iterdir()
    known = sorted(room.name for room in rooms if (room / "messages.po").is_file())
    return (SOURCE, *(code for code in _FIRST if code in known), *(code for code in known if code not in _FIRST))


#: Languages of the pages, in the order in which they are offered.
LANGUAGES = _find_languages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The messages of one language. ``messages``: forms by message; ``plural``: which form a number takes."""

    language: str
    messages: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    @property
    def locale(self) -> Locale:
        """CLDR's data for the language."""
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    def gettext(self, message: str) -> str:
        """The message in the language."""
        found = self.messages.get(message)
        return found[0] if found else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of the message that goes with a number."""
        found = self.messages.get(singular)
        if not found:
            return singular if number == 1 else plural
        return found[min(self.plural(number), len(found) - 1)]


def read_catalogues(languages: Iterable[str] = LANGUAGES) -> dict[str, Catalogue]:
    """Read the catalogues of the given languages.

    :raises FileNotFoundError: if a language has none.
    """
    return {language: _read(language) for language in languages}


def _read(language: str) -> Catalogue:
    if language == SOURCE:
        return Catalogue(language=language, messages={}, plural=lambda number: int(number != 1))
    path = files("facewrit.web") / "translations" / language / "messages.po"
    with path.open("rb") as source:
        read = read_po(source, locale=language.replace("-", "_"), abort_invalid=True)
    messages: dict[str, tuple[str, ...]] = {}
    for message in read:
        if not message.id or message.fuzzy:
            continue
        singular = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if forms and all(forms):
            messages[singular] = forms
    return Catalogue(language=language, messages=messages, plural=plurals.c2py(read.plural_expr))
