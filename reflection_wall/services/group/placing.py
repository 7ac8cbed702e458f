"""Placing: from reflections and the themes that they shall be in to groupings, as many at once as a proposal has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, insert, select

from reflection_wall.models import Conference, Grouping, Reflection, Stage, Theme
from reflection_wall.rules.refusals import NO_REFLECTION, Archived, Message, Unknown
from reflection_wall.store import Writing

# Fewer than any database allows in one statement.
_AT_ONCE = 500


def stage_of(writing: Writing, conference_id: int) -> Stage:
    """The stage of a conference that has something to group. Raises Archived for one that was purged."""
    if writing.session.get_one(Conference, conference_id).purged_at is not None:
        raise Archived
    return writing.session.get_one(Stage, conference_id, with_for_update=True)


def place(writing: Writing, conference_id: int, themes: Mapping[str, str | None]) -> dict[str, str | None]:
    """Put each reflection into its theme, or into none; returns in which each was. Raises Unknown, Archived."""
    stage = stage_of(writing, conference_id)
    numbers = _numbers(writing, conference_id)
    if not {theme for theme in themes.values() if theme is not None} <= numbers.keys():
        raise Unknown
    before: dict[str, str | None] = {}
    for some in _portions(list(themes)):
        rows = _rows(writing, conference_id, some)
        before |= _taken_out(writing, rows)
        into = [
            {"reflection_id": row.id, "theme_id": numbers[theme]}
            for row in rows
            if (theme := themes[row.public_id]) is not None
        ]
        if into:
            writing.session.execute(insert(Grouping), into)
        for row in rows:
            writing.changed(row, quietly=True)
    writing.changed(stage)
    return before


def _numbers(writing: Writing, conference_id: int) -> dict[str, int]:
    found = writing.session.execute(select(Theme.public_id, Theme.id).where(Theme.conference_id == conference_id))
    return {row.public_id: row.id for row in found}


def _portions(every: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _rows(writing: Writing, conference_id: int, public_ids: Sequence[str]) -> Sequence[Reflection]:
    """What never arrived is unknown here as everywhere."""
    wanted = (
        select(Reflection)
        .where(Reflection.conference_id == conference_id, Reflection.public_id.in_(public_ids), Reflection.revision > 0)
        .with_for_update()
    )
    found = writing.session.scalars(wanted).all()
    if len(found) != len(public_ids):
        raise Unknown(Message(NO_REFLECTION))
    return found


def _taken_out(writing: Writing, rows: Sequence[Reflection]) -> dict[str, str | None]:
    """Take them out of their themes; in which each was."""
    ids = [row.id for row in rows]
    held = select(Grouping.reflection_id, Theme.public_id).join(Theme, Theme.id == Grouping.theme_id)
    was = {
        row.reflection_id: row.public_id for row in writing.session.execute(held.where(Grouping.reflection_id.in_(ids)))
    }
    writing.session.execute(delete(Grouping).where(Grouping.reflection_id.in_(ids)))
    return {row.public_id: was.get(row.id) for row in rows}
