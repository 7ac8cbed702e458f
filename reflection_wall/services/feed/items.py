"""Items: from a row to what walls, desk and its own table are told of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Revision, Verdict
from reflection_wall.rules import visibility
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.services.feed.rows import Row

Item = dict[str, Any]


def told(conference: Conference, row: Row) -> Item | None:
    """What walls are told of a row: itself, that it is gone, or nothing at all."""
    if visibility.visible(row.reflection):
        return public(conference, row)
    return {**_numbers(row), "state": "gone"} if row.reflection.was_public else None


def _numbers(row: Row) -> Item:
    return {
        "id": row.reflection.public_id,
        "seq": row.reflection.changed_seq,
        "version": row.reflection.version,
    }


def public(conference: Conference, row: Row) -> Item:
    """What everybody may see: the judged wording, signed with the community."""
    return {
        **_numbers(row),
        "state": "live",
        **_place(conference, row),
        "table": row.table.label if conference.table_labels else None,
        **_words(row.shown),
        "pinned": row.reflection.pinned,
        "shown_at": iso(row.reflection.shown_at),
    }


def _place(conference: Conference, row: Row) -> Item:
    return {
        "prompt": row.reflection.prompt_id,
        "prompt_version": row.reflection.prompt_version,
        "community": {"id": row.community.id, "name": said(row.community.name, conference.locale)},
    }


def _words(revision: Revision | None) -> Item:
    if revision is None:
        return {"headline": None, "text": "", "lang": None, "kind": None}
    return {
        "headline": revision.headline,
        "text": revision.text,
        "lang": revision.lang,
        "kind": revision.kind,
    }


def whole(conference: Conference, row: Row, reasons: list[Item]) -> Item:
    """What the desk sees: the newest words, and those that are up when they are others. Taken back is taken back."""
    reflection = row.reflection
    final = reflection.state in ("withdrawn", "erased")
    waits = row.shown is not None and reflection.shown_revision != reflection.revision
    return {
        **_numbers(row),
        "state": reflection.state,
        **_place(conference, row),
        "table": row.table.label,
        **_words(None if final else row.newest),
        "pinned": reflection.pinned,
        "shown_at": iso(reflection.shown_at),
        "reference": reflection.reference,
        "revision": reflection.revision,
        "shown": _words(row.shown) if waits else None,
        "visible": visibility.visible(reflection),
        "flags": reflection.flags,
        "reasons": reasons,
        "show_at": iso(reflection.show_at),
        "resonance": 0,
        "late": reflection.late,
        "on_wall": reflection.on_wall,
        "guarded": reflection.guarded,
        "redacted": reflection.redacted,
        "walk_in": reflection.walk_in,
        "source": reflection.source,
        "consent": reflection.consent,
        "received_at": iso(reflection.received_at),
    }


def own(row: Row) -> Item:
    """What a table is told of what it has shared itself: the newest words and where they stand."""
    return {
        "id": row.reflection.public_id,
        "version": row.reflection.version,
        "reference": row.reflection.reference,
        "state": row.reflection.state,
        "show_at": iso(row.reflection.show_at),
        "visible": visibility.visible(row.reflection),
        "late": row.reflection.late,
        "on_wall": row.reflection.on_wall,
        "received_at": iso(row.reflection.received_at),
        **_words(row.newest),
    }


def reasons(session: Session, keys: list[int]) -> dict[int, list[Item]]:
    """The verdicts on these reflections, oldest first: which deed, why, when."""
    found: dict[int, list[Item]] = {}
    verdicts = session.scalars(select(Verdict).where(Verdict.reflection_id.in_(keys)).order_by(Verdict.id))
    for verdict in verdicts:
        found.setdefault(verdict.reflection_id, []).append(
            {"deed": verdict.deed, "reason": verdict.reason, "at": iso(verdict.given_at)}
        )
    return found
