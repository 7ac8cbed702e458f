"""Room: from the store and the phones' heartbeats to the map of the tables, so that somebody can walk over to a quiet
one, and to what must be reconciled before the tables leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Note, Pass, Prompt, Reflection, Table
from reflection_wall.rules.languages import said
from reflection_wall.rules.presence import Liveliness, state
from reflection_wall.rules.prompts import present
from reflection_wall.rules.receipts import iso

MOST_NOTES = 5


def room(session: Session, conference: Conference, lively: Mapping[int, Liveliness]) -> dict[str, Any]:
    """Every table with what is expected, stored, and known of its phones.

    `{"expected", "shared", "silent", "unsent", "tables": [{"id", "label", "community", "state", …}], "communities"}`;
    a table's state is silent, opened, writing, shared or trouble, whichever calls loudest for somebody to come;
    `asleep` says for how many minutes none of its phones has been heard, when there were some.
    """
    notes = _notes(session, conference)
    tables = [
        {
            **_table(conference, table, community, stored, lively.get(table.id, Liveliness())),
            "notes": notes.get(table.id, [])[:MOST_NOTES],
        }
        for table, community, stored in _rows(session, conference)
    ]
    return {
        "expected": len(tables),
        "shared": sum(table["stored"] > 0 for table in tables),
        "silent": sum(table["state"] == "silent" for table in tables),
        "unsent": sum(table["unsent"] for table in tables),
        "tables": tables,
        "communities": _communities(tables),
    }


def _rows(session: Session, conference: Conference) -> list[tuple[Table, Community, int]]:
    """Every table with what it has answered to the present question: a new one is asked of everybody anew."""
    asked = present(session.scalars(select(Prompt).where(Prompt.conference_id == conference.id)))
    stored = (
        select(Reflection.table_id, func.count().label("stored"))
        .where(Reflection.conference_id == conference.id, Reflection.state.not_in(("withdrawn", "erased")))
        .where(true() if asked is None else Reflection.prompt_id == asked.id)
        .group_by(Reflection.table_id)
        .subquery()
    )
    rows = session.execute(
        select(Table, Community, func.coalesce(stored.c.stored, 0))
        .join(Community, Community.id == Table.community_id)
        .outerjoin(stored, stored.c.table_id == Table.id)
        .where(Table.conference_id == conference.id)
        .order_by(Table.position)
    )
    return [(table, community, count) for table, community, count in rows]


def _notes(session: Session, conference: Conference) -> dict[int, list[dict[str, Any]]]:
    """What desks have told each table and who it was, newest first, so that nobody says it twice."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = session.execute(
        select(Note.table_id, Note.text, Note.written_at, Pass.label, Pass.role)
        .join(Pass, Pass.id == Note.pass_id)
        .where(Pass.conference_id == conference.id)
        .order_by(Note.id.desc())
    )
    for table_id, text, written_at, label, role in rows:
        found.setdefault(table_id, []).append({"text": text, "at": iso(written_at), "by": label or role})
    return found


def _table(
    conference: Conference, table: Table, community: Community, stored: int, lively: Liveliness
) -> dict[str, Any]:
    return {
        "id": table.id,
        "label": table.label,
        "community": said(community.name, conference.locale),
        "community_id": community.id,
        "locale": table.locale or conference.locale,
        "state": state(stored, lively),
        "stored": stored,
        "unsent": lively.unsent,
        "draft": lively.draft,
        "asleep": None if lively.asleep is None else max(1, round(lively.asleep / 60)),
        "phones": lively.phones,
        "muted": table.muted,
    }


def _communities(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for table in tables:
        community = found.setdefault(
            table["community_id"],
            {"id": table["community_id"], "name": table["community"], "expected": 0, "shared": 0},
        )
        community["expected"] += 1
        community["shared"] += table["stored"] > 0
    return list(found.values())
