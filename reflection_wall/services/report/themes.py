"""Themes: the groups that people have named, with how many reflections, tables and communities stand in each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Conference, Grouping, Reflection, Theme
from reflection_wall.rules import consent


@dataclass(frozen=True)
class ThemeCount:
    """One theme. The counts hold every reflection that is not hidden, withdrawn, erased or practice: also those that
    may only be counted."""

    theme_id: int
    name: str
    reflections: int
    tables: int
    communities: int


def themes(session: Session, conference: Conference) -> list[ThemeCount]:
    """Every theme of the conference in the order of the wall, those without a reflection too."""
    found = session.execute(
        select(*SEEN, Reflection.source, Reflection.table_id, Reflection.community_id, Grouping.theme_id)
        .join(Grouping, Grouping.reflection_id == Reflection.id)
        .where(Reflection.conference_id == conference.id)
    )
    counted: dict[int, list[tuple[int, int]]] = {}
    for row in found:
        if consent.leaves(row) != "absent":
            counted.setdefault(row.theme_id, []).append((row.table_id, row.community_id))
    named = session.scalars(select(Theme).where(Theme.conference_id == conference.id).order_by(Theme.position))
    return [
        ThemeCount(
            each.id,
            each.name,
            len(counted.get(each.id, [])),
            len({table for table, _ in counted.get(each.id, [])}),
            len({community for _, community in counted.get(each.id, [])}),
        )
        for each in named
    ]


def memberships(session: Session, conference: Conference) -> dict[int, int]:
    """The theme of every reflection that has one, both by number."""
    found = session.execute(
        select(Grouping.reflection_id, Grouping.theme_id)
        .join(Theme, Theme.id == Grouping.theme_id)
        .where(Theme.conference_id == conference.id)
    )
    return {row.reflection_id: row.theme_id for row in found}
