"""Why a document is not rendered: the errors of every format, each with what is wrong and what to do."""

from __future__ import annotations

import unicodedata


class FormatRefusal(Exception):
    """A document cannot be made in this format. The message says where, what is wrong and what to do."""


class FormatUnavailable(FormatRefusal):
    """The format does not exist, or cannot be made for this document or on this installation."""


class UnprintableText(FormatRefusal):
    """Text holds characters that no font of the paper has.

    ``characters``: each one once, in order of appearance. ``where``: the block, and the line or item in it.
    """

    def __init__(self, characters: tuple[str, ...], where: str) -> None:
        self.characters = characters
        self.where = where
        listed = ", ".join(described(character) for character in characters[:10])
        more = f" and {len(characters) - 10} more" if len(characters) > 10 else ""
        super().__init__(
            f"{where}: cannot be printed: {listed}{more}. Write these words in another script, or leave the"
            " characters out."
        )


class AddressTooLarge(FormatRefusal):
    """The address block does not fit its place on the page. ``line``: the first line that does not fit."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(
            f'Address: no room for the line "{line}". Shorten the address, or put two short lines into one.'
        )


class UncertifiableText(FormatRefusal):
    """A letter that the post would not certify.

    ``where``: the block. ``fault``: ``enclosures``, ``character``, ``word`` or ``addresses``; ``value``: which.
    """

    def __init__(self, where: str, fault: str, reason: str, value: str = "") -> None:
        self.where = where
        self.fault = fault
        self.value = value
        super().__init__(f"{where}: the post does not certify this letter: {reason}")


class UnusableRecipient(FormatRefusal):
    """An e-mail address that cannot stand in a To: header. ``recipient`` is what was given."""

    def __init__(self, recipient: str) -> None:
        self.recipient = recipient
        super().__init__(
            f"Recipient: {recipient!r} is not one e-mail address. Write it as name@example.org, without a line break."
        )


def described(character: str) -> str:
    """Name one character so that a reader can find it: ``U+1F600 GRINNING FACE``, with the character if visible."""
    name = unicodedata.name(character, "")
    shown = f"{character} " if character.isprintable() and not character.isspace() else ""
    return f"{shown}(U+{ord(character):04X}{' ' + name if name else ''})"
