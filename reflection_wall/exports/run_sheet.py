"""Run sheet: from a conference's links to the one page that whoever runs the day has in hand.

The hours and the names are left to be written by hand: they change until the doors open. Its codes are keys, and it
says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from reflection_wall.exports import typesetting
from reflection_wall.exports.printing import Occasion, common
from reflection_wall.exports.qr import path_of
from reflection_wall.exports.speech import speaking
from reflection_wall.rules.permission import Role
from reflection_wall.rules.refusals import later

_RUN_SHEET = later("Run sheet")
_KEEP = later("Keep this page to yourselves: whoever has one of these codes can use it.")
_WHEN, _WHAT, _WHO = later("When"), later("What happens"), later("Who")
_ASKED = later("The question")
_TABLES = later("Tables: %(count)s")
_CODES = later("Where each of you works")
_TROUBLE = later("When something fails")

_COURSE = (
    (
        later("Before the doors open"),
        later(
            "A tent and a few paper cards on every table, the sign at the door. The wall on the projector, full "
            "screen (F), dark if the room is (T). The desk on your own screen, never on the projector."
        ),
    ),
    (
        later("Settle how words reach the wall"),
        later("At the desk: open shows them at once, delay after some seconds, hold when a moderator shows them."),
    ),
    (
        later("Tables talk"),
        later("The wall shows the opening: the question, and that the card on the table is the way in."),
    ),
    (
        later("Tables write"),
        later("Wall to live (1). One of you reads the queue; another walks to the tables that stay silent."),
    ),
    (
        later("Last call"),
        later("Start the timer at the desk, then close the question. What comes later waits for you."),
    ),
    (
        later("Read together"),
        later("The tour gives every table its turn; communities and themes show them side by side."),
    ),
    (
        later("Before everybody leaves"),
        later("Collect the paper cards to type them in. Take the export home the same day."),
    ),
)

_PLACES: tuple[tuple[Role, str, str, str], ...] = (
    ("wall", "/w/{}", later("The wall"), later("The projector’s laptop. B or . blanks it, even without the server.")),
    (
        "presenter",
        "/d/{}",
        later("The desk"),
        later("Whoever leads the hour: what the wall shows, the question, the timer."),
    ),
    ("moderator", "/d/{}", later("The queue"), later("Whoever reads first: show, hold, hide, and who is silent.")),
)
_EVERYBODY = (later("Everybody"), later("Public: read along, or find one’s table without a card."))

_FAILURES = (
    (
        later("The network is gone"),
        later(
            "Leave the phones’ pages open: they keep what was written and send it when they can. The wall keeps its "
            "picture."
        ),
    ),
    (
        later("The server has stopped"),
        later(
            "Start it again on the same file: reflection-wall serve. What a phone has no receipt for, it sends again "
            "by itself."
        ),
    ),
    (
        later("A phone or its camera will not"),
        later("Type %(host)s and the code %(code)s, and choose the table. Or write on a paper card."),
    ),
    (
        later("Something is on the wall that should not be"),
        later("H hides it from every wall; B blanks them all while you think."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """What the page says of this day: when it is, what is asked, how many tables, and the standing keys by role."""

    held_on: date | None
    question: str
    tables: int
    keys: Mapping[Role, str]


def run_sheet(occasion: Occasion, day: Day) -> bytes:
    """The page of the day, in the conference's language: PDF."""
    say = speaking(occasion.locale)
    typed = {"host": occasion.base.partition("://")[2], "code": occasion.about.code}
    places = [(f"{occasion.base}{path.format(day.keys[role])}", name, use) for role, path, name, use in _PLACES]
    return typesetting.pdf(
        "run-sheet",
        common(
            occasion,
            _RUN_SHEET,
            name=say(_RUN_SHEET),
            date=format_date(day.held_on, "full", locale=occasion.locale) if day.held_on else None,
            tables=say(_TABLES, count=day.tables),
            keep=say(_KEEP),
            columns=[say(_WHEN), say(_WHAT), say(_WHO)],
            course=[[say(head), say(more)] for head, more in _COURSE],
            asked=say(_ASKED),
            question=day.question,
            where=say(_CODES),
            places=[
                {"qr": path_of(url, paper=True).svg, "url": url, "name": say(name), "use": say(use)}
                for url, name, use in (*places, (occasion.public_address, *_EVERYBODY))
            ],
            trouble=say(_TROUBLE),
            failures=[[say(head), say(more, **typed) if "%(" in more else say(more)] for head, more in _FAILURES],
        ),
    )
