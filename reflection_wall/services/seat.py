"""Seat: from desk or office to the tables of a conference, on the day and while phones are writing.

A table that moves keeps what it has shared as it was shared: under the community it then sat with, and under its
references. A table that is renamed is renamed everywhere, also on the cards that name it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import func, select

from reflection_wall.models import Community, Conference, Reflection, Table
from reflection_wall.rules import keys, visibility
from reflection_wall.rules.labels import label
from reflection_wall.rules.languages import SPOKEN
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing


@dataclass(frozen=True)
class Place:
    """What is said of a table; None leaves a thing as it is."""

    label: str | None = None
    community: int | None = None
    locale: str | None = None
    muted: bool | None = None


def add(store: Store, secret: str, conference_id: int, wanted: Place) -> int:
    """One more table; returns its id. Raises Invalid for a label that is taken or an unknown community, Archived."""
    if wanted.label is None or wanted.community is None:
        missing = "label" if wanted.label is None else "community"
        raise Invalid({missing: Message(later("A table needs a label and a community."))})
    checked = _checked(wanted)
    return store.write(lambda writing: _add(writing, secret, conference_id, checked))


def change(store: Store, conference_id: int, table_id: int, wanted: Place) -> None:
    """Rename a table, move it to another community, mute it or let it speak again. Raises Unknown, Invalid, Archived.

    What a muted table has on the wall goes, and comes back when it is unmuted; what it shares meanwhile is held.
    """
    checked = _checked(wanted)
    store.write(lambda writing: _change(writing, conference_id, table_id, checked))


def renew(store: Store, secret: str, conference_id: int, table_id: int) -> None:
    """Make a table's links anew; the old ones stop working. Raises Unknown, Archived."""
    store.write(lambda writing: _renew(writing, secret, conference_id, table_id))


def _checked(wanted: Place) -> Place:
    kept = None if wanted.label is None else label(wanted.label)
    if wanted.locale is not None and wanted.locale not in SPOKEN:
        raise Invalid({"locale": Message(later("There is no such language here."))})
    return Place(kept, wanted.community, wanted.locale, wanted.muted)


def _add(writing: Writing, secret: str, conference_id: int, wanted: Place) -> int:
    stage = writing.stage(conference_id)
    conference = writing.session.get_one(Conference, conference_id)
    last = writing.session.scalar(select(func.max(Table.position)).where(Table.conference_id == conference_id))
    table = Table(
        conference_id=conference_id,
        community_id=_community(writing, conference, wanted.community).id,
        label=_free(writing, conference_id, wanted.label or ""),
        locale=wanted.locale,
        position=(last or 0) + 1,
        generation=0,
        key_hash=secrets.token_hex(32),
        walk_in_hash=secrets.token_hex(32),
    )
    writing.session.add(table)
    writing.session.flush()
    _make_links(secret, conference, table)
    writing.changed(stage)
    return table.id


def _change(writing: Writing, conference_id: int, table_id: int, wanted: Place) -> None:
    stage = writing.stage(conference_id)
    conference = writing.session.get_one(Conference, conference_id)
    table = _table(writing, conference_id, table_id)
    if wanted.label is not None and wanted.label != table.label:
        table.label = _free(writing, conference_id, wanted.label)
        for row in writing.session.scalars(select(Reflection).where(Reflection.table_id == table.id)):
            writing.changed(row, quietly=not conference.table_labels)
    if wanted.community is not None:
        table.community_id = _community(writing, conference, wanted.community).id
    if wanted.locale is not None:
        table.locale = wanted.locale
    if wanted.muted is not None and wanted.muted != table.muted:
        _mute(writing, table, muted=wanted.muted)
    writing.changed(stage)


def _mute(writing: Writing, table: Table, *, muted: bool) -> None:
    """Visibility reads columns of the reflections alone, so they are told; no clock runs on for a muted table."""
    table.muted = muted
    for row in writing.session.scalars(select(Reflection).where(Reflection.table_id == table.id)):
        row.muted = muted
        row.show_at = None
        visibility.remember(row)
        writing.changed(row)


def _renew(writing: Writing, secret: str, conference_id: int, table_id: int) -> None:
    stage = writing.stage(conference_id)
    table = _table(writing, conference_id, table_id)
    _make_links(secret, writing.session.get_one(Conference, conference_id), table)
    writing.changed(stage)


def _make_links(secret: str, conference: Conference, table: Table) -> None:
    table.generation += 1
    table.key_hash, table.walk_in_hash = keys.table_hashes(secret, conference.code, table.id, table.generation)


def _table(writing: Writing, conference_id: int, table_id: int) -> Table:
    table = writing.session.get(Table, table_id)
    if table is None or table.conference_id != conference_id:
        raise Unknown
    return table


def _free(writing: Writing, conference_id: int, label: str) -> str:
    taken = select(Table.id).where(Table.conference_id == conference_id, Table.label == label)
    if writing.session.scalar(taken) is not None:
        raise Invalid({"label": Message(later("There is a table %(label)s already."), {"label": label})})
    return label


def _community(writing: Writing, conference: Conference, community_id: int | None) -> Community:
    community = writing.session.get(Community, community_id)
    if community is None or community.programme_id != conference.programme_id:
        raise Invalid({"community": Message(later("There is no such community."))})
    return community
