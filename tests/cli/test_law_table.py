"""``law table`` and ``law memory``: what there is everywhere, why there is nothing, and what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
LAW = Path(__file__).resolve().parents[2] / "jurisdictions"


def rows_of(run: Run, *arguments: str) -> tuple[Any, dict[str, Any]]:
    done = run("law", "table", "--json", *arguments)
    return done, {row["code"]: row for row in done.json["jurisdictions"]}


def lay_over(folder: Path, name: str, old: str, new: str) -> None:
    text = (LAW / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_every_place_is_walked_and_every_hole_explained(run: Run) -> None:
    done, rows = rows_of(run)
    assert (done.status, done.json["unexplained"]) == (0, 0)
    listed = {place["code"] for place in run("law", "list", "--json").json["territories"]}
    assert listed - set(rows) == {"eu"}  # nobody lives in the Union itself
    for row in rows.values():
        assert list(row["cells"]) == done.json["columns"]
        for cell in row["cells"].values():
            assert cell["values"] or cell["because"]
            assert all(why["code"] and why["text"] for why in cell["because"])


def test_a_row_says_what_the_road_finds(run: Run) -> None:
    _, rows = rows_of(run)
    dutch = {name: cell["values"] for name, cell in rows["nl"]["cells"].items()}
    assert dutch["route"] == ["gdpr"] and "access" in dutch["access"] and "erasure" in dutch["erasure"]
    assert dutch["deadline"] == ["1 month"] and dutch["authority"] == ["nl-ap"] and dutch["language"] == ["nl"]
    assert "complaint" in dutch["ladder"] and "nl-court-six-weeks" in dutch["case"]
    assert rows["jp"]["cells"]["deadline"]["values"] == ["without_delay"]


def test_where_the_law_gives_nothing_a_code_says_so(run: Run) -> None:
    _, rows = rows_of(run)
    assert rows["mm"]["cells"]["access"]["values"] == []
    assert rows["mm"]["cells"]["access"]["because"][0]["code"] == "refused.no_enforceable_right"
    remaining = [why["code"] for why in rows["mm"]["cells"]["route"]["because"]]
    assert "remains.digital_security_help" in remaining
    assert rows["us-il"]["cells"]["access"]["because"][0]["code"].startswith("instead.")


def test_an_unexplained_hole_is_marked(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    lay_over(
        own, "territories/bg.yaml", "regimes: [gdpr], tracks: [private, public]", "regimes: [gdpr], tracks: [public]"
    )
    lay_over(own, "territories/mm.yaml", "enforceable: false", "enforceable: true")
    text = (own / "territories" / "mm.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("remains")]
    (own / "territories" / "mm.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    done, rows = rows_of(run, "--jurisdictions", "own")
    assert done.status == 1
    assert rows["bg"]["unexplained"] == ["authority"]
    assert "route" in rows["mm"]["unexplained"] and "case" not in rows["mm"]["unexplained"]
    assert done.json["unexplained"] == 1 + len(rows["mm"]["unexplained"])
    line = next(line for line in run("law", "table", "--jurisdictions", "own").out.splitlines() if "| bg " in line)
    assert "| **?** |" in line


def test_the_lines_are_a_table(run: Run) -> None:
    lines = run("law", "table").out.splitlines()
    assert {line.count(" |") for line in lines[2:]} == {lines[0].count(" |")}
    assert any(line.startswith("| nl Netherlands | gdpr (clear) |") and "| one month |" in line for line in lines)


def test_memory_names_every_unconfirmed_fact_at_its_line(run: Run) -> None:
    answer = run("law", "memory", "--json", "--since", "2026-11-25").json
    named = [fact for standing in answer["jurisdictions"].values() for fact in standing["facts"]]
    assert len(named) == answer["total"]["memory"] > 0
    for fact in named:
        line = (LAW.parent / fact["file"]).read_text(encoding="utf-8").splitlines()[fact["line"] - 1]
        assert "memory" in line
    assert "contacts.post" in {fact["place"] for fact in answer["jurisdictions"]["jp"]["facts"]}
    for grade in ("high", "medium", "low", "memory", "confirmed_since"):
        assert sum(standing[grade] for standing in answer["jurisdictions"].values()) == answer["total"][grade]


def test_a_confirmed_fact_leaves_the_list(run: Run, tmp_path: Path) -> None:
    before = run("law", "memory", "--json", "--since", "2026-12-01").json
    assert before["total"]["confirmed_since"] == 0
    lay_over(
        tmp_path / "own",
        "territories/us.yaml",
        "proof: delivery, confidence: memory}",
        "proof: delivery, source: https://www.usps.com/, checked: 2026-12-01, confidence: high}",
    )
    after = run("law", "memory", "--json", "--since", "2026-12-01", "--jurisdictions", "own").json
    assert after["total"]["memory"] == before["total"]["memory"] - 1
    assert after["total"]["confirmed_since"] == after["jurisdictions"]["us"]["confirmed_since"] == 1


def test_memory_for_people(run: Run) -> None:
    lines = run("law", "memory").out.splitlines()
    assert lines[-1].startswith("in all: ") and " memory" in lines[-1]
    assert any(line.startswith("  jurisdictions/controllers/osaka-metro.yaml:") for line in lines)


def test_the_table_of_letters_says_who_has_read_what(run: Run) -> None:
    done = run(
        "law", "letters", "--regime", "gdpr", "--regime", "jp-appi", "--language", "ja", "--language", "et", "--json"
    )
    assert done.status == 0
    rows = {(row["regime"], row["language"]): row for row in done.json["letters"]}
    assert list(rows) == [("gdpr", "et"), ("gdpr", "ja"), ("jp-appi", "et"), ("jp-appi", "ja")]
    assert set(rows["gdpr", "ja"]["letters"]) == set(done.json["kinds"])
    assert set(rows["gdpr", "et"]["letters"]) == {"request", "preservation", "complaint"}
    assert rows["gdpr", "et"]["spoken"] and not rows["gdpr", "ja"]["spoken"]
    assert rows["jp-appi", "ja"]["letters"]["request"] == "drafted" and "request" in rows["jp-appi", "ja"]["own"]
    for row in rows.values():
        assert row["letters"]["complaint"] in ("draft", "native speaker", "lawyer")  # never merely drafted


def test_what_is_not_to_be_sent_unread_counts_as_a_draft(run: Run) -> None:
    text = run("law", "letters", "--regime", "gb-dpa2018-part3", "--language", "en")
    assert text.status == 0
    row = next(line for line in text.out.splitlines() if line.startswith("| gb-dpa2018-part3 | en*"))
    assert set(row.split(" | ")[2:]) <= {"D", "D+", "·", "· |", "D |"}  # the police


def test_an_unknown_law_or_language_is_named(run: Run) -> None:
    done = run("law", "letters", "--regime", "gpdr")
    assert done.status == 2 and "--regime: there is no 'gpdr'" in done.err
