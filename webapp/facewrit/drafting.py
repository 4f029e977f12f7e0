"""The whole road on one page: an intent becomes a dossier of facts and documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from facewrit.law.applicable import Refusal, Routing, resolve
from facewrit.law.directory import Layout
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.organisations import Organisation, UnverifiedController, find_organisation
from facewrit.law.reasons import reason
from facewrit.law.rights import choose
from facewrit.letters.compose import compose_letter, compose_sheet
from facewrit.letters.document import Document
from facewrit.letters.facts import LetterFacts
from facewrit.letters.gathering import FoundLaw, complaint_to, gather_facts, request_facts
from facewrit.letters.phrasebook import Phrasebook
from facewrit.letters.wording import regime_chain
from facewrit.request import BadRequest, Intent, Problem, RightsRequest

PLAIN_LAYOUT = "a4"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Refused(Exception):
    """No letter should be made; carries why, and what there is instead."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.reason.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything made for one intent: the facts, and the documents by role."""

    facts: LetterFacts
    letter: Document
    sheet: Document
    reading_copy: Document | None
    language: str
    reading_language: str

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents; the letter first."""
        return tuple(document for document in (self.letter, self.reading_copy, self.sheet) if document is not None)


def draft(intent: Intent, lawbook: Lawbook, phrasebook: Phrasebook, *, today: date, reference: str) -> Dossier:
    """Draft the letter, the sender's sheet and, in another reading language, a reading copy.

    :param today: the sender's calendar day. :param reference: used where the request has none.
    :raises BadRequest: if the request names something that does not exist or does not fit together.
    :raises Refused: if no letter should be made.
    :raises NoWords: if the letter does not exist in the language asked for.
    """
    facts = find_facts(intent, lawbook, today=today, reference=reference)
    language = letter_language(facts, lawbook, phrasebook)
    reading = facts.request.reading_language or _reading_language(facts, lawbook, phrasebook, language)
    if facts.request.reading_language is None and reading != language:
        told = reason("warning.notes_in_another_language", letter=language, notes=reading)
        facts = replace(facts, warnings=(*facts.warnings, told))
    chain = regime_chain(facts.route.regime)
    for kind in ("sheet", facts.kind):
        available = phrasebook.languages_of(kind, chain)
        if reading not in available:
            raise _problem("language_unavailable", "reading_language", value=reading, available=", ".join(available))
    layout = _layout(lawbook, facts.request)
    plain = lawbook.layout(PLAIN_LAYOUT if layout.paper == "A4" else "letter")
    return Dossier(
        facts=facts,
        letter=compose_letter(facts, phrasebook, language, layout),
        reading_copy=compose_letter(facts, phrasebook, reading, plain, copy_of=language)
        if reading != language
        else None,
        sheet=compose_sheet(facts, phrasebook, reading, language, plain),
        language=language,
        reading_language=reading,
    )


def find_facts(intent: Intent, lawbook: Lawbook, *, today: date, reference: str) -> LetterFacts:
    """Steps one to four of the road: which law, which rights, until when, and then.

    A letter of preservation asks for preservation alone, whatever else the request names.

    :raises BadRequest: if the request names something that does not exist.
    :raises Refused: if no letter should be made.
    """
    if intent.kind == "preservation":
        intent = replace(intent, request=replace(intent.request, ask=("preservation",)))
    found = find_law(intent.request, lawbook, today=intent.requested)
    asks_rights = intent.kind == "request" and intent.request.ask != ("preservation",)
    if asks_rights and not any(wish.rights for wish in found.granted):
        offers = tuple(reason(f"instead.{item.code}") for wish in found.granted for item in wish.instead)
        told = reason("refused.no_such_rights", regime=found.route.regime.names)
        raise Refused(Refusal(reason=told, instead=tuple(dict.fromkeys(offers))))
    if intent.kind == "complaint" and complaint_to(found.route, lawbook) is None:
        raise Refused(Refusal(reason=reason("refused.no_authority", regime=found.route.regime.names)))
    facts = gather_facts(found, intent, lawbook, today=today, reference=reference)
    if facts.recipient is not None and "phone_only" in facts.recipient.channels:
        raise Refused(Refusal(reason=reason("refused.authority_by_phone_only", authority=facts.recipient.names)))
    return facts


def find_law(request: RightsRequest, lawbook: Lawbook, *, today: date) -> FoundLaw:
    """Steps one and two: the route that the letter takes, and the rights that it grants.

    The best route is taken; but where it grants nothing of what was asked and another one does, that one, unless the
    sender has chosen.

    :raises BadRequest: if the request names something that does not exist.
    :raises Refused: if no law reaches the organisation, or no letter should go there.
    """
    organisation = known_organisation(request.controller, lawbook, request.track)
    routing = known_routing(
        organisation,
        lawbook,
        residence=request.residence,
        place=request.place,
        today=today,
        regime=request.regime,
    )
    if routing.refusal is not None:
        raise Refused(routing.refusal)
    usable = [route for route in routing.routes if route.strength != "none"]
    if request.regime and usable[0].regime.id != request.regime:
        told = reason("refused.no_enforceable_right", territory=request.residence)
        raise Refused(Refusal(reason=told))
    found = [
        FoundLaw(
            organisation=organisation,
            routing=routing,
            route=route,
            granted=choose(
                request.ask,
                route.regime,
                route.track,
                organisation,
                today=today,
                grounds=request.grounds,
                facts=request_facts(request),
            ),
        )
        for route in (usable[:1] if request.regime else usable)
    ]
    return next((law for law in found if any(wish.rights for wish in law.granted)), found[0])


def known_organisation(given: object, lawbook: Lawbook, track: str | None) -> Organisation:
    """Find the organisation, or say clearly that there is none.

    :raises BadRequest: if the slug, the sector or the country is unknown, or its record has no source.
    """
    try:
        organisation = find_organisation(given, lawbook, track)  # type: ignore[arg-type]
    except UnknownRecord as error:
        where = "controller.sector" if error.kind == "sectors" else "controller"
        code = "unknown_sector" if error.kind == "sectors" else "unknown_controller"
        raise _problem(code, where, value=error.name, near=", ".join(error.near) or "—") from error
    except UnverifiedController as error:
        raise _problem("unverified_controller", "controller", value=str(error)) from error
    return organisation


def known_routing(
    organisation: Organisation,
    lawbook: Lawbook,
    *,
    residence: str,
    place: str | None,
    today: date,
    regime: str | None = None,
) -> Routing:
    """Which laws reach the organisation, see :func:`resolve`; unknown territories and regimes are said.

    :raises BadRequest: if residence or place has no record, or nobody can live there, or there is no such regime.
    """
    for where, code in (("residence", residence), ("place", place)):
        if code is None:
            continue
        try:
            territory = lawbook.territory(code)
        except UnknownRecord as error:
            raise _problem("unknown_territory", where, value=code, near=", ".join(error.near) or "—") from error
        if where == "residence" and not territory.residence:
            raise _problem("not_a_residence", where, value=code)
    routing = resolve(organisation, lawbook, residence=residence, place=place, today=today, regime=regime)
    if regime and routing.refusal is None and all(route.regime.id != regime for route in routing.routes):
        ids = ", ".join(dict.fromkeys(found.regime.id for found in routing.routes))
        raise _problem("not_a_route", "regime", value=regime, available=ids)
    return routing


def letter_language(facts: LetterFacts, lawbook: Lawbook, phrasebook: Phrasebook) -> str:
    """The language asked for, else the first that the organisation and its law share and that the letter exists in.

    :raises BadRequest: if the language asked for, or every language that fits, has no such letter; others are offered.
    """
    available = phrasebook.languages_of(facts.kind, regime_chain(facts.route.regime))
    asked = facts.request.language
    if asked:
        if asked not in available:
            raise _problem("language_unavailable", "language", value=asked, available=", ".join(available))
        return asked
    organisation = facts.organisation
    if facts.recipient is not None:
        taken = next((code for code in facts.recipient.languages if code in available), None)
        if taken is not None:
            return taken
        wanted = ", ".join(facts.recipient.languages)
        raise _problem("no_letter_language", "language", value=wanted, available=", ".join(available))
    official = [code for seat in (*organisation.seats(), facts.route.territory) for code in _languages(lawbook, seat)]
    spoken = organisation.languages or tuple(_languages(lawbook, organisation.country)) or tuple(official)
    shared = [code for code in spoken if code in official]
    for code in (*shared, *spoken, *official):
        if code in available:
            return code
    wanted = ", ".join(dict.fromkeys((*spoken, *official))) or "—"
    raise _problem("no_letter_language", "language", value=wanted, available=", ".join(available))


def _reading_language(facts: LetterFacts, lawbook: Lawbook, phrasebook: Phrasebook, language: str) -> str:
    """The language of the sheet where the sender has named none: the letter's own, if sheets exist in it.

    Else the first of the place where the sender lives that has both, else English; the sheet then says so.
    """
    chain = regime_chain(facts.route.regime)
    able = [code for code in phrasebook.languages_of("sheet", chain) if facts.kind in phrasebook.kinds(code, chain)]
    home = _languages(lawbook, facts.request.residence)
    return next((code for code in (language, *home, "en", *able) if code in able), language)


def _layout(lawbook: Lawbook, request: RightsRequest) -> Layout:
    """The layout that the request names (a window, certified mail), else that of where the sender lives."""
    if request.layout is None:
        return lawbook.layout(lawbook.territory(request.residence).layout)
    if not lawbook.has("layouts", request.layout):
        raise _problem("layout_unknown", "layout", value=request.layout, available=", ".join(lawbook.ids("layouts")))
    return lawbook.layout(request.layout)


def _languages(lawbook: Lawbook, code: str) -> tuple[str, ...]:
    try:
        return lawbook.territory(code).languages
    except UnknownRecord:
        return ()


def reference_from(secret: bytes) -> str:
    """A reference that says nothing about the person: ``FW-`` and eight characters made from a secret.

    :param secret: fresh random bytes, or a keyed hash; never a field of the person's. No ``I``, ``L``, ``O``, ``U``
        (Crockford's base 32), so that it survives being read aloud.
    """
    number = int.from_bytes(hashlib.blake2b(secret, digest_size=5).digest())
    return "FW-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def _problem(code: str, where: str, **facts: str) -> BadRequest:
    return BadRequest([Problem(code=code, where=where, facts=tuple(facts.items()))])
