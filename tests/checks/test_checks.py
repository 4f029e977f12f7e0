"""Each check finds what it is for, at its line; and the rooms as they stand have no findings."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facewrit.checks import CHECKS, findings, renderings
from facewrit.checks.made_up import intents
from facewrit.checks.rooms import Finding, OpenRooms
from facewrit.checks.staleness import stale_facts
from facewrit.folders import Rooms, find_rooms
from facewrit.letters.document import (
    Bullets,
    Closing,
    Document,
    Heading,
    PageForm,
    Paragraph,
    Run,
)

SHIPPED = find_rooms()
LAW, WORDS = SHIPPED.jurisdictions[0], SHIPPED.letter_templates[0]
Change = Callable[[str], str]
Overlay = Callable[..., OpenRooms]


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """The shipped rooms with changed copies of some files laid over them: ``overlay("regimes/gdpr.yaml", change)``."""

    def laid(name: str, change: Change, copied_to: str | None = None) -> OpenRooms:
        source = next(room / name for room in (LAW, WORDS) if (room / name).is_file())
        before = source.read_text(encoding="utf-8")
        after = change(before)
        assert after != before or copied_to, "the change changes nothing"
        room = tmp_path / source.relative_to(source.parents[name.count("/")].parent).parts[0]
        for folder in ("jurisdictions", "letter_templates"):
            (tmp_path / folder).mkdir(exist_ok=True)
        target = room / (copied_to or name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(after, encoding="utf-8")
        return OpenRooms(
            Rooms(
                jurisdictions=(LAW, tmp_path / "jurisdictions"),
                letter_templates=(WORDS, tmp_path / "letter_templates"),
                snapshot=None,
            )
        )

    return laid


def found(check: str, rooms: OpenRooms) -> list[Finding]:
    return list(importlib.import_module(f"facewrit.checks.{check}").check(rooms))


def replacing(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def line_of(finding: Finding) -> str:
    return finding.path.read_text(encoding="utf-8").splitlines()[finding.line - 1]


@pytest.mark.parametrize("check", [check for check in CHECKS if check != "renderings"])
def test_the_rooms_as_they_stand_hold(check: str) -> None:
    """Whole letters are rendered by ``law check`` alone, since that takes its time."""
    rooms = OpenRooms(SHIPPED)
    told = [f"{rooms.shown(one.path)}:{one.line}: {one.trouble}" for _, one in findings(rooms, (check,))]
    assert told == []


def test_every_check_is_in_the_registry() -> None:
    folder = Path(renderings.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "\ndef check(" in path.read_text(encoding="utf-8")}
    assert modules == set(CHECKS)


CASES: list[tuple[str, str, Change, str, str]] = [
    ("forms", "controllers/nec.yaml", replacing("slug: nec", "slug: nex"), "The slug is 'nex'", "slug: nex"),
    ("forms", "controllers/nec.yaml", replacing("track: private", "track: secret"), "Invalid enum value", "track:"),
    ("forms", "controllers/nec.yaml", replacing("slug:", "colour: red\nslug:"), "unknown field `colour`", ""),
    (
        "references",
        "regimes/gdpr.yaml",
        replacing("clocks: [answer]", "clocks: [answr]"),
        "no clock 'answr'",
        "clocks:",
    ),
    (
        "references",
        "regimes/gdpr.yaml",
        replacing("sectors: [social,", "sectors: [soc,"),
        "no sector 'soc'",
        "sectors:",
    ),
    ("references", "regimes/gdpr.yaml", replacing("granted_by: copy", "granted_by: kopy"), "no right 'kopy'", "kopy"),
    ("references", "regimes/gdpr.yaml", replacing("grants: [access]", "grants: [acess]"), "no wish 'acess'", "grants:"),
    ("references", "regimes/gdpr.yaml", replacing("id: held_at_all", "id: held"), "no face demand 'held'", "held"),
    ("references", "territories/nl.yaml", replacing("authority: nl-ap", "authority: nl-pa"), "no authority", "nl-pa"),
    (
        "references",
        "territories/nl.yaml",
        replacing("instrument: nl-uavg", "instrument: uavg"),
        "no instrument",
        "uavg",
    ),
    ("references", "territories/nl.yaml", replacing("calendar: NL", "calendar: QQ"), "calendar 'QQ'", "calendar:"),
    ("references", "territories/nl.yaml", replacing("general: gdpr", "general: jp-appi"), "not applied", "general:"),
    ("references", "territories/nl.yaml", replacing("parent: eu", "parent: ue"), "no territory 'ue'", "parent:"),
    ("references", "controllers/nec.yaml", replacing("sector: ", "sector: x"), "no sector", "sector:"),
    ("provenance", "authorities/nl-ap.yaml", lambda text: text.replace("checked: ", "seen: "), "without 'checked'", ""),
    ("provenance", "territories/nl.yaml", replacing("checked: 2026-", "checked: 26-"), "is not a date", "checked: 26-"),
    (
        "validity",
        "regimes/gdpr.yaml",
        replacing("      - since: 2018-05-25\n", "      - since: 2018-05-25\n        until: 2018-01-01\n"),
        "not after the day on which it begins",
        "values:",
    ),
    ("contacts", "authorities/nl-ap.yaml", replacing("+31 88 1805 250", "12"), "'12' cannot be used", "12"),
    ("contacts", "authorities/nl-ap.yaml", replacing("https://", "htps://"), "cannot be used", "htps"),
    ("contacts", "controllers/clearview-ai.yaml", replacing("@clearview", " @clearview"), "cannot be used", "email"),
    ("coverage", "every-regime/nl/reasons.yaml", replacing("  no_date:", "  any_date:"), "'come_back.no_date'", ""),
    ("coverage", "every-regime/ko/problems.yaml", replacing("not_a_date:", "no_date:"), "'not_a_date'", ""),
    ("coverage", "every-regime/ja/demands.yaml", replacing("purposes:", "purpose:"), "'purposes'", ""),
    (
        "templates",
        "every-regime/en/request.md",
        replacing("{{ law.short", "{{ law.brief"),
        "no word 'brief'",
        "law.brief",
    ),
    (
        "templates",
        "every-regime/en/request.md",
        replacing("in decisions", "in verdicts"),
        "no word 'verdicts'",
        "verdicts",
    ),
    ("templates", "every-regime/en/request.md", replacing("decision.body", "decision.corpse"), "'corpse'", "corpse"),
    (
        "templates",
        "every-regime/nl/request.md",
        replacing("block closing", "block end"),
        "lacks the blocks closing",
        "",
    ),
    ("templates", "every-regime/nl/request.md", replacing("@closing", "@end"), "lacks the sections closing", ""),
    ("templates", "every-regime/de/sheet.md", replacing("[[sources]]", ""), "lacks the inserts sources", ""),
    ("templates", "every-regime/de/sheet.md", replacing("{% if", "{% fi"), "unknown tag 'fi'", "{% fi"),
    ("citations", "every-regime/en/citations.yaml", replacing("  other:", "  others:"), "citation of", ""),
]


@pytest.mark.parametrize(("check", "name", "change", "trouble", "line"), CASES, ids=range(len(CASES)))
def test_a_fault_is_found_at_its_line(
    overlay: Overlay, check: str, name: str, change: Change, trouble: str, line: str
) -> None:
    rooms = overlay(name, change)
    told = [one for one in found(check, rooms) if trouble in one.trouble]
    assert told, f"nothing about {trouble!r} among {[one.trouble for one in found(check, rooms)][:5]}"
    assert all(one.remedy for one in told)
    if check != "citations":
        assert told[0].path.name == Path(name).name
        assert line in line_of(told[0])


def test_an_id_that_is_not_settled(overlay: Overlay) -> None:
    rooms = overlay("regimes/nl-wpg.yaml", replacing("id: nl-wpg", "id: nl-new"), copied_to="regimes/nl-new.yaml")
    (one,) = found("identifiers", rooms)
    assert "'nl-new' is not settled" in one.trouble and line_of(one) == "id: nl-new"


def test_a_name_that_is_almost_right_gets_a_hint(overlay: Overlay) -> None:
    rooms = overlay("regimes/gdpr.yaml", replacing("clocks: [answer]", "clocks: [answr]"))
    assert "Did you mean answer?" in {one.remedy for one in found("references", rooms)}


def test_a_language_with_a_beginning_but_no_letter(tmp_path: Path) -> None:
    for path in ("every-regime/en", "every-regime/ja/language.yaml"):
        copy = shutil.copytree if (WORDS / path).is_dir() else shutil.copy
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        copy(WORDS / path, tmp_path / path)
    rooms = OpenRooms(Rooms(jurisdictions=(LAW,), letter_templates=(tmp_path,), snapshot=None))
    told = found("languages", rooms)
    assert [one.path.name for one in told] == ["jp-appi.yaml"]


def test_a_letter_that_does_not_come_out_whole(overlay: Overlay, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(text: str) -> str:
        for old, new in (
            ("# Access\n", "# Nothing\n\n# Access [[here]]\n"),
            ("Under {{ basis('access') }}", "Under { law_name },, ()"),
        ):
            assert old in text
            text = text.replace(old, new)
        return text

    monkeypatch.setattr(renderings, "intents", lambda *given: list(_first(intents(*given), 2)))
    rooms = overlay("every-regime/en/request.md", spoilt)
    told = {one.trouble for one in found("renderings", rooms) if one.path.parent.name == "en"}
    assert any("Nothing stands under the heading 'Nothing'" in trouble for trouble in told)
    assert any("',,' stands in" in trouble or "'()' is left over" in trouble for trouble in told)
    assert any("'[[' is left over" in trouble for trouble in told)


def test_english_in_another_language_is_noticed() -> None:
    text = "Bitte sagen Sie mir, whether you hold the data of which I have been told by you."
    assert any("English" in trouble for trouble in renderings.document_troubles(_document(text, "de")))
    assert list(renderings.document_troubles(_document("Bitte sagen Sie mir, ob Sie die Daten haben.", "de"))) == []
    assert list(renderings.document_troubles(_document(text.removeprefix("Bitte sagen Sie mir, "), "en"))) == []


def test_empty_parts_are_noticed() -> None:
    blocks = (Heading(runs=(Run(text="A"),)), Closing(text=""), Bullets(items=((Run(text=" "),),)))
    told = set(renderings.document_troubles(_document("x", "en", *blocks)))
    assert {"Nothing stands under the heading 'A'.", "A Closing is empty.", "A list has an empty item."} <= told


def test_made_up_requests_use_every_law_and_every_organisation() -> None:
    rooms = OpenRooms(SHIPPED)
    from datetime import date

    made = list(intents(rooms.lawbook, date(2026, 11, 25), {"gdpr"}))
    assert {intent.request.regime for intent in made} >= set(rooms.lawbook.ids("regimes"))
    slugs = {intent.request.controller for intent in made if isinstance(intent.request.controller, str)}
    known = {slug for slug in rooms.lawbook.ids("controllers") if rooms.lawbook.controller(slug).status != "unverified"}
    assert slugs == known


def test_facts_grow_stale_by_months() -> None:
    from datetime import date

    reading = OpenRooms(SHIPPED).reading
    fresh = list(stale_facts(reading, today=date(2026, 11, 25), months=12))
    old = list(stale_facts(reading, today=date(2030, 1, 1), months=12))
    assert len(fresh) < len(old)
    assert all(fact.checked < "2029-01-01" for fact in old)
    assert all(fact.checked in line for fact in old[:50] for line in [_line(fact.path, fact.line)])


def _line(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1]


def _first(made: Iterator[object], number: int) -> Iterator[object]:
    return (intent for intent, _ in zip(made, range(number), strict=False))


def _document(text: str, language: str, *more: object) -> Document:
    return Document(
        role="letter",
        blocks=(Paragraph(runs=(Run(text=text),)), *more),  # type: ignore[arg-type]
        language=language,
        direction="ltr",
        title="Letter",
        reference="FW-00000000",
        form=PageForm(id="a4"),
    )
