"""The ways to send a finished letter, as the page shows them: by e-mail first, then what is free, then what costs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from facewrit.drafting import Dossier
from facewrit.formats.text import text
from facewrit.letters.document import Subject
from facewrit.letters.facts import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter as an e-mail to be copied together.

    ``link`` names the recipient and nothing else. A ``mailto:`` address ends up in histories and in what mail programs
    are told by the system; the subject tells the matter and the body the person, so both are copied instead.
    """

    recipient: str
    confirmed: bool
    subject: str
    body: str

    @property
    def link(self) -> str:
        """The recipient as the address of a link."""
        return f"mailto:{quote(self.recipient, safe='@.+-_')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """``mail``: the first way where they have an address; then what is free, then what costs, with proof first."""

    mail: Mail | None
    free: tuple[Channel, ...]
    paid: tuple[Channel, ...]


_PAID = ("registered", "post")


def ways_of(dossier: Dossier) -> Ways:
    """How this letter can be sent."""
    channels = dossier.facts.channels
    letter = dossier.letter
    mail = next((way for way in channels if way.kind == "email"), None)
    subject = next((block.text for block in letter.blocks if isinstance(block, Subject)), letter.title)
    paid = sorted((way for way in channels if way.kind in _PAID), key=lambda way: _PAID.index(way.kind))
    return Ways(
        mail=Mail(recipient=mail.value, confirmed=mail.confirmed, subject=subject, body=text(letter)) if mail else None,
        free=tuple(way for way in channels if way.kind == "form"),
        paid=tuple(paid),
    )
