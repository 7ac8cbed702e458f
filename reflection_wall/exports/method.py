"""Method: the section of a report that says how its words were collected, asked for and moderated."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from reflection_wall.exports.blocks import Block, Grid, Heading, Items, Paragraph
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.speech import Say, day
from reflection_wall.rules.languages import ANY
from reflection_wall.services import report
from reflection_wall.services.report import Background


def blocks(_: Say, parcel: Parcel, about: Background) -> list[Block]:
    """How it was collected, what was asked to the letter, how it was moderated, and what consent means."""
    return [
        Heading(_("How it was collected")),
        *_ways(_, parcel),
        *_dates(_, parcel, about),
        Heading(_("The questions, to the letter"), 2),
        _questions(_, parcel),
        Heading(_("Moderation"), 2),
        *_moderation(_, about),
        Heading(_("What the groups allow"), 2),
        Items(
            [
                (_("For the room"), _("shown in the room and read by the organizers, and here only counted.")),
                (_("For the report"), _("quoted without a name.")),
                (_("To be quoted"), _("quoted with the name of the community, unless the community is guarded.")),
            ]
        ),
    ]


def _ways(_: Say, parcel: Parcel) -> list[Block]:
    said = _(
        "Each table of a community of practice talked, opened its page on one phone, and shared what it wrote as a "
        "group, in up to 1,500 characters. Nobody signed in, no name was asked for, and no address of a device was "
        "kept."
    )
    paper = _("Some groups wrote on a paper card, which was typed in for them.")
    return [Paragraph(said), *([Paragraph(paper)] if parcel.groups.on_paper else [])]


def _dates(_: Say, parcel: Parcel, about: Background) -> list[Block]:
    locale = parcel.conference.locale
    said: list[tuple[str, str]] = []
    if about.held_on:
        said.append((_("Conference"), day(about.held_on, locale)))
    if about.first and about.last and not parcel.scope.anonymous:
        said.append((_("Reflections arrived"), _arrived(about.held_on, about.first, about.last, locale)))
    said.append((_("This report was made"), f"{day(parcel.made_at, locale)} (UTC)"))
    said.append((_("Ethics status"), about.ethics or _("not stated")))
    return [Items(said)]


def _arrived(held_on: date | None, first: datetime, last: datetime, locale: str) -> str:
    """The day of the conference, when all that arrived did so while it was that day somewhere on Earth (from UTC+14 to
    UTC−12): no conference says in which zone it is, and an evening in Edmonton is the next day by UTC. Else the days by
    UTC."""
    if held_on:
        midnight = datetime.combine(held_on, time.min, UTC)
        if midnight - timedelta(hours=14) <= first and last < midnight + timedelta(days=1, hours=12):
            return day(held_on, locale)
    days = [day(first, locale), day(last, locale)]
    return f"{' – '.join(dict.fromkeys(days))} (UTC)"


def _questions(_: Say, parcel: Parcel) -> Grid:
    rows = []
    for each in report.questions(parcel.session, parcel.conference):
        for language, text in each["languages"].items():
            place = str(each["question"]) if language == ANY else f"{each['question']} ({language})"
            rows.append([place, str(each["version"]), text])
    return Grid(_("Every question in each of its wordings."), [_("Question"), _("Version"), _("Wording")], rows)


def _moderation(_: Say, about: Background) -> list[Block]:
    modes = {
        "open": _("Reflections were on the wall at once."),
        "delay": _("Reflections were on the wall after %(delay)s seconds, unless a moderator stopped them."),
        "hold": _("Reflections were on the wall after a moderator had read them."),
    }
    deeds = {
        "show": _("Shown"),
        "hold": _("Held"),
        "hide": _("Hidden"),
        "redact": _("Words replaced"),
        "restore": _("Shown again"),
    }
    rows = [[said, str(about.decisions[deed])] for deed, said in deeds.items() if about.decisions.get(deed)]
    found: list[Block] = [
        Paragraph(modes[about.moderation] % {"delay": about.delay}),
        Paragraph(
            _(
                "That is how it stands now; the mode can change during a conference. In every mode, words that look "
                "like a name, a number, an address or an insult wait for a person."
            )
        ),
    ]
    if rows:
        found.append(Grid(_("How often moderators decided what."), [_("Decision"), _("How often")], rows))
    return found
