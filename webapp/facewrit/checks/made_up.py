"""Made-up requests that between them use every law, track, right, organisation and word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from facewrit.checks.walking import groups
from facewrit.events import EVENT_KINDS, REFUSALS, Chronology, Event
from facewrit.law.building import Reading
from facewrit.law.lawbook import Lawbook, UnknownRecord
from facewrit.law.model import Regime, Track
from facewrit.parties import DataSubject, Representative, Sighting, TypedController
from facewrit.request import FOLLOWING, MANDATES, REPLIES, WISHES, EarlierLetter, Intent, RightsRequest

#: Wishes that are asked for together, besides each alone.
TOGETHER = (("access", "erasure"), ("access", "preservation"), ("access", "objection", "restriction", "rectification"))
#: All that can stand in one letter.
EVERYTHING = tuple(wish for wish in WISHES if wish != "preservation")
#: Where people write from to an organisation whose own country has no record.
ELSEWHERE = ("nl", "jp", "kr", "gb", "us-ca")


def newest_day(reading: Reading) -> date:
    """The day on which a fact was last checked: the law as these records know it."""
    days = (str(group.data["checked"]) for group in groups(reading, "regimes") if group.data.get("checked"))
    return date.fromisoformat(max(days))


def intents(lawbook: Lawbook, today: date, of_their_own: Collection[str]) -> Iterator[Intent]:
    """Requests to made-up bodies under every law, and to every organisation that has a record.

    :param of_their_own: regimes whose letters are tried in every variation: those with templates of their own, and one
        of those that share theirs.
    """
    for name in lawbook.ids("regimes"):
        for number, (code, regime, track) in enumerate(_applied(name, lawbook)):
            controller = TypedController(name="Qwertz Zyx", country=code, sector=_sector(track, lawbook))
            plain = _request(code, controller, today, regime=name, track=track)
            if number >= len(regime.tracks):  # the same law once more, as another territory adapts it
                yield Intent(request=_full(plain))
                continue
            for ask in (*TOGETHER, EVERYTHING):
                yield Intent(request=_full(replace(plain, ask=ask)))
            yield Intent(request=_full(replace(plain, ask=("preservation",))), kind="preservation")
            if name in of_their_own:
                yield from (Intent(request=_full(replace(plain, ask=(wish,)))) for wish in WISHES)
                yield from (Intent(request=request) for request in (plain, *_varied(plain)))
    for slug in lawbook.ids("controllers"):
        record = lawbook.controller(slug)
        if record.status == "unverified":
            continue
        for code in dict.fromkeys((record.country, *ELSEWHERE)):
            if _is_residence(code, lawbook):
                yield Intent(request=_full(_request(code, slug, today)))


def following(lawbook: Lawbook, today: date, of_their_own: Collection[str]) -> Iterator[Intent]:
    """Every kind of letter that follows another one, with all and with the least that can be known.

    :param of_their_own: regimes whose letters are tried.
    """
    for name in sorted(of_their_own):
        found = next(_applied(name, lawbook), None)
        if found is None:
            continue
        code, _, track = found
        controller = TypedController(name="Qwertz Zyx", country=code, sector=_sector(track, lawbook))
        plain = _request(code, controller, today, regime=name, track=track)
        for kind in (*FOLLOWING, *MANDATES):
            signs = Representative(name="Quinn Zyx", role="guardian" if kind == "guardian" else "mandated")
            answered = REPLIES.get(kind)
            least = (Event(kind=answered, on=today),) if answered else ()
            earlier = EarlierLetter(date=today - timedelta(days=90), reference="FW-00000002")
            for request, events in ((plain, least), (_full(plain), _happened(today))):
                yield Intent(
                    request=replace(request, representative=signs) if kind in MANDATES else request,
                    kind=kind,
                    chronology=Chronology(events=events),
                    earlier=earlier if kind in FOLLOWING else None,
                )


def _happened(today: date) -> tuple[Event, ...]:
    """One event of every kind, with all its details, ten days before today; the letter arrived before."""
    details: dict[str, dict[str, object]] = {
        "refused": {"grounds": REFUSALS},
        "answered_in_part": {"missing": ("source_images", "match_log")},
        "fee_demanded": {"amount": "EUR 25"},
        "extension": {"until": today + timedelta(days=10)},
    }
    arrived = Event(kind="received", on=today - timedelta(days=80))
    others = (kind for kind in EVENT_KINDS if kind not in ("sent", "received", "withdrawn"))
    day = today - timedelta(days=10)
    return (arrived, *(Event(kind=kind, on=day, reference="QZ 1", **details.get(kind, {})) for kind in others))  # type: ignore[arg-type]


def _applied(name: str, lawbook: Lawbook) -> Iterator[tuple[str, Regime, Track]]:
    """Every territory in which people live and a regime applies, with each of its tracks; adapting ones too."""
    for code in lawbook.applied_in(name):
        if _is_residence(code, lawbook):
            regime = lawbook.regime(name, code)
            yield from ((code, regime, track) for track in regime.tracks)


def _is_residence(code: str, lawbook: Lawbook) -> bool:
    try:
        return lawbook.territory(code).residence
    except UnknownRecord:
        return False


def _sector(track: Track, lawbook: Lawbook) -> str | None:
    return next((sector.id for sector in lawbook.catalogue.sectors if sector.track == track), None)


def _request(
    code: str, controller: str | TypedController, today: date, regime: str | None = None, track: Track | None = None
) -> RightsRequest:
    return RightsRequest(
        residence=code,
        controller=controller,
        ask=TOGETHER[0],
        subject=DataSubject(name="Xanthe Quux"),
        date=today,
        regime=regime,
        track=track,
    )


def _full(request: RightsRequest) -> RightsRequest:
    """The same request with every field filled."""
    subject = DataSubject(
        name="Xanthe Quux",
        local_name="Ξάνθη",
        address=("Zyxw 1", "99999 Qwertz"),
        email="xanthe@example.org",
        born=date(1990, 1, 31),
        particulars=(("card", "4711"),),
    )
    moments = datetime(2026, 1, 5, 10, 0), datetime(2026, 1, 5, 10, 30)
    return replace(
        request,
        subject=subject,
        sightings=(
            Sighting(place="Zyxw Plaza", start=moments[0], end=moments[1], description="Qwertz"),
            Sighting(place="Zyxw"),
        ),
        links=("https://example.org/1", "https://example.org/2"),
        remarks="Zyxw qwertz.",
        enclosures=("Zyxw 1", "Zyxw 2"),
        related=("FW-00000001",),
    )


def _varied(request: RightsRequest) -> Iterator[RightsRequest]:
    """The same request by a guardian, a lawyer, and with nothing told that could harm."""
    roles: tuple[Literal["guardian", "lawyer"], ...] = ("guardian", "lawyer")
    for role in roles:
        signs = Representative(name="Quinn Zyx", role=role, organisation="Zyx", mandated_on=request.date)
        yield replace(_full(request), representative=signs)
    yield replace(_full(request), minimal=True, safety=True)
