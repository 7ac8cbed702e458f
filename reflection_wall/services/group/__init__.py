"""Group: from the desk to the themes of a conference: named by a person, filled by hand, in an order of their own.

Themes are part of the stage document, so every change gives the stage a new number. An archived conference is grouped
like any other, as it is coded; one that was purged has nothing to group (Archived).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Grouping, Reflection, Theme
from reflection_wall.rules import keys, visibility
from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.services.group.placing import place, stage_of
from reflection_wall.store import Store, Writing

LONGEST_NAME = 80
MOST_THEMES = 24


@dataclass(frozen=True)
class Formed:
    """A theme as it was before it went into another, for `form` to bring back."""

    theme: str
    name: str
    position: int
    reflections: tuple[str, ...]


def put_theme(store: Store, conference_id: int, theme: str, name: str | None, position: int | None) -> None:
    """Make the theme that the caller calls `theme` (a key of its own making), rename it, or move it to a place from 1.

    Raises Invalid, Archived.
    """
    said = _checked(theme, name)
    store.write(lambda writing: _put(writing, conference_id, theme, said, position))


def drop_theme(store: Store, conference_id: int, theme: str) -> None:
    """Take a theme away; its reflections stand alone again. Raises Archived."""
    store.write(lambda writing: _drop(writing, conference_id, theme))


def put_reflection(store: Store, conference_id: int, public_id: str, theme: str | None) -> None:
    """Put a reflection into a theme, or into none. Raises Unknown, Archived."""
    store.write(lambda writing: place(writing, conference_id, {public_id: theme}))


def move(store: Store, conference_id: int, themes: Mapping[str, str | None]) -> dict[str, str | None]:
    """Put each reflection into its theme, or into none, all at once; returns in which each was, which this undoes too.
    Raises Unknown, Archived."""
    return store.write(lambda writing: place(writing, conference_id, themes))


def form(
    store: Store, conference_id: int, theme: str, name: str, reflections: Sequence[str], position: int | None = None
) -> None:
    """Make a theme of these reflections at once: what a person takes of a proposal, and what undoes `merge`. They leave
    the themes that they were in. Raises Invalid, Unknown, Archived."""
    said = _checked(theme, name)
    store.write(
        lambda writing: _form(writing, conference_id, Formed(theme, said or "", position or 0, tuple(reflections)))
    )


def merge(store: Store, conference_id: int, theme: str, into: str) -> Formed:
    """Put all that is in one theme into another and take the one away; returns how it was. Raises Unknown, Archived."""
    return store.write(lambda writing: _merge(writing, conference_id, theme, into))


def counted(session: Session, conference_id: int) -> list[dict[str, Any]]:
    """The themes in their order, with what organizers keep of them but for practice, the oldest first: `{"id", "name",
    "items", "tables", "communities"}`, the last two counted."""
    themes = session.scalars(select(Theme).where(Theme.conference_id == conference_id).order_by(Theme.position)).all()
    rows = session.execute(
        select(Grouping.theme_id, Reflection.public_id, Reflection.table_id, Reflection.community_id, *SEEN)
        .join(Reflection, Reflection.id == Grouping.reflection_id)
        .where(Reflection.conference_id == conference_id, Reflection.source != "rehearsal")
        .order_by(Reflection.received_at, Reflection.id)
    )
    kept = [row for row in rows if visibility.kept_by_organizer(row)]
    return [
        {
            "id": theme.public_id,
            "name": theme.name,
            "items": [row.public_id for row in kept if row.theme_id == theme.id],
            "tables": len({row.table_id for row in kept if row.theme_id == theme.id}),
            "communities": len({row.community_id for row in kept if row.theme_id == theme.id}),
        }
        for theme in themes
    ]


def _checked(theme: str, name: str | None) -> str | None:
    if not keys.is_client_key(theme):
        raise Unknown
    said = None if name is None else clean_line(name)
    if said is not None and (is_blank(said) or length(said) > LONGEST_NAME):
        raise Invalid({"name": Message(later("A name has between 1 and %(most)s characters."), {"most": LONGEST_NAME})})
    return said


def _form(writing: Writing, conference_id: int, formed: Formed) -> None:
    _put(writing, conference_id, formed.theme, formed.name, formed.position or None)
    place(writing, conference_id, dict.fromkeys(formed.reflections, formed.theme))


def _merge(writing: Writing, conference_id: int, theme: str, into: str) -> Formed:
    session = writing.session
    stage_of(writing, conference_id)
    found, target = _theme(writing, conference_id, theme), _theme(writing, conference_id, into)
    if found is None or target is None or found is target:
        raise Unknown
    within = select(Reflection).join(Grouping).where(Grouping.theme_id == found.id)
    rows = session.scalars(within.order_by(Reflection.received_at, Reflection.id)).all()
    formed = Formed(found.public_id, found.name, found.position, tuple(row.public_id for row in rows))
    for grouping in session.scalars(select(Grouping).where(Grouping.theme_id == found.id)):
        grouping.theme_id = target.id
    session.flush()
    for row in rows:
        writing.changed(row, quietly=True)
    _drop(writing, conference_id, theme)
    return formed


def _put(writing: Writing, conference_id: int, theme: str, name: str | None, position: int | None) -> None:
    stage = stage_of(writing, conference_id)
    statement = select(Theme).where(Theme.conference_id == conference_id).order_by(Theme.position)
    themes = list(writing.session.scalars(statement))
    found = next((each for each in themes if each.public_id == theme), None)
    if found is None:
        found = _new(conference_id, theme, name, len(themes))
        writing.session.add(found)
        themes.append(found)
    if name is not None:
        found.name = name
    if position is not None:
        themes.remove(found)
        themes.insert(max(position, 1) - 1, found)
    for at, each in enumerate(themes, start=1):
        each.position = at
    writing.changed(stage)


def _new(conference_id: int, theme: str, name: str | None, others: int) -> Theme:
    if name is None:
        raise Invalid({"name": Message(later("Please name the theme."))})
    if others >= MOST_THEMES:
        raise Invalid({"name": Message(later("There is room for %(most)s themes."), {"most": MOST_THEMES})})
    return Theme(conference_id=conference_id, public_id=theme, name=name, position=others + 1)


def _drop(writing: Writing, conference_id: int, theme: str) -> None:
    stage = stage_of(writing, conference_id)
    found = _theme(writing, conference_id, theme)
    if found is None:
        return
    for row in writing.session.scalars(select(Reflection).join(Grouping).where(Grouping.theme_id == found.id)):
        writing.changed(row, quietly=True)
    writing.session.execute(delete(Grouping).where(Grouping.theme_id == found.id))
    writing.session.delete(found)
    writing.changed(stage)


def _theme(writing: Writing, conference_id: int, theme: str | None) -> Theme | None:
    statement = select(Theme).where(Theme.conference_id == conference_id, Theme.public_id == theme)
    return writing.session.scalars(statement).one_or_none()
