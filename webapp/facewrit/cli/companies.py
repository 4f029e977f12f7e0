"""``law import-controllers``: company records of an open data set, into a folder laid over the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from facewrit.cli.files import LARGEST, write_all
from facewrit.cli.terminal import FINDINGS, Rim, fail, shared


@click.command("import-controllers")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder to lay over the shipped records (--jurisdictions FOLDER); made if it is not there.",
)
@click.option("--replace", is_flag=True, help="Write over organisations that have a record already.")
@shared
def import_controllers(rim: Rim, folder: Path, into: Path, replace: bool) -> int:
    """Read company records (JSON) of the open Datenanfragen format in DIR into records of organisations.

    Good records are written, bad ones are told with their reason. Organisations that have a record keep it.
    """
    from facewrit.answers.company_records import BadCompany, read_company, record_yaml

    files = _files(folder)
    if any(into.resolve() == shipped.resolve() for shipped in rim.rooms.jurisdictions):
        fail(f"--into: {into} holds the shipped records. Choose a folder of your own.")
    sectors = frozenset(sector.id for sector in rim.lawbook.catalogue.sectors)
    target = into / "controllers"
    good: dict[Path, bytes] = {}
    kept: list[str] = []
    told: list[dict[str, str]] = []
    for path in files:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise BadCompany(f"It is too large. Give at most {LARGEST} bytes.")
            made = read_company(content, name=path.stem, sectors=sectors, today=rim.today)
        except BadCompany as error:
            told.append({"file": str(path), "level": "error", "message": str(error)})
            continue
        except OSError as error:
            told.append({"file": str(path), "level": "error", "message": f"{error.strerror}. Check the file."})
            continue
        told += [{"file": str(path), "level": "warning", "message": why} for why in made.left_out]
        slug = made.controller.slug
        fresh, place = record_yaml(made.controller).encode(), target / f"{slug}.yaml"
        if not replace and (rim.lawbook.has("controllers", slug) or _differs(place, fresh)):
            kept.append(slug)
        else:
            good[place] = fresh
    target.mkdir(parents=True, exist_ok=True)
    write_all(good)
    answer = {"written": [path.stem for path in good], "kept": kept, "problems": told}
    rim.answer(answer, _lines(answer, into))
    return FINDINGS if any(problem["level"] == "error" for problem in told) else 0


def _files(folder: Path) -> list[Path]:
    """The JSON files of a folder.

    :raises Stop: if there is no such folder, or no JSON file in it.
    """
    if not folder.is_dir():
        fail(f"DIR: {folder} is no folder. Give the folder that holds the company records (*.json).")
    files = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not files:
        fail(f"DIR: there are no JSON files in {folder}. Give the folder that holds the company records (*.json).")
    return files


def _differs(place: Path, fresh: bytes) -> bool:
    """Whether there is another record in the folder already, which somebody may have mended by hand."""
    return place.is_file() and place.read_bytes() != fresh


def _lines(answer: dict[str, Any], into: Path) -> Iterator[str]:
    yield from (f"{problem['file']}: {problem['message']}" for problem in answer["problems"])
    bad = sum(problem["level"] == "error" for problem in answer["problems"])
    yield f"{len(answer['written'])} written to {into}, {len(answer['kept'])} kept as they were, {bad} bad."
    if answer["kept"]:
        yield f"Kept (--replace writes over them): {', '.join(answer['kept'])}"
