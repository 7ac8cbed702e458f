"""Evidence: from a parcel to the report that boards, ministries and researchers read, in the conference's language.

Whoever asks for it, it is made to be passed on: *wall* is a count, *report* has no name, *quote* has its community's.
"""

from __future__ import annotations

from dataclasses import replace

from reflection_wall.exports import limits, method, splits, themes
from reflection_wall.exports.blocks import Block, Document, Grid, Heading, Items, Paragraph, Quote
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.quoting import by_community, fairly, most, quotes
from reflection_wall.exports.sheets import shared_participation
from reflection_wall.exports.speech import Say, day, speaking, spoken
from reflection_wall.exports.themes import Told
from reflection_wall.services import report
from reflection_wall.services.report import Background, Tally
from reflection_wall.services.review import Scope


def document(parcel: Parcel) -> Document:
    """The whole report."""
    if not parcel.scope.passed_on:
        parcel = replace(parcel, scope=Scope(share=True))
    conference = parcel.conference
    _ = speaking(conference.locale)
    about = report.background(parcel.session, conference)
    tally = report.tallies(parcel.session, conference)
    blocks = [
        *_purpose(_, about),
        *method.blocks(_, parcel, about),
        *_numbers(_, tally),
        *_participation(_, parcel),
        *splits.regions(_, parcel),
        *splits.kinds(_, parcel),
        *splits.codes(_, parcel),
        *_voices(_, parcel, tally),
        *limits.blocks(_, parcel, tally),
        *_references(_, about),
    ]
    when = [day(about.held_on, conference.locale)] if about.held_on else []
    return Document(
        title=about.title,
        subtitle=" · ".join([_("Evidence report"), about.programme, *when]),
        language=spoken(conference.locale),
        colon="\u00a0: " if spoken(conference.locale) == "fr" else ": ",
        quotes=sum(isinstance(each, Quote) for each in blocks),
        blocks=blocks,
    )


def _purpose(_: Say, about: Background) -> list[Block]:
    blocks: list[Block] = [Heading(_("Purpose"))]
    blocks += [Paragraph(said) for text in (about.about, about.equity) for said in text.split("\n\n") if said.strip()]
    if about.purposes:
        blocks += [Heading(_("The communities and what they are for"), 2), Items(about.purposes)]
    return blocks


def _numbers(_: Say, tally: Tally) -> list[Block]:
    rows = [
        (_("Tables expected"), tally.tables_expected),
        (_("Tables that have shared"), tally.tables_shared),
        (_("Reflections kept"), tally.kept),
        (_("of these live"), tally.states["live"]),
        (_("of these waiting for a moderator"), tally.states["held"]),
        (_("of these late, after the question had closed"), tally.late),
        (_("For the room and the organizers only"), tally.leaves["counted"]),
        (_("May be quoted without a name"), tally.leaves["unnamed"]),
        (_("May be quoted with the community’s name"), tally.leaves["named"]),
        (_("Hidden by a moderator, and not counted above"), tally.states["hidden"]),
        (_("Taken back by their groups, and not counted above"), tally.states["withdrawn"]),
        (_("Erased, and not counted above"), tally.states["erased"]),
    ]
    return [
        Heading(_("What the numbers count")),
        Paragraph(
            _("%(quotable)s of %(kept)s reflections may be quoted.") % {"quotable": tally.quotable, "kept": tally.kept}
        ),
        Grid(
            _("Tables and reflections, by state and by what their groups allow."),
            [_("What is counted"), _("How many")],
            [[said, str(many)] for said, many in rows],
        ),
    ]


def _participation(_: Say, parcel: Parcel) -> list[Block]:
    return [
        Heading(_("Participation by community")),
        Grid(
            _("For each community its tables, and how many reflections are signed with its name."),
            [_("Community"), _("Tables expected"), _("Signed with its name")],
            [
                [
                    row["community"],
                    _number(_, row["tables_expected"]),
                    str(row["named"]),
                ]
                for row in shared_participation(parcel)
            ],
        ),
        Paragraph(
            _(
                "All other numbers are of the conference as a whole, so that none says whose the words without a name "
                "are. Guarded communities are not listed. Fewer than 5 tables are not told, nor a number that would "
                "give them away."
            )
        ),
    ]


