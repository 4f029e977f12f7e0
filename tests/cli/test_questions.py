"""``route`` and ``deadline``: the contract's shapes, and bad questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_route_has_the_shape_of_the_contract(run: Run) -> None:
    done = run("route", "--residence", "nl", "--controller", "clearview-ai", "--json", "--ask", "access")
    assert (done.status, done.err) == (0, "")
    answer = done.json
    assert answer.keys() == {"routes", "warnings", "assumed_receipt"}
    best = answer["routes"][0]
    assert (best["regime"], best["track"], best["territory"], best["strength"]) == ("gdpr", "private", "nl", "held")
    assert best["authorities"] == ["nl-ap"]
    assert {"code", "facts", "text"} == best["because"][0].keys()
    (access,) = best["wishes"]
    assert access["wish"] == "access" and access["instead"] == []
    right = access["rights"][0]
    assert {"id", "kind", "provision", "grounds", "clocks"} <= right.keys()
    assert right["provision"] == "Art. 15(1) GDPR"
    assert right["clocks"][0]["due"] == "2026-12-28"  # a month ends on Christmas Day, then St Stephen's and a Sunday


def test_route_lists_every_wish_unless_asked_for_some(run: Run) -> None:
    from facewrit.request import WISHES

    done = run("route", "--residence", "nl", "--controller-country", "us", "--sector", "face_search", "--json")
    assert [wish["wish"] for wish in done.json["routes"][0]["wishes"]] == list(WISHES)
    portability = next(wish for wish in done.json["routes"][0]["wishes"] if wish["wish"] == "portability")
    assert portability["rights"] == [] and portability["instead"][0]["text"]


def test_a_receipt_that_is_known_is_not_assumed(run: Run) -> None:
    asked = ("route", "--residence", "nl", "--controller", "clearview-ai", "--ask", "access", "--json")
    assert run(*asked).json["assumed_receipt"] is True
    known = run(*asked, "--received", "2026-11-02").json
    assert known["assumed_receipt"] is False
    assert known["routes"][0]["wishes"][0]["rights"][0]["clocks"][0]["due"] == "2026-12-02"


def test_where_no_letter_goes_the_route_says_so(run: Run) -> None:
    done = run("route", "--residence", "by", "--controller-country", "by", "--sector", "police", "--json")
    assert done.status == 0
    assert done.json["refused"]["code"] == "danger.letter_to_police_dangerous"
    assert done.json["refused"]["instead"]


def test_route_for_people(run: Run) -> None:
    done = run("route", "--residence", "gb-wls", "--controller", "south-wales-police", "--ask", "access")
    assert done.out.startswith("1. gb-dpa2018-part3 (police, gb, ")
    assert "uk-gdpr" not in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--residence nl --controller clearview", "--controller: There is no organisation 'clearview'"),
        ("--residence nl", "--controller-country: This field is needed."),
        (
            "--residence zz --controller clearview-ai",
            "--residence: There is no record for the territory 'zz'",
        ),
        ("--residence eu --controller clearview-ai", "--residence: 'eu' is not a place where one can live."),
        ("--residence n --controller clearview-ai", "--residence: 'n' is not a territory code."),
        ("--residence nl --controller clearview-ai --ask money", "--ask: 'money' is not one of"),
        ("--residence nl --controller clearview-ai --regime jp-appi", "--regime: 'jp-appi' does not"),
        ("--residence nl --controller-country us --sector shop", "--sector: "),
        ("--residence nl --controller clearview-ai --sector retail", "--sector: "),
    ],
)
def test_bad_route_questions(run: Run, arguments: str, told: str) -> None:
    done = run("route", *arguments.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(told)


def test_deadline_has_the_shape_of_the_contract(run: Run) -> None:
    done = run("deadline", "--territory", "nl", "--received", "2026-01-31", "--json")
    answer = done.json
    assert {"due", "extended_due", "status", "stages", "steps", "text", "source", "confidence"} <= answer.keys()
    # 28 February 2026 is a Saturday; three months from 31 January end on 30 April.
    assert (answer["due"], answer["extended_due"], answer["status"]) == ("2026-03-02", "2026-04-30", "running")
    assert {"stage", "due", "extended_due", "status", "steps"} <= answer["stages"][0].keys()
    assert {"date", "why"} == answer["steps"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "due", "extended", "status"),
    [
        ("--territory kr --received 2026-11-02", "2026-11-12", None, "running"),
        ("--territory jp --received 2026-11-02", None, None, "none"),
        ("--territory jp --received 2026-11-02 --track public", "2026-12-02", "2027-01-04", "running"),
        (
            "--territory de --received 2026-12-06 --calendar DE-BY",
            "2027-01-07",
            "2027-03-08",
            "running",
        ),
        ("--territory de --received 2026-12-06", "2027-01-06", "2027-03-08", "running"),
        (
            "--territory nl --received 2026-11-02 --event identity_demanded=2026-11-05",
            None,
            None,
            "paused",
        ),
        (
            "--territory nl --received 2026-11-02 --event identity_demanded=2026-11-05 "
            "--event identity_given=2026-11-12",
            "2026-12-09",
            "2027-02-09",
            "running",
        ),
    ],
)
def test_deadlines(run: Run, arguments: str, due: str | None, extended: str | None, status: str) -> None:
    answer = run("deadline", *arguments.split(), "--json").json
    assert (answer["due"], answer["extended_due"], answer["status"]) == (due, extended, status)


def test_an_extension_in_time_counts(run: Run) -> None:
    asked = ("deadline", "--territory", "nl", "--received", "2026-11-02", "--json", "--event")
    in_time, too_late = run(*asked, "extension=2026-12-02").json, run(*asked, "extension=2026-12-03").json
    assert in_time["extended"] is True and "2 February 2027" in in_time["text"]
    assert too_late["extended"] is False and "2 December 2026" in too_late["text"]


def test_a_deadline_may_be_asked_for_a_day_to_come(run: Run) -> None:
    assert run("deadline", "--territory", "nl", "--received", "2027-02-01", "--json").json["due"] == "2027-03-01"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("--territory nl --received 31-01-2026", "'31-01-2026' is not a date. Write it as 2026-01-31."),
        ("--territory zz --received 2026-01-31", "--territory: There is no record"),
        (
            "--territory nl --received 2026-01-31 --right gold",
            "--right: 'gold' is not one of the choices",
        ),
        (
            "--territory nl --received 2026-01-31 --calendar XX",
            "--calendar: There is no holiday calendar",
        ),
        (
            "--territory nl --received 2026-01-31 --event x=2026-02-01",
            "--event: 'x=2026-02-01' is not",
        ),
        ("--territory nl --received 2026-01-31 --event extension", "--event: 'extension' is not"),
        (
            "--territory nl --received 2026-01-31 --event extension=soon",
            "--event: 'soon' is not a date",
        ),
        ("--territory nl --received 2026-01-31 --track police", "--track: 'police' is not one of"),
        (
            "--territory nl --received 2026-01-31 --regime kr-pipa",
            "--regime: 'kr-pipa' does not apply",
        ),
    ],
)
def test_bad_deadline_questions(run: Run, arguments: str, told: str) -> None:
    done = run("deadline", *arguments.split())
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("language", ["en", "ja", "ko", "de", "fr", "it", "nl"])
def test_every_language_speaks(run: Run, language: str) -> None:
    asked = ("route", "--residence", "nl", "--controller", "clearview-ai", "--json", "--lang", language)
    texts = [because["text"] for because in run(*asked).json["routes"][0]["because"]]
    assert all(texts)
    done = run("deadline", "--territory", "nl", "--received", "2026-11-02", "--lang", language)
    assert done.status == 0 and done.out.strip()
    problem = run("deadline", "--territory", "zz", "--received", "2026-11-02", "--lang", language)
    assert problem.status == 2 and "zz" in problem.err


def test_a_language_without_words_is_said(run: Run) -> None:
    done = run("route", "--residence", "nl", "--controller", "clearview-ai", "--lang", "tlh")
    assert done.status == 2
    assert done.err.startswith("--lang: there are no words in 'tlh'. Use one of these: ") and "en, " in done.err
