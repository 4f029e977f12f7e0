"""The disclosure meter: which data leave with a letter, and which of them the organisation probably has already."""

from __future__ import annotations

from dataclasses import dataclass

from facewrit.drafting import Dossier

_FACE = frozenset({"face"})
_CUSTOMER = _FACE | {"name", "email", "address", "residence"}
_DOCUMENTED = _CUSTOMER | {"born"}
#: What organisations of a kind probably have, beside the face: an estimate of ours, and shown as one.
_PROBABLY_HELD = {
    "bank": _DOCUMENTED,
    "health": _DOCUMENTED,
    "employer": _DOCUMENTED,
    "school": _DOCUMENTED,
    "housing": _DOCUMENTED,
    "hotel": _DOCUMENTED,
    "identity_check": _DOCUMENTED,
    "government": _DOCUMENTED,
    "police": _DOCUMENTED,
    "border": _FACE | {"name", "born", "residence"},
    "airport": _FACE | {"name", "born", "email"},
    "social": _FACE | {"name", "email", "links"},
    "face_search": _FACE | {"links"},
    "research": _FACE | {"links"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """Something that the letter tells. ``field``: of the form. ``held``: they probably have it already."""

    field: str
    values: tuple[str, ...]
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What leaves, and how much of it is new to them."""

    data: tuple[Datum, ...]

    @property
    def new(self) -> int:
        """How many of the data they probably do not have yet."""
        return sum(not datum.held for datum in self.data)


def disclosure_of(dossier: Dossier, residence: str) -> Disclosure:
    """The data about the sender in the letter, in the order of the form; what safety mode leaves out is not among them.

    What stands in no field says nothing about the person and is left out; but the law that the letter names tells where
    the person lives, so that the place is always among them.

    :param residence: its name in the language of the page.
    """
    request = dossier.facts.request
    acting = request.representative
    subject, signing = request.subject, acting or request.subject
    hidden = request.safety and bool(signing.email)
    told: list[tuple[str, tuple[str, ...]]] = [
        ("rep_name", (acting.name, *([acting.organisation] if acting.organisation else [])) if acting else ()),
        ("name", (subject.name,)),
        ("local_name", (subject.local_name,) if subject.local_name else ()),
        ("residence", (residence,)),
        ("address", () if hidden else (", ".join(signing.address),) if signing.address else ()),
        ("email", (signing.email,) if signing.email else ()),
        ("born", (subject.born.isoformat(),) if subject.born else ()),
        ("sightings", tuple(_sighting(one.place, one.start, one.end) for one in request.sightings)),
        ("clothes", tuple(one.description for one in request.sightings if one.description)),
        ("links", request.links),
        ("remarks", (request.remarks,) if request.remarks else ()),
        ("enclose", request.enclosures),
    ]
    held = _PROBABLY_HELD.get(dossier.facts.organisation.sector or "", _FACE)
    return Disclosure(
        data=tuple(Datum(field=field, values=values, held=field in held) for field, values in told if values)
    )


def _sighting(place: str, start: object, end: object) -> str:
    moments = " – ".join(str(moment) for moment in (start, end) if moment)
    return f"{place}, {moments}" if moments else place
