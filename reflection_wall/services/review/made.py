"""Made: from the store to what the office has made of reflections, its themes and memos: for the organizers alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Grouping, Memo, Organizer, Theme
from reflection_wall.rules.receipts import iso


def memos(session: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The memos about each of these reflections, first to last: `{"number", "writer", "by", "text", "written_at"}`, of
    which `number` and `writer`, numbers in the database, are told nobody."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = session.execute(
        select(Memo, Organizer.name)
        .join(Organizer, Organizer.id == Memo.organizer_id)
        .where(Memo.reflection_id.in_(ids))
        .order_by(Memo.written_at, Memo.id)
    )
    for memo, name in rows:
        told = {"number": memo.id, "writer": memo.organizer_id, "by": name, "text": memo.text}
        found.setdefault(memo.reflection_id, []).append(told | {"written_at": iso(memo.written_at)})
    return found


def columns_of(session: Session, ids: Sequence[int]) -> dict[int, dict[str, str | None]]:
    """The columns MADE of each of these reflections."""
    themes = session.execute(
        select(Grouping.reflection_id, Theme.name)
        .join(Theme, Theme.id == Grouping.theme_id)
        .where(Grouping.reflection_id.in_(ids))
    )
    named = {row.reflection_id: row.name for row in themes}
    noted = memos(session, ids)
    said = {each: "\n\n".join(f"{memo['by']}: {memo['text']}" for memo in noted[each]) for each in noted}
    return {each: {"theme": named.get(each), "memos": said.get(each)} for each in ids}
