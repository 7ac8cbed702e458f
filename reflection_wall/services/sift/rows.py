"""Sifted rows: from the ids of one page to what is told of each reflection, its codings and memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    REDACTED_AT,
    Codebook,
    Coding,
    Community,
    Conference,
    Grouping,
    Memo,
    Organizer,
    Reflection,
    Reviewed,
    Revision,
    Table,
    Theme,
    Verdict,
    Wording,
)
from reflection_wall.rules import wordings
from reflection_wall.rules.receipts import iso


def told(
    session: Session,
    ids: Sequence[int],
    organizer_id: int,
    coders: Collection[int] | None,
    writers: Collection[int] | None,
) -> list[dict[str, Any]]:
    """The reflections with these ids, in this order."""
    found = {row.Reflection.id: row for row in _found(session, ids)}
    codings = _codings(session, ids, coders)
    memos = _memos(session, ids, writers)
    done = _done(session, ids, organizer_id)
    redacted = _redacted(session, [each for each in ids if found[each].Reflection.redacted])
    return [
        {
            **_reflection(found[each]),
            "codings": [_coding(row, found[each].Revision, redacted.get(each)) for row in codings[each]],
            "memos": memos[each],
            "done": done[each],
        }
        for each in ids
    ]


def _found(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    return session.execute(
        select(
            *(Reflection, Revision, Table.label, Wording.text.label("prompt"), Theme.public_id.label("theme")),
            *(Conference.code, Community.name, Community.kind.label("community_kind"), Community.region),
        )
        .join(Conference, Conference.id == Reflection.conference_id)
        .join(Community, Community.id == Reflection.community_id)
        .join(Table, Table.id == Reflection.table_id)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .outerjoin(
            Wording, (Wording.prompt_id == Reflection.prompt_id) & (Wording.version == Reflection.prompt_version)
        )
        .outerjoin(Grouping, Grouping.reflection_id == Reflection.id)
        .outerjoin(Theme, Theme.id == Grouping.theme_id)
        .where(Reflection.id.in_(ids))
    ).all()


def _reflection(row: Any) -> dict[str, Any]:
    reflection, revision = row.Reflection, row.Revision
    return {
        "id": reflection.public_id,
        "reference": reflection.reference,
        "conference": row.code,
        "community": row.name,
        "community_kind": row.community_kind,
        "region": row.region,
        "table": row.label,
        "prompt": row.prompt,
        "text": revision.text,
        "headline": revision.headline,
        "kind": revision.kind,
        "lang": revision.lang,
        "state": reflection.state,
        "consent": reflection.consent,
        "revision": reflection.revision,
        "redacted": reflection.redacted,
        "late": reflection.late,
        "source": reflection.source,
        "received_at": iso(reflection.received_at),
        "theme": row.theme,
    }


def _codings(session: Session, ids: Sequence[int], coders: Collection[int] | None) -> dict[int, list[Any]]:
    statement = (
        select(Coding, Organizer.name, Revision.words_hash)
        .join(Organizer, Organizer.id == Coding.coder_id)
        .join(Revision, (Revision.reflection_id == Coding.reflection_id) & (Revision.number == Coding.revision))
    )
    if coders is not None:
        statement = statement.where(Coding.coder_id.in_(coders))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement.where(Coding.reflection_id.in_(ids)).order_by(Coding.id)):
        found[row.Coding.reflection_id].append(row)
    return found


def _coding(row: Any, newest: Revision, redacted: datetime | None) -> dict[str, Any]:
    coding = row.Coding
    passage = coding.start is not None
    stands = wordings.stands(row.words_hash, newest.words_hash, coding.coded_at, redacted, passage=passage)
    return {
        "code": coding.code_id,
        "coder": coding.coder_id,
        "name": row.name,
        "start": coding.start,
        "end": coding.end,
        "revision": coding.revision,
        "earlier": not stands,
        "at": iso(coding.coded_at),
    }


def _memos(session: Session, ids: Sequence[int], writers: Collection[int] | None) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    statement = select(Memo, Organizer.name).join(Organizer, Organizer.id == Memo.organizer_id)
    if writers is not None:
        statement = statement.where(Memo.organizer_id.in_(writers))
    for memo, name in session.execute(statement.where(Memo.reflection_id.in_(ids)).order_by(Memo.id)):
        told = {"id": memo.id, "by": memo.organizer_id, "name": name, "text": memo.text, "at": iso(memo.written_at)}
        found[memo.reflection_id].append(told)
    return found


def _done(session: Session, ids: Sequence[int], organizer_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(Reviewed.reflection_id, Codebook.public_id).join(Codebook, Codebook.id == Reviewed.codebook_id)
    mine = statement.where(Reviewed.reflection_id.in_(ids), Reviewed.coder_id == organizer_id)
    for row in session.execute(mine.order_by(Codebook.position)):
        found[row.reflection_id].append(row.public_id)
    return found


def _redacted(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    if not ids:
        return {}
    return {row.reflection_id: row.at for row in session.execute(REDACTED_AT.where(Verdict.reflection_id.in_(ids)))}
