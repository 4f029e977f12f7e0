"""The one form of the journey, in steps; and how it becomes a request. Its words stand in the templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wtforms import FieldList, Form, FormField, StringField, TextAreaField
from wtforms.fields import Field

from facewrit.request import MOST, WISHES, Problem

HAPPENED = ("stopped", "camera", "search", "police", "know")
#: Wishes of the minimal letter: what is held is shown and kept, nothing is told about the person.
MINIMAL = ("access", "preservation")
STEPS = ("happened", "who", "wishes", "about", "preview", "result")


class Ticks(Field):
    """Boxes of one name that are ticked. ``data``: their values."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the values, each once."""
        self.data = list(dict.fromkeys(valuelist))


class SightingFields(Form):
    """Where and when one's face may have been captured."""

    place = StringField()
    day = StringField()
    start = StringField()
    end = StringField()
    description = StringField()


class LetterForm(Form):
    """Everything that is asked. Each page shows the fields of its step and carries the others along, hidden."""

    happened = StringField()
    accused = StringField()
    checked = StringField()

    q = StringField()
    source = StringField()
    controller = StringField()
    typed_name = StringField()
    typed_country = StringField()
    typed_sector = StringField()
    typed_address = TextAreaField()
    typed_email = StringField()
    residence = StringField()
    place = StringField()

    ask = Ticks()
    fate = StringField()
    grounds = Ticks()
    regime = StringField()
    law = StringField()

    for_whom = StringField()
    name = StringField()
    local_name = StringField()
    address = TextAreaField()
    email = StringField()
    safety = StringField()
    born = StringField()
    sightings = FieldList(FormField(SightingFields), max_entries=MOST["sightings"])
    links = TextAreaField()
    remarks = TextAreaField()
    enclose = Ticks()
    rep_name = StringField()
    rep_organisation = StringField()
    rep_role = StringField()
    rep_address = TextAreaField()
    rep_email = StringField()
    rep_since = StringField()
    language = StringField()
    reading = StringField()
    confirmed = Ticks()
    own_face = StringField()

    reference = StringField()

    @property
    def minimal(self) -> bool:
        """Whether only the minimal letter is safe: the person was accused, banned or contacted by the police."""
        return bool(self.accused.data == "yes")

    @property
    def wishes(self) -> tuple[str, ...]:
        """The wishes, in the order of the contract. Of the minimal ones those that its page named."""
        if self.minimal:
            named = set(self.ask.data or ()) & set(MINIMAL)
            return tuple(wish for wish in MINIMAL if wish in named) or MINIMAL
        wanted = dict.fromkeys((*(self.ask.data or ()), self.fate.data or ""))
        known = [wish for wish in WISHES if wish in wanted]
        return (*known, *(wish for wish in wanted if wish and wish not in WISHES))

    @property
    def other_law(self) -> bool:
        """Whether another law was chosen than the one whose wishes the page showed."""
        return bool(self.law.data and self.regime.data and self.law.data != self.regime.data)

    def forget(self, field: str) -> None:
        """Empty a field whose value is none of its choices, so that its page can be shown; typed text stays."""
        for name in ("ask", "fate") if field == "ask" else (field,):
            if name in CHOSEN:
                self[name].data = [] if isinstance(self[name], Ticks) else ""

    def carried(self, step: str) -> Iterator[tuple[str, str]]:
        """Names and values of all fields that the page of a step does not show."""
        for field in self:
            if STEP_OF.get(field.short_name) != step:
                yield from _values(field)


FIELDS_OF: dict[str, tuple[str, ...]] = {
    "happened": ("happened", "accused"),
    "who": (
        "q",
        "source",
        "controller",
        "typed_name",
        "typed_country",
        "typed_sector",
        "typed_address",
        "typed_email",
        "residence",
        "place",
    ),
    "wishes": ("ask", "fate", "grounds", "regime", "law"),
    "about": (
        "for_whom",
        "name",
        "local_name",
        "address",
        "email",
        "safety",
        "born",
        "sightings",
        "links",
        "remarks",
        "enclose",
        "rep_name",
        "rep_organisation",
        "rep_role",
        "rep_address",
        "rep_email",
        "rep_since",
        "language",
        "reading",
        "confirmed",
        "own_face",
    ),
}
STEP_OF = {field: step for step, fields in FIELDS_OF.items() for field in fields}
_ORDER = {field: place for place, field in enumerate(STEP_OF)}


#: Fields that are chosen from a list that the law makes.
CHOSEN = frozenset({"ask", "fate", "grounds", "regime", "language", "reading", "confirmed"})


def _values(field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, FieldList):
        for entry in field:
            for inner in entry.form:
                yield from _values(inner)
    elif isinstance(field.data, list):
        yield from ((field.name, str(value)) for value in field.data)
    elif field.data:
        yield field.name, str(field.data)


