"""Splits: the sections of a report that say of what the groups speak: by region, by their own word, and by code.

What is told by region is of signed quotes alone, which every reader can count: any other number less these would tell
whose the words without a name are. All else is of the whole conference, and no small cell of it (rules.suppression).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reflection_wall.exports.blocks import Block, Grid, Heading, Paragraph
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.speech import Say
from reflection_wall.rules import suppression
from reflection_wall.services import report
from reflection_wall.services.review import DESCRIBING

_MOST = 3
_TO_REGION = DESCRIBING.index("region")


def regions(_: Say, parcel: Parcel) -> list[Block]:
    """By region its communities, how many reflections are signed, and of what these speak most; nothing if none is."""
    seats = [seat for seat in report.participation(parcel.session, parcel.conference) if not seat.guarded]
    names: dict[str, list[str]] = {}
    for seat in seats:
        if seat.region:
            names.setdefault(seat.region, []).append(seat.name)
    signed = _signed(parcel, {seat.community_id: seat.region for seat in seats if seat.region})
    if not signed:
        return []
    heads = [_("Region"), _("Communities"), _("Signed with a name")]
    rows = [[each, ", ".join(names[each]), str(len(signed.get(each, [])))] for each in names]
    topics = _topics(parcel)
    if topics:
        heads.append(_("What the signed ones speak of most"))
        for row in rows:
            spoken = Counter(said for one in signed.get(row[0], []) for said in topics.get(one, []))
            row.append(", ".join(said for said, _many in spoken.most_common(_MOST)) or "–")
    about = _("For each region its communities, and how many reflections are signed with the name of one of them.")
    return [Heading(_("By region"), 2), Grid(about, heads, rows)]


def kinds(_: Say, parcel: Parcel) -> list[Block]:
    """How many reflections are a new perspective, a new practice or both, in the word of those who wrote them."""
    counts = parcel.groups.kinds
    if not any(counts[each] for each in ("perspective", "practice", "both")):
        return []
    labels: dict[str | None, str] = {
        "perspective": _("A new perspective"),
        "practice": _("A new practice"),
        "both": _("Both"),
        None: _("The group has not said"),
    }
    withheld = suppression.withheld({each: many for each, many in counts.items() if many})
    rows = [[said, _("not told") if each in withheld else str(counts[each])] for each, said in labels.items()]
    return [
        Heading(_("New perspectives and new practices")),
        Grid(
            _("How many reflections their own groups call what."),
            [_("What the group calls it"), _("Reflections")],
            rows,
        ),
        *_small(_, withheld),
    ]


def codes(_: Say, parcel: Parcel) -> list[Block]:
    """How many reflections have which code, codebook by codebook; a codebook of which none is given is left out."""
    blocks: list[Block] = []
    for book in parcel.codebooks:
        found = {code["number"]: len(parcel.given.get(code["number"], ())) for code in book["codes"]}
        if any(found.values()):
            blocks += _codebook(_, parcel, book, found)
    if not blocks:
        return []
    said = _(
        "People have read the reflections and given them codes; one reflection may have several. Counted is what at "
        "least one of them gave, unless they have agreed that it does not stand."
    )
    return [Heading(_("What the reflections speak of, by code")), Paragraph(said), *blocks]


def _codebook(_: Say, parcel: Parcel, book: Mapping[str, Any], found: Mapping[int, int]) -> list[Block]:
    withheld = {code for code, many in found.items() if 0 < many < suppression.SMALLEST}
    rows = [
        [code["name"], _("not told") if code["number"] in withheld else str(found[code["number"]])]
        for code in book["codes"]
        if found[code["number"]] or not code["retired"]
    ]
    blocks: list[Block] = [
        Heading(book["name"], 2),
        Grid(_("For each code how many reflections have it."), [_("Code"), _("Reflections")], rows),
        *_small(_, withheld),
    ]
    # With a small cell held back, how many have any of the codes would give it away.
    coded = len(set().union(*(parcel.given.get(code, set()) for code in found)))
    if not withheld and coded >= suppression.SMALLEST:
        said = _("%(coded)s of %(kept)s reflections have one of these codes.")
        blocks.append(Paragraph(said % {"coded": coded, "kept": sum(parcel.groups.kinds.values())}))
    return blocks


def _small(_: Say, withheld: Iterable[object]) -> list[Block]:
    said = _("Fewer than 5 are not told, nor a number that would give them away.")
    return [Paragraph(said)] if any(True for _each in withheld) else []


def _signed(parcel: Parcel, region_of: Mapping[int, str]) -> dict[str, list[int]]:
    """The reflections of which this file tells the region, by region."""
    places = report.places(parcel.session, parcel.conference)
    found: dict[str, list[int]] = {}
    for each in parcel.chosen.ids:
        region = region_of.get(places[each].community)
        if region and parcel.chosen.leaves[each] == "named" and parcel.chosen.blurred.get(each, 0) <= _TO_REGION:
            found.setdefault(region, []).append(each)
    return found


def _topics(parcel: Parcel) -> dict[int, list[str]]:
    """Of what each reflection speaks: its theme, or, where nobody has made themes, those of its codes that are told."""
    named = {each.theme_id: each.name for each in report.themes(parcel.session, parcel.conference)}
    belongs = report.memberships(parcel.session, parcel.conference)
    if belongs:
        return {each: [named[theme]] for each, theme in belongs.items()}
    found: dict[int, list[str]] = {}
    for number, (_book, code) in parcel.codes.items():
        having = parcel.given.get(number, set())
        for each in having if len(having) >= suppression.SMALLEST else ():
            found.setdefault(each, []).append(code["name"])
    return found
