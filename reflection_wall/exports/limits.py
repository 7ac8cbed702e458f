"""Limits: the section of a report that says what its data cannot say."""

from __future__ import annotations

from reflection_wall.exports.blocks import Block, Heading, Items
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.speech import Say
from reflection_wall.rules import suppression
from reflection_wall.services import report
from reflection_wall.services.report import Tally


def blocks(_: Say, parcel: Parcel, tally: Tally) -> list[Block]:
    """What a reader must not conclude, with the numbers that say why."""
    silent = max(tally.tables_expected - tally.tables_shared, 0)
    values = {"silent": silent, "expected": tally.tables_expected, "unquoted": tally.kept - tally.quotable}
    return [
        Heading(_("What these data cannot say")),
        Items(
            [
                ("", each % values)
                for each in (
                    *_people(_, parcel),
                    *(
                        [_("%(silent)s of %(expected)s tables have shared nothing; why, nobody has asked.")]
                        if silent
                        else []
                    ),
                    _("The tables were those who came; they stand for nobody who did not."),
                    _(
                        "Quotes are the words of groups that allowed them. %(unquoted)s reflections are counted here "
                        "and may not be quoted; they may say something else."
                    ),
                    _("What a group says it will do is not yet what it did; only a later conference can tell."),
                    *_made(_, parcel),
                    _("How often something was said is not how true or important it is."),
                )
            ]
        ),
    ]


def _people(_: Say, parcel: Parcel) -> list[str]:
    """Whose word it is, and how many people that were, where enough tables have said it."""
    found = parcel.groups
    said = _(
        "A reflection is the word of a group, written together. Whether everybody at the table shares it is not known."
    )
    if found.telling < suppression.SMALLEST:
        return [said]
    counted = _(
        "%(tables)s tables have said how many sat there: %(people)s people together. Of the others it is not known."
    )
    return [said, counted % {"tables": found.telling, "people": found.people}]


def _made(_: Say, parcel: Parcel) -> list[str]:
    """What of it people have made."""
    said = []
    if any(each.reflections for each in report.themes(parcel.session, parcel.conference)):
        said.append(_("Themes were made and named by people; others might have made others."))
    if parcel.given:
        said.append(_("Codes were given by people; others might have given others."))
    return said