# --- From the form to a request ------------------------------------------------------------------------------------


def request_mapping(form: LetterForm, *, draft: bool = False) -> dict[str, Any]:
    """The form as the mapping that ``intake.read_request`` reads; empty fields are left out.

    :param draft: stand in for what later steps ask, so that the law can be asked before the person is.
    """
    found: dict[str, Any] = {
        "residence": form.residence.data,
        "place": _place(form),
        "controller": _controller(form),
        "ask": list(form.wishes) or (["access"] if draft else []),
        "grounds": [] if form.minimal else list(form.grounds.data or ()),
        "regime": form.regime.data,
        "minimal": form.minimal,
        "safety": form.safety.data == "yes",
        "subject": _filled(
            name=form.name.data,
            local_name=form.local_name.data,
            address=_lines(form.address.data),
            email=form.email.data,
            born=form.born.data,
        ),
        "sightings": _sightings(form),
        "links": _lines(form.links.data),
        "confirmed": list(form.confirmed.data or ()),
        "language": form.language.data,
        "reading_language": form.reading.data,
        "reference": form.reference.data,
    }
    if not form.minimal:
        found["remarks"] = form.remarks.data
    if form.for_whom.data == "other":
        found["representative"] = _filled(
            name=form.rep_name.data,
            organisation=form.rep_organisation.data,
            role=form.rep_role.data,
            address=_lines(form.rep_address.data),
            email=form.rep_email.data,
            mandated_on=form.rep_since.data,
        ) or {"name": None}
    if draft:
        kept = {"residence", "place", "controller", "ask", "grounds", "regime", "minimal", "confirmed"}
        found = {key: value for key, value in found.items() if key in kept}
        found["subject"] = {"name": "—"}
    return _filled(**found)


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, False)}


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").replace("\r", "\n").split("\n") if line.strip()]


def _place(form: LetterForm) -> str | None:
    place: str | None = form.residence.data if form.place.data == "same" else form.place.data
    return place


def _controller(form: LetterForm) -> str | dict[str, Any] | None:
    if form.source.data != "typed":
        return form.controller.data or None
    return _filled(
        name=form.typed_name.data,
        country=form.typed_country.data,
        sector=form.typed_sector.data,
        address=_lines(form.typed_address.data),
        email=form.typed_email.data,
    ) or {"name": None}


def _sightings(form: LetterForm) -> list[dict[str, Any]]:
    found = []
    for entry in form.sightings:
        fields = entry.form
        told = _filled(
            place=fields.place.data,
            **{"from": _moment(fields.day.data, fields.start.data)},
            to=_moment(fields.day.data, fields.end.data) if fields.end.data else None,
            description=None if form.minimal else fields.description.data,
        )
        if told:
            found.append(told)
    return found


def _moment(day: str | None, clock: str | None) -> str:
    """A day, a moment of a day, or what cannot be either and is then said to be no date."""
    return f"{day}T{clock}" if day and clock else day or clock or ""


# --- From a problem back to the field ------------------------------------------------------------------------------

_DIRECT = {
    "residence": "residence",
    "place": "place",
    "ask": "ask",
    "grounds": "grounds",
    "regime": "regime",
    "language": "language",
    "reading_language": "reading",
    "reference": "reference",
    "remarks": "remarks",
    "links": "links",
    "confirmed": "confirmed",
}
_SIGHTING = {"place": "place", "from": "day", "to": "end", "description": "description"}
_REPRESENTATIVE = {"mandated_on": "rep_since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem at a field of the form. ``field``: its name; ``step``: the page that shows it."""

    problem: Problem
    field: str
    step: str

    @property
    def place(self) -> int:
        """Where the field stands among all fields."""
        return _ORDER.get(self.field.partition("-")[0], len(_ORDER))


def fault(problem: Problem, form: LetterForm) -> Fault:
    """Find the field that a problem is about."""
    field = _field_of(problem.where, form)
    return Fault(problem=problem, field=field, step=STEP_OF.get(field.partition("-")[0], "about"))


def _field_of(where: str, form: LetterForm) -> str:
    head, _, rest = where.partition(".")
    group, _, number = head.partition("[")
    inner = rest.partition("[")[0].partition(".")[0]
    if group == "controller":
        return f"typed_{inner or 'name'}" if form.source.data == "typed" else "controller"
    if group == "subject":
        return inner or "name"
    if group == "representative":
        return _REPRESENTATIVE.get(inner, f"rep_{inner or 'name'}")
    if group == "sightings":
        filled = [entry.name for entry in form.sightings if any(field.data for field in entry.form)]
        index = int(number.rstrip("]") or 1) - 1 if number else 0
        name = filled[index] if index < len(filled) else "sightings-0"
        return f"{name}-{_SIGHTING.get(inner, 'place')}"
    return _DIRECT.get(group, group)
