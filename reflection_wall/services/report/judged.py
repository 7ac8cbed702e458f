"""Judged: from the store to what coders said they are done with, and to everybody who worked on a conference.

Like a coding, it counts only while the words that it was said of stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from reflection_wall.models import Codebook, Coding, Conference, Memo, Organizer, Reflection, Reviewed, Revision
from reflection_wall.rules.receipts import iso


def done(session: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """By reflection who is done with it: `{"codebook", "coder", "done_at"}`, the codebook by its id, the coder by
    their number, which is told nobody."""
    read, newest = aliased(Revision), aliased(Revision)
    rows = session.execute(
        select(Reviewed, Codebook.public_id)
        .join(Codebook, Codebook.id == Reviewed.codebook_id)
        .join(Reflection, Reflection.id == Reviewed.reflection_id)
        .join(read, (read.reflection_id == Reflection.id) & (read.number == Reviewed.revision))
        .join(newest, (newest.reflection_id == Reflection.id) & (newest.number == Reflection.revision))
        .where(Reviewed.reflection_id.in_(ids), read.words_hash == newest.words_hash)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for each, codebook in rows:
        told = {"codebook": codebook, "coder": each.coder_id, "done_at": iso(each.reviewed_at)}
        found.setdefault(each.reflection_id, []).append(told)
    return found


def workers(session: Session, conference: Conference) -> dict[int, str]:
    """Everybody who gave a code, was done with a reflection or wrote a memo at this conference, by number, in the order
    of their accounts."""
    here = Reflection.conference_id == conference.id
    coders, readers, writers = (
        select(each).join(Reflection, Reflection.id == about).where(here)
        for each, about in (
            (Coding.coder_id, Coding.reflection_id),
            (Reviewed.coder_id, Reviewed.reflection_id),
            (Memo.organizer_id, Memo.reflection_id),
        )
    )
    found = session.execute(
        select(Organizer.id, Organizer.name)
        .where(Organizer.id.in_(coders.union(readers, writers)))
        .order_by(Organizer.id)
    )
    return {row.id: row.name for row in found}
