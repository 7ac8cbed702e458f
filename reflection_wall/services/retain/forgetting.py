"""Forgetting: from the database that is replaced, and the file beside it, to the older one that takes its place:
what was erased or taken back in between must not come back with the backup.

It reads columns, and no more of them than every release has had: the replaced database may be of any.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Erasure, Reflection, Table
from reflection_wall.services.retain.beside import note, noted
from reflection_wall.services.retain.judging import choose_again, free_reference, stand_again
from reflection_wall.services.retain.purging import purge
from reflection_wall.services.retain.standing import Chosen, Judged, chosen, judged
from reflection_wall.services.retain.words import A_FEW, take_words
from reflection_wall.store import Store, Writing


@dataclass(frozen=True)
class Tombstone:
    """A key that must never rise again."""

    write_key_hash: str
    reference: str
    state: str
    label: str


@dataclass
class Forgotten:
    """What one conference has forgotten: keys, the log of erasures, when all of it went, and what fewer people are to
    read than before."""

    tombstones: list[Tombstone] = field(default_factory=list)
    erasures: list[dict[str, Any]] = field(default_factory=list)
    purge: dict[str, Any] | None = None
    judged: list[Judged] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)


def forgotten(session: Session) -> dict[str, Forgotten]:
    """All that a database has forgotten, by the code of the conference."""
    found: dict[str, Forgotten] = {}
    rows = session.execute(
        select(Conference.code, Reflection.write_key_hash, Reflection.reference, Reflection.state, Table.label)
        .join(Conference, Conference.id == Reflection.conference_id)
        .join(Table, Table.id == Reflection.table_id)
        .where(Reflection.state.in_(("erased", "withdrawn")))
    )
    for code, *tombstone in rows:
        found.setdefault(code, Forgotten()).tombstones.append(Tombstone(*tombstone))
    for code, verdict in judged(session):
        found.setdefault(code, Forgotten()).judged.append(verdict)
    for code, choice in chosen(session):
        found.setdefault(code, Forgotten()).chosen.append(choice)
    if inspect(session.connection()).has_table(Erasure.__tablename__):
        _read_log(session, found)
    return found


def forget_again(store: Store, known: dict[str, Forgotten]) -> int:
    """Make a restored database forget the same; returns how many reflections it still knew or would have let rise.

    The caller sees to it that the store empties its log.
    """
    with store.reading() as session:
        present = {each.code: each.id for each in session.scalars(select(Conference))}
    changed = 0
    for code, what in known.items():
        if code not in present:
            continue
        for n in range(0, len(what.tombstones), A_FEW):
            some = what.tombstones[n : n + A_FEW]
            changed += store.write(partial(_bury, conference_id=present[code], tombstones=some))
        store.write(partial(_log_again, conference_id=present[code], erasures=what.erasures))
        if what.purge is not None:
            purge(store, present[code], what.purge["by"], what.purge["reason"], again=what.purge["erased_at"])
        note(store, present[code])
    return changed


def forget_what_is_noted(store: Store) -> int:
    """The same from the file beside the database, which is there when the database itself is not. A conference that
    has the code of another one from before is none of its business."""
    with store.reading() as session:
        began = {each.code: each.created_at for each in session.scalars(select(Conference))}
    known: dict[str, Forgotten] = {}
    for line in noted(store.folder):
        code, reference = line.pop("code"), line["reference"]
        if began.get(code) != line.pop("began"):
            continue
        mine = known.setdefault(code, Forgotten())
        if reference is None:
            mine.purge = line | {"reason": None}
        else:
            label = reference.rpartition("-")[0].removeprefix("T")
            mine.tombstones.append(Tombstone(line["write_key_hash"], reference, "erased", label))
            mine.erasures.append(line)
    return forget_again(store, known)


def judge_again(store: Store, known: dict[str, Forgotten]) -> int:
    """Let moderators' verdicts and groups' choices hold in a restored database, after it has forgotten again; returns
    on how many reflections they did not."""
    with store.reading() as session:
        present = {each.code: each.id for each in session.scalars(select(Conference))}
    changed = 0
    for code, what in known.items():
        if code not in present:
            continue
        for deed, every in ((stand_again, what.judged), (choose_again, what.chosen)):
            for n in range(0, len(every), A_FEW):
                changed += store.write(partial(_each, deed, present[code], every[n : n + A_FEW]))
    return changed


def _each(deed: Callable[..., bool], conference_id: int, some: Sequence[Any], writing: Writing) -> int:
    return sum(deed(writing, conference_id, each) for each in some)


def _read_log(session: Session, found: dict[str, Forgotten]) -> None:
    columns = (Erasure.write_key_hash, Erasure.reference, Erasure.by, Erasure.reason)
    rows = session.execute(
        select(Conference.code, *columns, Erasure.reflections, Erasure.erased_at).join(
            Conference, Conference.id == Erasure.conference_id
        )
    )
    for row in rows:
        line = dict(row._mapping)
        mine = found.setdefault(line.pop("code"), Forgotten())
        if line["reference"] is None:
            mine.purge = line
        else:
            mine.erasures.append(line)


def _bury(writing: Writing, conference_id: int, tombstones: Sequence[Tombstone]) -> int:
    session = writing.session
    keys = [each.write_key_hash for each in tombstones]
    known = {
        row.write_key_hash: row
        for row in session.scalars(
            select(Reflection).where(Reflection.conference_id == conference_id, Reflection.write_key_hash.in_(keys))
        )
    }
    erased, changed = [], 0
    for each in tombstones:
        row = known.get(each.write_key_hash)
        if row is None:
            changed += _raise_stone(writing, conference_id, each)
        elif each.state == "erased" and row.state != "erased":
            erased.append(row)
        elif each.state == "withdrawn" and row.state not in ("withdrawn", "erased"):
            row.state, row.shown_revision, row.show_at, row.version = "withdrawn", None, None, row.version + 1
            writing.changed(row)
            changed += 1
    if erased:
        take_words(writing, erased)
    return changed + len(erased)


def _raise_stone(writing: Writing, conference_id: int, stone: Tombstone) -> int:
    """A tombstone for what the backup has never seen: the phone that shared it may offer it again."""
    session = writing.session
    table = session.scalars(
        select(Table)
        .where(Table.conference_id == conference_id)
        .order_by(Table.label != stone.label, Table.id)
        .limit(1)
    ).first()
    if table is None:
        return 0
    session.add(
        Reflection(
            public_id=secrets.token_urlsafe(9),
            conference_id=conference_id,
            table_id=table.id,
            community_id=table.community_id,
            write_key_hash=stone.write_key_hash,
            reference=free_reference(session, conference_id, stone.reference),
            source="phone",
            state=stone.state,
            revision=0,
            flags=[],
            received_at=writing.now,
        )
    )
    session.flush()
    return 1


def _log_again(writing: Writing, conference_id: int, erasures: Sequence[dict[str, Any]]) -> None:
    there = set(writing.session.scalars(select(Erasure.write_key_hash).where(Erasure.conference_id == conference_id)))
    for line in erasures:
        if line["write_key_hash"] not in there:
            writing.session.add(Erasure(conference_id=conference_id, **line))
