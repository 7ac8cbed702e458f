"""Print commands: tents, paper cards, the sign for the door and the run sheet, as PDF files.

What has a code on it is remembered with the address it says, so that `serve` warns when that is no longer its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import click

from reflection_wall import address
from reflection_wall.cli.files import put
from reflection_wall.cli.installation import installation
from reflection_wall.exports.paper import Press, pdf
from reflection_wall.exports.printing import PAPERS, Paper
from reflection_wall.services import admit


def _to_print(command: Callable[..., None]) -> click.Command:
    """A command that prints: which conference, where to, on which paper."""
    for option in (
        click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True),
        click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="PDF"),
        click.argument("code"),
    ):
        command = option(command)
    return click.command(command.__name__.replace("_", "-"))(command)


@_to_print
def tents(code: str, output: Path, paper: str) -> None:
    """Print the tents of CODE: a sheet for each table, to be folded in the middle."""
    _print(code, output, paper, "tents")


@_to_print
def cards(code: str, output: Path, paper: str) -> None:
    """Print paper cards for the tables of CODE, four to a sheet, for words that no phone will take."""
    _print(code, output, paper, "cards")


@_to_print
def sign(code: str, output: Path, paper: str) -> None:
    """Print the sign for the door of CODE."""
    _print(code, output, paper, "sign")


@_to_print
def run_sheet(code: str, output: Path, paper: str) -> None:
    """Print the run sheet of CODE: the day on one page, with the codes of wall and desks. It is a key."""
    _print(code, output, paper, "run-sheet")


def _print(code: str, output: Path, paper: str, sheet: str) -> None:
    with installation() as here:
        press = Press(here.secret, here.base, not here.settings.public_url)
        with here.store.reading() as session:
            made = pdf(session, press, admit.conference(session, code), sheet, cast(Paper, paper))
        put(output, made)
        address.record_printing(here.settings.instance, here.base)
    click.echo(f"{output} says {here.base}.")
    if not here.settings.public_url:
        click.echo("PUBLIC_URL is not set, so it is marked REHEARSAL: this address can change.", err=True)
