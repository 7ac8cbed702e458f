"""Printing: from the links of a conference to paper on its tables: tents, cards to write on, a sign for the door.

Each table's sheet speaks the table's own language. Whoever prints says for which address, and remembers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reflection_wall.exports import typesetting
from reflection_wall.exports.qr import path_of
from reflection_wall.exports.speech import Say, speaking
from reflection_wall.rules.refusals import later
from reflection_wall.services.introduce import Introduction
from reflection_wall.services.links import TableLink

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")

REHEARSAL = later("REHEARSAL")
REHEARSAL_MEANS = later("For practice only: this address can change.")
TABLE = later("Table")
TABLE_CALLED = later("Table %(label)s")
TABLE_CODE = later("QR code of table %(label)s")
CONFERENCE_CODE = later("QR code of the conference")
OR_TYPE = later("Or type")
AND_THE_CODE = later("and the code")

_TENTS = later("Tents")
_SCAN = later("One person scans this and writes for the table.")
_FOLD = later("fold here")

_CARDS = later("Reflection cards")
_CARD_HOW = later("For words that no phone will take. Go on overleaf, and leave it on the table.")
_CARD_NOTICE = later("Read by the organizers, and shown on the wall. Please name no students, staff or schools.")
_CARD_CONSENT = later("May the organizers pass it on?")
_CARD_CHOICES = (
    later("No: for this room and the organizers only"),
    later("In the report, without a name"),
    later("Quoted, with our community’s name"),
)
_CARD_PEOPLE = later("People")
_CARD_PERSPECTIVE, _CARD_PRACTICE = later("A new perspective"), later("A new practice")

_SIGN = later("Sign for the door")
_SIGN_LEAD = later("Share what your table has learned")
_SIGN_STEPS = (
    later("Scan the card on your table with one phone."),
    later("Talk it over, then write for all of you. No account, no app, no name."),
    later("Watch the wall: what the tables share appears there."),
)
_SIGN_CODE = later("No card on your table? Scan this and choose it.")
_SIGN_READ = later("Scan this to read what it is about.")


@dataclass(frozen=True)
class Occasion:
    """What every sheet of one printing has in common. `base` is the address before every link."""

    about: Introduction
    locale: str
    base: str
    rehearsal: bool
    paper: Paper

    @property
    def public_address(self) -> str:
        """Where everybody gets in, and may pick a table."""
        return f"{self.base}/c/{self.about.code}"


def tents(occasion: Occasion, tables: Iterable[TableLink]) -> bytes:
    """One sheet for each table, two faces, to be folded in the middle: PDF."""
    sheets = [_at_table(occasion, table) | {"how": speaking(table.locale)(_SCAN)} for table in tables]
    return typesetting.pdf("tents", common(occasion, _TENTS, sheets=sheets, fold=speaking(occasion.locale)(_FOLD)))


def cards(occasion: Occasion, tables: Iterable[TableLink], questions: Mapping[str, str]) -> bytes:
    """Four paper cards for each table, with its code and lines to write on; `questions` by language: PDF."""
    sheets = []
    for table in tables:
        say = speaking(table.locale)
        words = {
            "question": questions.get(table.locale, ""),
            "how": say(_CARD_HOW),
            "notice": say(_CARD_NOTICE),
            "consent": say(_CARD_CONSENT),
            "choices": [say(choice) for choice in _CARD_CHOICES],
            "kinds": [say(_CARD_PERSPECTIVE), say(_CARD_PRACTICE)],
            "people": say(_CARD_PEOPLE),
        }
        sheets.append(_at_table(occasion, table) | words)
    return typesetting.pdf("cards", common(occasion, _CARDS, sheets=sheets))


def sign(occasion: Occasion) -> bytes:
    """One page for the door: what happens here, and the conference's own code: PDF."""
    say = speaking(occasion.locale)
    return typesetting.pdf(
        "sign",
        common(
            occasion,
            _SIGN,
            qr=path_of(occasion.public_address, paper=True).svg,
            lead=say(_SIGN_LEAD),
            steps=[say(step) for step in _SIGN_STEPS],
            scan=say(_SIGN_CODE if occasion.about.walk_in else _SIGN_READ),
        ),
    )


def common(occasion: Occasion, what: str, **more: Any) -> dict[str, Any]:
    """What every template finds in its data: whose conference, which paper, where to type what."""
    say = speaking(occasion.locale)
    about = occasion.about
    return {
        "title": f"{say(what)} · {about.title}",
        "lang": occasion.locale,
        "paper": occasion.paper,
        "programme": about.programme,
        "conference": about.title,
        **_typed(occasion, say),
        "qr_alt": say(CONFERENCE_CODE),
        **more,
    }


def _at_table(occasion: Occasion, table: TableLink) -> dict[str, Any]:
    """What stands on everything that lies on a table, in its language."""
    say = speaking(table.locale)
    return {
        "lang": table.locale,
        "name": say(TABLE_CALLED, label=table.label),
        "word": say(TABLE),
        "label": table.label,
        "community": table.community,
        # Sentence by sentence: of a long purpose a sheet says as many as it has room for, and no half one.
        "purpose": _SENTENCE_ENDS.split(" ".join(table.purpose.split())),
        "qr": path_of(f"{occasion.base}/t/{table.key}", paper=True).svg,
        "qr_alt": say(TABLE_CODE, label=table.label),
        **_typed(occasion, say),
    }


def _typed(occasion: Occasion, say: Say) -> dict[str, Any]:
    return {
        "type": say(OR_TYPE),
        "host": occasion.base.partition("://")[2],
        "and_code": say(AND_THE_CODE),
        "code": occasion.about.code,
        "rehearsal": say(REHEARSAL) if occasion.rehearsal else None,
        "rehearsal_means": say(REHEARSAL_MEANS),
    }
