"""Group: from the desk to the themes of a conference: named by a person, filled by hand, in an order of their own.

Themes are part of the stage document, so every change gives the stage a new number.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from reflection_wall.models import Grouping, Reflection, Theme
from reflection_wall.rules import keys
from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

LONGEST_NAME = 80
MOST_THEMES = 24


def put_theme(store: Store, conference_id: int, theme: str, name: str | None, position: int | None) -> None:
    """Make the theme that the caller calls `theme` (a key of its own making), rename it, or move it to a place from 1.

    Raises Invalid, Archived.
    """
    if not keys.is_client_key(theme):
        raise Unknown
    said = None if name is None else clean_line(name)
    if said is not None and (is_blank(said) or length(said) > LONGEST_NAME):
        raise Invalid({"name": Message(later("A name has between 1 and %(most)s characters."), {"most": LONGEST_NAME})})
    store.write(lambda writing: _put(writing, conference_id, theme, said, position))


def drop_theme(store: Store, conference_id: int, theme: str) -> None:
    """Take a theme away; its reflections stand alone again. Raises Archived."""
    store.write(lambda writing: _drop(writing, conference_id, theme))


def put_reflection(store: Store, conference_id: int, public_id: str, theme: str | None) -> None:
    """Put a reflection into a theme, or into none. Raises Unknown, Archived."""
    store.write(lambda writing: _move(writing, conference_id, public_id, theme))


def _put(writing: Writing, conference_id: int, theme: str, name: str | None, position: int | None) -> None:
    stage = writing.stage(conference_id)
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
    for place, each in enumerate(themes, start=1):
        each.position = place
    writing.changed(stage)


def _new(conference_id: int, theme: str, name: str | None, others: int) -> Theme:
    if name is None:
        raise Invalid({"name": Message(later("Please name the theme."))})
    if others >= MOST_THEMES:
        raise Invalid({"name": Message(later("There is room for %(most)s themes."), {"most": MOST_THEMES})})
    return Theme(conference_id=conference_id, public_id=theme, name=name, position=others + 1)


def _drop(writing: Writing, conference_id: int, theme: str) -> None:
    stage = writing.stage(conference_id)
    found = _theme(writing, conference_id, theme)
    if found is None:
        return
    for row in writing.session.scalars(select(Reflection).join(Grouping).where(Grouping.theme_id == found.id)):
        writing.changed(row, quietly=True)
    writing.session.execute(delete(Grouping).where(Grouping.theme_id == found.id))
    writing.session.delete(found)
    writing.changed(stage)


def _move(writing: Writing, conference_id: int, public_id: str, theme: str | None) -> None:
    stage = writing.stage(conference_id)
    row = writing.reflection(conference_id, public_id)
    target = _theme(writing, conference_id, theme) if theme is not None else None
    if theme is not None and target is None:
        raise Unknown
    held = writing.session.get(Grouping, row.id)
    if held is not None:
        writing.session.delete(held)
        writing.session.flush()
    if target is not None:
        writing.session.add(Grouping(reflection_id=row.id, theme_id=target.id))
    writing.changed(stage)
    writing.changed(row, quietly=True)


def _theme(writing: Writing, conference_id: int, theme: str | None) -> Theme | None:
    statement = select(Theme).where(Theme.conference_id == conference_id, Theme.public_id == theme)
    return writing.session.scalars(statement).one_or_none()
