"""Themes: from the themes that people have named to what a report may tell of each, so that no number points at a few
people and none says whose the words without a name are."""

from __future__ import annotations

from dataclasses import dataclass

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.quoting import by_theme, signed
from reflection_wall.rules import suppression
from reflection_wall.services import report
from reflection_wall.services.report import ThemeCount


@dataclass(frozen=True)
class Told:
    """One theme: which of its reflections may be quoted, and its numbers; None: not to be told."""

    name: str
    ids: list[int]
    reflections: int | None
    tables: int | None
    communities: int | None


def told(parcel: Parcel, kept: int) -> tuple[list[Told], int | None]:
    """Every theme that has a reflection, and how many of the `kept` reflections have no theme.

    A reflection has one theme at most, so a small theme could be found by subtracting the others from all that are
    kept. Beside signed words, the number of tables or communities would say where the others were written.
    """
    found = [each for each in report.themes(parcel.session, parcel.conference) if each.reflections]
    sizes = {each.theme_id: each.reflections for each in found}
    alone = kept - sum(sizes.values())
    withheld = suppression.withheld(sizes | ({0: alone} if alone else {}))
    quotable = by_theme(parcel)
    themes = [_told(parcel, each, quotable.get(each.theme_id, []), each.theme_id in withheld) for each in found]
    return themes, None if 0 in withheld else alone


def _told(parcel: Parcel, theme: ThemeCount, ids: list[int], withheld: bool) -> Told:
    named = sum(signed(parcel, each) for each in ids)
    apart = not withheld and named in (0, theme.reflections)
    return Told(
        name=theme.name,
        ids=ids,
        reflections=None if withheld else theme.reflections,
        tables=theme.tables if apart and theme.tables >= suppression.SMALLEST else None,
        communities=theme.communities if apart and theme.communities >= suppression.SMALLEST else None,
    )
