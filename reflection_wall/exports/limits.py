"""Limits: the section of a report that says what its data cannot say."""

from __future__ import annotations

from reflection_wall.exports.blocks import Block, Heading, Items
from reflection_wall.exports.speech import Say
from reflection_wall.services.report import Tally


def blocks(_: Say, tally: Tally) -> list[Block]:
    """What a reader must not conclude, with the numbers that say why."""
    silent = max(tally.tables_expected - tally.tables_shared, 0)
    values = {"silent": silent, "expected": tally.tables_expected, "unquoted": tally.kept - tally.quotable}
    return [
        Heading(_("What these data cannot say")),
        Items(
            [
                ("", each % values)
                for each in (
                    _(
                        "A reflection is the word of a group, written together. How many people at the table share "
                        "it is not known."
                    ),
                    _("%(silent)s of %(expected)s tables have shared nothing; why, nobody has asked."),
                    _("The tables were those who came; they stand for nobody who did not."),
                    _(
                        "Quotes are the words of groups that allowed them. %(unquoted)s reflections are counted here "
                        "and not quoted, and may say something else."
                    ),
                    _("What a group says it will do is not yet what it did; only a later conference can tell."),
                    _("Themes were made and named by people; others might have made others."),
                    _("How often something was said is not how true or important it is."),
                )
            ]
        ),
    ]
