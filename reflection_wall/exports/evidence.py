"""Evidence: from a parcel to the report that boards, ministries and researchers read, in the conference's language.

Whoever asks for it, it is made to be passed on: *wall* is a count, *report* has no name, *quote* has its community's.
"""

from __future__ import annotations

from dataclasses import replace

from reflection_wall.exports import limits, method, splits
from reflection_wall.exports.blocks import Block, Document, Grid, Heading, Items, Paragraph, Quote
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.quoting import by_community, by_theme, fairly, most, quotes
from reflection_wall.exports.sheets import shared_participation
from reflection_wall.exports.speech import Say, day, speaking, spoken
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
        (_("For the room and the organizers only"), tally.consents["wall"]),
        (_("May be quoted without a name"), tally.consents["report"]),
        (_("May be quoted with the community’s name"), tally.consents["quote"]),
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
    rows = shared_participation(parcel, _("All others together"))
    columns = ("tables_expected", "tables_shared", "reflections", "may_be_quoted")
    return [
        Heading(_("Participation by community")),
        Grid(
            _("For each community its tables, its reflections, and how many of these may be quoted."),
            [_("Community"), _("Tables expected"), _("Tables that have shared"), _("Reflections"), _("May be quoted")],
            [
                [row["community"], *(_("fewer than 5") if row[each] is None else str(row[each]) for each in columns)]
                for row in rows
            ],
        ),
        Paragraph(
            _(
                "A community with fewer than 5 reflections, or one that is guarded, is counted with all others and not "
                "named, so that no number points at a few people."
            )
        ),
    ]


def _voices(_: Say, parcel: Parcel, tally: Tally) -> list[Block]:
    themes = [each for each in report.themes(parcel.session, parcel.conference) if each.reflections]
    places = report.places(parcel.session, parcel.conference)
    if not themes:
        blocks: list[Block] = [Heading(_("Quotes by community"))]
        found = by_community(parcel, places)
        room = most(len(found))
        for seat in report.participation(parcel.session, parcel.conference):
            if seat.community_id in found:
                blocks += [Heading(seat.name, 2), *_some(_, parcel, found[seat.community_id], places, room)]
        if None in found:
            blocks += [Heading(_("Without a name"), 2), *_some(_, parcel, found[None], places, room)]
        return blocks if found else [*blocks, Paragraph(_("No group has allowed a quote."))]
    blocks = [
        Heading(_("Themes")),
        Paragraph(_("People have put the reflections into groups and named these.")),
        Grid(
            _("For each theme how many reflections, tables and communities speak of it."),
            [_("Theme"), _("Reflections"), _("Tables"), _("Communities")],
            [[each.name, str(each.reflections), str(each.tables), str(each.communities)] for each in themes],
        ),
    ]
    grouped = by_theme(parcel)
    for each in themes:
        counted = {"reflections": each.reflections, "tables": each.tables, "communities": each.communities}
        said = _("Reflections: %(reflections)s. Tables: %(tables)s. Communities: %(communities)s.") % counted
        blocks += [Heading(each.name, 2), Paragraph(said)]
        blocks += _some(_, parcel, grouped.get(each.theme_id, []), places, most(len(themes)))
    alone = tally.kept - sum(each.reflections for each in themes)
    return [*blocks, Paragraph(_("Reflections in no theme: %(many)s.") % {"many": alone})]


def _some(_: Say, parcel: Parcel, ids: list[int], places: dict[int, report.Place], room: int) -> list[Block]:
    found: list[Block] = [*quotes(parcel, fairly(ids, places, room), _("A group that is not named"))]
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
