"""The organisation a letter goes to, seen alike whether it has a record or was typed in by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from facewrit.law.directory import Contact, Controller
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.model import Names, Track
from facewrit.parties import TypedController

TYPED = "typed"  # source of a contact that the sender typed in


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """``names``: by language; ``entity``: the legal entity written on the envelope. ``record`` if it has one."""

    slug: str | None
    names: Names
    entity: str
    country: str
    establishments: tuple[str, ...]
    sector: str | None
    track: Track
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...]
    record: Controller | None

    def seats(self) -> tuple[str, ...]:
        """Territory codes of the seat and of all establishments."""
        return (self.country, *self.establishments)


class UnverifiedController(ValueError):
    """The record exists, but nobody has found a source for it: it is never offered."""


def find_organisation(given: str | TypedController, lawbook: Lawbook, track: str | None = None) -> Organisation:
    """Look up a slug, or take what was typed in.

    :param track: overrides the track that the sector suggests.
    :raises UnknownRecord: if there is no such controller, or no such sector.
    :raises UnverifiedController: if its record has no source.
    """
    if isinstance(given, TypedController):
        sector = lawbook.sector(given.sector) if given.sector else None
        if given.sector and sector is None:
            raise UnknownRecord("sectors", given.sector, (known.id for known in lawbook.catalogue.sectors))
        contacts: list[Contact] = []
        if given.address:
            contacts.append(Contact(kind="post", lines=given.address, confidence="high", source=TYPED))
        if given.email:
            contacts.append(Contact(kind="email", value=given.email, confidence="high", source=TYPED))
        return Organisation(
            slug=None,
            names={},
            entity=given.name,
            country=given.country,
            establishments=(),
            sector=given.sector,
            track=cast(Track, track or (sector.track if sector else "private")),
            languages=(),
            contacts=tuple(contacts),
            record=None,
        )
    record = lawbook.controller(given)
    if record.status == "unverified":
        raise UnverifiedController(given)
    return Organisation(
        slug=record.slug,
        names=record.names,
        entity=record.entity,
        country=record.country,
        establishments=record.establishments,
        sector=record.sector,
        track=cast(Track, track or record.track),
        languages=record.languages,
        contacts=record.contacts,
        record=record,
    )


def desk_for(
    contacts: Iterable[Contact], kind: str, territories: Iterable[str], confirmed: bool = False
) -> Contact | None:
    """The contact of a kind that serves one of the territories, else the one that serves everybody.

    :param territories: codes from near to far (``nl``, ``eu``).
    :param confirmed: take only contacts that somebody has confirmed, if there is one.
    """
    every = [contact for contact in contacts if contact.kind == kind]
    # A parent company is another addressee: only where the organisation itself has no desk at all.
    found = [contact for contact in every if contact.role != "parent_company"] or every
    for code in territories:
        for contact in found:
            if code in contact.serves and (contact.confirmed or not confirmed):
                return contact
    general = [contact for contact in found if not contact.serves]
    return next((contact for contact in general if contact.confirmed), None) or (
        None if confirmed else next(iter(general), None)
    )
