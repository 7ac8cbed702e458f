"""Export: from the store to a file on this machine, at any time, whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TextIO

import click

from reflection_wall.cli.installation import installation
from reflection_wall.exports import csv, json
from reflection_wall.services import admit, review
from reflection_wall.services.review import Scope

FORMATS = ("csv", "json")


@click.command()
@click.argument("code")
@click.option("--format", "file_format", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--all", "everything", is_flag=True, help="With what is hidden or withdrawn, and its state.")
@click.option("--share", is_flag=True, help="Only what may be passed on, and names only where that is allowed.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; else standard output.")
def export(code: str, file_format: str, everything: bool, share: bool, output: Path | None) -> None:
    """Write the reflections of CODE into a file."""
    if everything and share:
        raise click.UsageError("--all and --share cannot go together: one is for you, the other for others.")
    with installation() as here, here.store.reading() as session:
        conference = admit.conference(session, code)
        written = count()
        found = review.rows(session, conference, Scope(everything, share))
        rows = (row for row, _ in zip(found, written, strict=False))
        if file_format == "csv":
            pieces = csv.lines(list(review.COLUMNS), rows)
        else:
            pieces = json.lines(review.describe(session, conference), review.COLUMNS, rows)
        _write(pieces, output)
    if output is not None:
        click.echo(f"{next(written)} reflections written to {output}.")


def _write(pieces: Iterator[str], output: Path | None) -> None:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        _pour(pieces, sys.stdout)
        return
    draft = output.with_name(output.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            _pour(pieces, file)
        draft.replace(output)
    except OSError as wrong:
        raise click.ClickException(f"{output} could not be written: {wrong.strerror}.") from None


def _pour(pieces: Iterator[str], file: TextIO) -> None:
    file.writelines(pieces)
