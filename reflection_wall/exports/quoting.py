"""Quoting: which reflections a report quotes: every table once before any table twice, and no more than people read.

The spreadsheet has them all; a report of thousands of pages would hide them, and setting one takes a tenth of a
megabyte for each quote (measured).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reflection_wall.exports.blocks import Quote
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.speech import speaking
from reflection_wall.services import report, review
from reflection_wall.services.report import Place
from reflection_wall.services.review import SUPPRESSED, Chosen

ALL = 300
FEWEST = 3


def most(groups: int) -> int:
    """How many quotes each of so many communities or themes has room for."""
    return max(FEWEST, ALL // max(groups, 1))


def fairly(parcel: Parcel, ids: Iterable[int], places: Mapping[int, Place], room: int) -> list[int]:
    """As many of these as there is room for, the first of every table before the second of any; then, in the order of
    the file, those that are not signed, whose turn would tell that their table has spoken already."""
    turn: Counter[int] = Counter()
    ranked: list[tuple[int, int, int]] = []
    for n, each in enumerate(ids):
        ranked.append((turn[places[each].table], n, each))
        turn[places[each].table] += 1
    turns = sorted(ranked)[:room]
    last = sorted((n, each) for _, n, each in turns if not signed(parcel, each))
    return [each for _, _, each in turns if signed(parcel, each)] + [each for _, each in last]


def by_theme(parcel: Parcel) -> dict[int, list[int]]:
    """The reflections that may be passed on, by theme."""
    belongs = report.memberships(parcel.session, parcel.conference)
    found: dict[int, list[int]] = {}
    for each in parcel.chosen.ids:
        if each in belongs:
            found.setdefault(belongs[each], []).append(each)
    return found


def by_community(parcel: Parcel, places: Mapping[int, Place]) -> dict[int | None, list[int]]:
    """The same by community; None has those whose community may not be told."""
    found: dict[int | None, list[int]] = {}
    for each in parcel.chosen.ids:
        found.setdefault(places[each].community if signed(parcel, each) else None, []).append(each)
    return found


def signed(parcel: Parcel, each: int) -> bool:
    """Whether its quote is signed with the name of its community."""
    return parcel.chosen.leaves[each] == "named" and not parcel.chosen.blurred.get(each, 0)


def quotes(parcel: Parcel, ids: list[int], unnamed: str) -> list[Quote]:
    """These reflections as quotes, in this order, each with what its group calls it; `unnamed` signs for whoever is not
    named."""
    _ = speaking(parcel.conference.locale)
    called = {
        "perspective": _("A new perspective"),
        "practice": _("A new practice"),
        "both": _("A new perspective and a new practice"),
    }
    some = Chosen(ids, parcel.chosen.leaves, parcel.chosen.blurred)
    return [
        _quote(row, unnamed, called)
        for page in review.pages(parcel.session, parcel.conference, parcel.scope, some)
        for _number, row in page
    ]


def _quote(row: Mapping[str, Any], unnamed: str, called: Mapping[str, str]) -> Quote:
    community = row["community"]
    signed = unnamed if community in (None, SUPPRESSED) else community
    said = called.get(row["kind"] or "")
    return Quote(row["text"], f"{signed} · {said}" if said else signed, row["headline"], row.get("language"))
