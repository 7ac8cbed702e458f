"""Feed: from the store to whoever shows anything, as covering ranges of numbered changes (delivery.md, section 4).

A frame says what stands now of everything that changed after `from`, up to `to`. The same frame answers a GET and is
pushed over Socket.IO, so lost, late, doubled and reordered frames all lead to the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import exists, func, select, true
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Conference, Prompt, Reflection, Stage, Table
from reflection_wall.rules import digests, visibility
from reflection_wall.rules.prompts import present
from reflection_wall.rules.receipts import iso
from reflection_wall.services.feed import items, rows, stage_document
from reflection_wall.services.feed.around import around
from reflection_wall.services.feed.items import Item
from reflection_wall.services.feed.rows import Row

Audience = Literal["wall", "desk"]
Frame = dict[str, Any]

MOST = 500
PAGE = 50

# Desks hear of every change; walls of those alone that they show.
NUMBERS: dict[Audience, rows.Numbers] = {"wall": Reflection.public_seq, "desk": Reflection.changed_seq}


class Head(NamedTuple):
    """How far a conference has come."""

    epoch: str
    last: int


class Picture(NamedTuple):
    """Some of what is public, and behind whose public id there is more."""

    items: list[Item]
    older: str | None


def head(session: Session, conference_id: int) -> Head:
    """Epoch and newest number: all that an ETag needs, without reading a row of the feed."""
    found = session.execute(select(Conference.epoch, Conference.last_seq).where(Conference.id == conference_id)).one()
    return Head(*found)


def heads_by_id(session: Session) -> dict[int, Head]:
    """How far every conference has come."""
    rows = session.execute(select(Conference.id, Conference.epoch, Conference.last_seq))
    return {key: Head(epoch, last) for key, epoch, last in rows}


def frame(
    session: Session, conference_id: int, after: int, audience: Audience, now: datetime, limit: int = MOST
) -> Frame:
    """The next range after the cursor `after`, of at most `limit` rows (1 to 500), for walls or for the desk."""
    conference = session.get_one(Conference, conference_id)
    limit = min(max(limit, 1), MOST)
    numbers = NUMBERS[audience]
    changed = rows.changed(session, conference_id, after, limit, numbers)
    to = conference.last_seq
    if len(changed) == limit:
        to = getattr(changed[-1].reflection, numbers.key) or to
    told: Frame = {
        "epoch": conference.epoch,
        "from": after,
        "to": to,
        "head": conference.last_seq,
        "now": iso(now),
        "items": _items(session, conference, changed, audience),
        "tables": tables(session, conference_id),
    }
    stage = session.get_one(Stage, conference_id)
    if after < (stage.changed_seq or 0) <= to:
        told["stage"] = stage_document.document(session, conference, stage, audience)
    return told


def item(session: Session, conference_id: int, public_id: str) -> Item | None:
    """One reflection as the desk sees it, read from what is stored; None when there is none."""
    row = rows.one(session, conference_id, public_id)
    conference = session.get_one(Conference, conference_id)
    return _items(session, conference, [row], "desk")[0] if row else None


def picture(session: Session, conference_id: int, before: str | None = None) -> Picture:
    """A page of what is public now, newest first: what the text wall shows before any script has run."""
    conference = session.get_one(Conference, conference_id)
    found = rows.up(session, conference_id, before, PAGE + 1)
    page = found[:PAGE]
    return Picture(
        [items.public(conference, row) for row in page if visibility.visible(row.reflection)],
        page[-1].reflection.public_id if len(found) > PAGE else None,
    )


def spotlit(session: Session, conference_id: int) -> Item | None:
    """What is in the spotlight now, as walls are told of it; None when it is in another scene."""
    held = session.get_one(Stage, conference_id)
    shown = session.get(Reflection, held.reflection_id) if held.scene == "spotlight" and held.reflection_id else None
    row = rows.one(session, conference_id, shown.public_id) if shown and visibility.visible(shown) else None
    return items.public(session.get_one(Conference, conference_id), row) if row else None


def shared_by(session: Session, table_id: int) -> list[Item]:
    """What one table has shared, newest first, as its own phones see it."""
    found = rows.of_table(session, table_id)
    about = around(session, [row.reflection.id for row in found], verdicts=False)
    return [items.own(row, about) for row in found]


def stage(session: Session, conference_id: int, audience: Audience) -> dict[str, Any]:
    """The stage document as it stands."""
    conference = session.get_one(Conference, conference_id)
    return stage_document.document(session, conference, session.get_one(Stage, conference_id), audience)


def signs(session: Session, conference_id: int) -> stage_document.Signs:
    """What a phone is told of the stage."""
    return stage_document.signs(session, session.get_one(Stage, conference_id))


def digest(session: Session, conference_id: int) -> str:
    """The digest of the public picture at the head."""
    rows = session.execute(
        select(Reflection.public_id, Reflection.public_seq, *SEEN).where(
            Reflection.conference_id == conference_id, Reflection.shown_revision.is_not(None)
        )
    )
    return digests.digest((row.public_id, row.public_seq or 0) for row in rows if visibility.visible(row))


def tables(session: Session, conference_id: int) -> dict[str, int]:
    """How many tables have answered the present question, of how many: tables, never people."""
    asked = present(session.scalars(select(Prompt).where(Prompt.conference_id == conference_id)))
    # One look into the index for each table, and not one at each reflection: this stands in every frame.
    has_shared = exists().where(
        Reflection.conference_id == Table.conference_id,
        Reflection.table_id == Table.id,
        Reflection.state.not_in(("withdrawn", "erased")),
        true() if asked is None else Reflection.prompt_id == asked.id,
    )
    row = session.execute(
        select(func.count().filter(has_shared), func.count())
        .select_from(Table)
        .where(Table.conference_id == conference_id)
    ).one()
    return {"shared": row[0], "of": row[1]}


def _items(session: Session, conference: Conference, changed: Sequence[Row], audience: Audience) -> list[Item]:
    if audience == "wall":
        return [told for row in changed if (told := items.told(conference, row)) is not None]
    about = around(session, [row.reflection.id for row in changed], verdicts=True)
    # Revision 0 is a tombstone for words that never arrived: there is nothing to judge.
    return [items.whole(conference, row, about) for row in changed if row.reflection.revision > 0]
