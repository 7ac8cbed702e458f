"""Print commands: tents, paper cards, the sign for the door and the run sheet, as PDF files.

What has a code on it is remembered with the address it says, so that `serve` warns when that is no longer its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click
from sqlalchemy.orm import Session

from reflection_wall import address
from reflection_wall.cli.files import put
from reflection_wall.cli.installation import Installation, installation
from reflection_wall.exports import printing
from reflection_wall.exports.printing import PAPERS, Occasion, Paper
from reflection_wall.exports.run_sheet import Day
from reflection_wall.exports.run_sheet import run_sheet as page_of_the_day
from reflection_wall.models import Conference
from reflection_wall.services import admit, introduce
from reflection_wall.services import links as every_link
from reflection_wall.services.links import Links


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
    _print(code, output, paper, lambda each: printing.tents(each.occasion, each.links.tables))


@_to_print
def cards(code: str, output: Path, paper: str) -> None:
    """Print paper cards for the tables of CODE, four to a sheet, for words that no phone will take."""
    _print(code, output, paper, _cards)


@_to_print
def sign(code: str, output: Path, paper: str) -> None:
    """Print the sign for the door of CODE."""
    _print(code, output, paper, lambda each: printing.sign(each.occasion))


@_to_print
def run_sheet(code: str, output: Path, paper: str) -> None:
    """Print the run sheet of CODE: the day on one page, with the codes of wall and desks. It is a key."""
    _print(code, output, paper, _run_sheet)


@dataclass(frozen=True)
class _Printing:
    """What there is to print from."""

    session: Session
    conference: Conference
    occasion: Occasion
    links: Links

    def question(self, locale: str) -> str:
        """What is asked now, in this language; nothing when nothing is."""
        asked = introduce.present_prompt(self.session, self.conference.id, locale)
        return str(asked["text"]) if asked else ""


def _print(code: str, output: Path, paper: str, make: Callable[[_Printing], bytes]) -> None:
    with installation() as here:
        with here.store.reading() as session:
            conference = admit.conference(session, code)
            found = every_link.of(session, here.secret, conference)
            made = make(_Printing(session, conference, _occasion(here, session, conference, cast(Paper, paper)), found))
        put(output, made)
        address.record_printing(here.settings.instance, here.base)
    click.echo(f"{output} says {here.base}.")
    if not here.settings.public_url:
        click.echo("PUBLIC_URL is not set, so it is marked REHEARSAL: this address can change.", err=True)


def _occasion(here: Installation, session: Session, conference: Conference, paper: Paper) -> Occasion:
    return Occasion(
        about=introduce.introduction(session, conference, conference.locale),
        locale=conference.locale,
        base=here.base,
        rehearsal=not here.settings.public_url,
        paper=paper,
    )


def _cards(each: _Printing) -> bytes:
    questions = {locale: each.question(locale) for locale in {table.locale for table in each.links.tables}}
    return printing.cards(each.occasion, each.links.tables, questions)


def _run_sheet(each: _Printing) -> bytes:
    conference, found = each.conference, each.links
    day = Day(conference.held_on, each.question(conference.locale), len(found.tables), found.keys)
    return page_of_the_day(each.occasion, day)