def _voices(_: Say, parcel: Parcel, tally: Tally) -> list[Block]:
    found, alone = themes.told(parcel, tally.kept)
    places = report.places(parcel.session, parcel.conference)
    return _themes(_, parcel, found, alone, places) if found else _communities(_, parcel, places)


def _communities(_: Say, parcel: Parcel, places: dict[int, report.Place]) -> list[Block]:
    blocks: list[Block] = [Heading(_("Quotes by community"))]
    found = by_community(parcel, places)
    room = most(len(found))
    for seat in report.participation(parcel.session, parcel.conference):
        if seat.community_id in found:
            blocks += [Heading(seat.name, 2), *_some(_, parcel, found[seat.community_id], places, room)]
    if None in found:
        blocks += [Heading(_("Without a name"), 2), *_some(_, parcel, found[None], places, room)]
    return blocks if found else [*blocks, Paragraph(_("No group has allowed a quote."))]


def _themes(
    _: Say, parcel: Parcel, found: list[Told], alone: int | None, places: dict[int, report.Place]
) -> list[Block]:
    themed = {each for theme in found for each in theme.ids}
    others = [each for each in parcel.chosen.ids if each not in themed]
    room = most(len(found) + bool(others))
    numbers = [(each.name, each.reflections, each.tables, each.communities) for each in found]
    blocks: list[Block] = [
        Heading(_("Themes")),
        Paragraph(_("People have put the reflections into groups and named these.")),
        Grid(
            _("For each theme how many reflections, tables and communities speak of it."),
            [_("Theme"), _("Reflections"), _("Tables"), _("Communities")],
            [[name, *(_number(_, each) for each in counts)] for name, *counts in numbers],
        ),
        Paragraph(
            _(
                "Fewer than 5 are not told, nor a number that would give them away, nor how many tables and "
                "communities speak where some words are signed and others are not."
            )
        ),
    ]
    for each in found:
        blocks.append(Heading(each.name, 2))
        if each.reflections is not None:
            blocks.append(Paragraph(_("Reflections: %(reflections)s.") % {"reflections": each.reflections}))
        blocks += _some(_, parcel, each.ids, places, room)
    return [*blocks, *_unthemed(_, parcel, others, alone, places, room)]


def _unthemed(
    _: Say, parcel: Parcel, ids: list[int], many: int | None, places: dict[int, report.Place], room: int
) -> list[Block]:
    blocks: list[Block] = [Heading(_("In no theme"), 2)] if ids or many else []
    if many is not None:
        blocks.append(Paragraph(_("Reflections in no theme: %(many)s.") % {"many": many}))
    return [*blocks, *(_some(_, parcel, ids, places, room) if ids else [])]


def _number(_: Say, many: int | None) -> str:
    return _("not told") if many is None else str(many)


def _some(_: Say, parcel: Parcel, ids: list[int], places: dict[int, report.Place], room: int) -> list[Block]:
    found: list[Block] = [*quotes(parcel, fairly(parcel, ids, places, room), _("A group that is not named"))]
    if not found:
        return [Paragraph(_("No group has allowed a quote."))]
    if len(ids) > room:
        said = _("%(shown)s of %(many)s quotes stand here, every table once before any table twice; files made with "
                 "--share have all.")  # fmt: skip
        found.append(Paragraph(said % {"shown": room, "many": len(ids)}))
    return found


def _references(_: Say, about: Background) -> list[Block]:
    blocks: list[Block] = []
    if about.standards:
        blocks += [Heading(_("Standards")), Items([("", each) for each in about.standards])]
    if about.references:
        blocks += [Heading(_("References")), Items([("", each) for each in about.references])]
    return blocks
