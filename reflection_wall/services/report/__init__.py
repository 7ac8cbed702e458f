"""Report: from the store to what stands around the reflections in a report: denominators, questions, codes, decisions.

Nothing here is a reflection's own words; those come from `services.review` under the rule of consent.
"""

from reflection_wall.services.report.background import Background, background
from reflection_wall.services.report.codings import codebooks, coders, codings
from reflection_wall.services.report.given import given
from reflection_wall.services.report.groups import Groups, groups
from reflection_wall.services.report.judged import done, workers
from reflection_wall.services.report.numbers import Seat, Tally, participation, tallies
from reflection_wall.services.report.places import Place, places
from reflection_wall.services.report.questions import questions
from reflection_wall.services.report.themes import ThemeCount, memberships, themes
from reflection_wall.services.report.verdicts import VERDICTS, verdicts

__all__ = [
    "VERDICTS",
    "Background",
    "Groups",
    "Place",
    "Seat",
    "Tally",
    "ThemeCount",
    "background",
    "codebooks",
    "coders",
    "codings",
    "done",
    "given",
    "groups",
    "memberships",
    "participation",
    "places",
    "questions",
    "tallies",
    "themes",
    "verdicts",
    "workers",
]
