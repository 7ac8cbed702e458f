"""Codebook commands: which there are, which a programme uses, and codebooks in and out as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from reflection_wall.cli.installation import Installation, installation, say
from reflection_wall.exports import codebook_csv, qdc
from reflection_wall.rules import codebook_csv as from_csv
from reflection_wall.rules import codebook_qdc as from_qdc
from reflection_wall.rules import ready
from reflection_wall.rules.codebook import Book
from reflection_wall.rules.languages import SPOKEN, said
from reflection_wall.services import admit, codebooks

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
FORMATS = ("csv", "qdc")


@click.group()
def codebook() -> None:
    """Codes for reading reflections with: ready ones, and your own from CSV or REFI-QDA files."""


@codebook.command("list")
@click.argument("code", required=False)
@AS_JSON
def list_all(code: str | None, as_json: bool) -> None:
    """List the codebooks of CODE's programme; without CODE, those that are ready to adopt."""
    if code is None:
        found = [_told(book, None) for book in ready.books()]
    else:
        with installation() as here, here.store.reading() as session:
            programme_id = admit.conference(session, code).programme_id
            given = {each["id"]: each for each in codebooks.listed(session, programme_id)}
            found = [_told(book, given[book.key]) for book in codebooks.books(session, programme_id)]
    say({"codebooks": found}, as_json=as_json, lines=[_line(each) for each in found])


@codebook.command()
@click.argument("code")
@click.argument("keys", metavar="CODEBOOK...", nargs=-1, required=True, type=click.Choice(ready.KEYS))
def adopt(code: str, keys: tuple[str, ...]) -> None:
    """Take ready codebooks into CODE's programme."""
    with installation() as here:
        programme_id = _programme(here, code)
        for key in keys:
            codebooks.adopt(here.store, programme_id, key)
            click.echo(f"{said(ready.book(key).name, 'en')} is ready to code with.")


@codebook.command("import")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="TEXT", help="What to call it; else what the file or its name says.")
def take_in(code: str, file: Path, name: str | None) -> None:
    """Take the codebooks of FILE (CSV, or REFI-QDA .qdc) into CODE's programme, all or none."""
    data = file.read_bytes()
    if file.suffix.lower() == ".qdc":
        found = from_qdc.read(data, name or file.stem)
    else:
        found = [from_csv.read(data, name or file.stem)]
    with installation() as here:
        ids = codebooks.take_in(here.store, _programme(here, code), found)
    for public_id, book in zip(ids, found, strict=True):
        click.echo(f"{said(book.name, 'en')} is in, with {len(book.codes)} codes: {public_id}")


@codebook.command("export")
@click.argument("code")
@click.argument("chosen", metavar="[CODEBOOK]", required=False)
@click.option("--format", "file_format", type=click.Choice(FORMATS), default="qdc", show_default=True)
@click.option("--locale", type=click.Choice(SPOKEN), default="en", show_default=True, help="Language of a .qdc file.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file.")
def export(code: str, chosen: str | None, file_format: str, locale: str, output: Path) -> None:
    """Write one codebook of CODE's programme into a file, or, as .qdc, all of them."""
    with installation() as here, here.store.reading() as session:
        found = codebooks.books(session, admit.conference(session, code).programme_id, chosen)
    if file_format == "csv" and len(found) != 1:
        raise click.UsageError("A CSV file holds one codebook: please say which, as `codebook list` shows it.")
    output.write_bytes(_file(found, file_format, locale))
    click.echo(f"{sum(len(book.codes) for book in found)} codes written to {output}.")


def _file(found: list[Book], file_format: str, locale: str) -> bytes:
    if file_format == "csv":
        return "".join(codebook_csv.lines(found[0])).encode()
    return qdc.of_books(found, locale)


def _programme(here: Installation, code: str) -> int:
    with here.store.reading() as session:
        return admit.conference(session, code).programme_id


def _told(book: Book, standing: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": book.key,
        "name": book.name,
        "about": book.about,
        "source": book.source,
        "codes": _codes(book) if standing is None else standing["codes"],
    }


def _codes(book: Book) -> Iterable[dict[str, Any]]:
    return [
        {"key": each.key, "name": each.name, "definition": each.definition, "source": each.source}
        for each in book.codes
    ]


def _line(told: dict[str, Any]) -> str:
    return f"{told['id']:<26} {len(told['codes']):>3} codes  {said(told['name'], 'en')}"
