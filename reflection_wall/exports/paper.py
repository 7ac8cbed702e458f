"""Paper: from the store to each of the PDF files that are printed for a conference, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from reflection_wall.exports import printing
from reflection_wall.exports.printing import Occasion, Paper
from reflection_wall.exports.run_sheet import Day, run_sheet
from reflection_wall.models import Conference
from reflection_wall.services import introduce, links
from reflection_wall.services.links import Links


@dataclass(frozen=True)
class Printing:
    """What there is to print from."""

    session: Session
    conference: Conference
    occasion: Occasion
    links: Links

    def question(self, locale: str) -> str:
        """What is asked now, in this language; nothing when nothing is."""
        asked = introduce.present_prompt(self.session, self.conference.id, locale)
        return str(asked["text"]) if asked else ""


@dataclass(frozen=True)
class Press:
    """The installation that prints: its secret, the address that codes say, and whether that may change."""

    secret: str
    base: str
    rehearsal: bool


def pdf(session: Session, press: Press, conference: Conference, sheet: str, paper: Paper) -> bytes:
    """One of SHEETS. Raises links.OtherSecret when the secret has changed since the links were made."""
    occasion = Occasion(
        about=introduce.introduction(session, conference, conference.locale),
        locale=conference.locale,
        base=press.base,
        rehearsal=press.rehearsal,
        paper=paper,
    )
    return SHEETS[sheet](Printing(session, conference, occasion, links.of(session, press.secret, conference)))


def _tents(each: Printing) -> bytes:
    return printing.tents(each.occasion, each.links.tables)


def _cards(each: Printing) -> bytes:
    questions = {locale: each.question(locale) for locale in {table.locale for table in each.links.tables}}
    return printing.cards(each.occasion, each.links.tables, questions)


def _sign(each: Printing) -> bytes:
    return printing.sign(each.occasion)


def _run_sheet(each: Printing) -> bytes:
    conference, found = each.conference, each.links
    day = Day(conference.held_on, each.question(conference.locale), len(found.tables), found.keys)
    return run_sheet(each.occasion, day)


SHEETS: dict[str, Callable[[Printing], bytes]] = {
    "tents": _tents,
    "cards": _cards,
    "sign": _sign,
    "run-sheet": _run_sheet,
}
