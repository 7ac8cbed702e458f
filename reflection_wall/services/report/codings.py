"""Codings: from the store to the codebooks of a programme and to who gave which code to which words.

A coding counts only while the words that it was made on stand (`rules.wordings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from reflection_wall.models import (
    REDACTED_AT,
    Code,
    Codebook,
    Coding,
    Conference,
    Organizer,
    Reflection,
    Revision,
    Settlement,
    Verdict,
)
from reflection_wall.rules import wordings
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso


def codebooks(session: Session, conference: Conference) -> list[dict[str, Any]]:
    """Every codebook of the programme with its codes, parents before children; `id` and `parent` hold them together."""
    books = session.scalars(
        select(Codebook)
        .where(Codebook.programme_id == conference.programme_id)
        .order_by(Codebook.position, Codebook.id)
    )
    return [
        {
            "id": book.public_id,
            "name": said(book.name, conference.locale),
            "names": dict(book.name),
            "about": said(book.about, conference.locale),
            "source": book.source,
            "origin": book.origin,
            "codes": _codes(session, conference, book),
        }
        for book in books
    ]


def coders(session: Session, conference: Conference) -> dict[int, str]:
    """Everybody who gave a code at this conference, by number, in the order of their accounts."""
    found = session.execute(
        select(Organizer.id, Organizer.name)
        .where(Organizer.id.in_(select(Coding.coder_id).join(Reflection).where(_of(conference))))
        .order_by(Organizer.id)
    )
    return {row.id: row.name for row in found}


def codings(session: Session, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The codings of these reflections, by reflection: whole ones first, then passages from the first to the last.

    `code` is the code's number in the database, to be looked up in `codes_by_number`, and never told.
    """
    coded, newest = aliased(Revision), aliased(Revision)
    found = session.execute(
        select(Coding, coded.words_hash.label("coded"), newest.words_hash, newest.text, Settlement.stands)
        .join(Reflection, Reflection.id == Coding.reflection_id)
        .join(coded, (coded.reflection_id == Coding.reflection_id) & (coded.number == Coding.revision))
        .join(newest, (newest.reflection_id == Reflection.id) & (newest.number == Reflection.revision))
        .outerjoin(
            Settlement,
            (Settlement.reflection_id == Coding.reflection_id) & (Settlement.code_id == Coding.code_id),
        )
        .where(Coding.reflection_id.in_(ids))
        .order_by(Coding.start.is_not(None), Coding.start, Coding.end, Coding.code_id, Coding.coder_id)
    )
    redacted = {row.reflection_id: row.at for row in session.execute(REDACTED_AT.where(Verdict.reflection_id.in_(ids)))}
    given: dict[int, list[dict[str, Any]]] = {}
    for coding, put_on, now, text, settled in found:
        at = redacted.get(coding.reflection_id)
        within = coding.end is None or coding.end <= len(text)
        if within and wordings.stands(put_on, now, coding.coded_at, at, passage=coding.start is not None):
            given.setdefault(coding.reflection_id, []).append(_told(coding, text, settled))
    return given


def _told(coding: Coding, text: str, stands: bool | None) -> dict[str, Any]:
    passage = None if coding.start is None else text[coding.start : coding.end]
    return {
        "code": coding.code_id,
        "coder": coding.coder_id,
        "start": coding.start,
        "end": coding.end,
        "passage": passage,
        "revision": coding.revision,
        "stands": stands,
        "coded_at": iso(coding.coded_at),
    }


def _codes(session: Session, conference: Conference, book: Codebook) -> list[dict[str, Any]]:
    found = list(session.scalars(select(Code).where(Code.codebook_id == book.id).order_by(Code.position, Code.id)))
    children: dict[int | None, list[Code]] = {}
    known = {code.id for code in found}
    for code in found:
        children.setdefault(code.parent_id if code.parent_id in known else None, []).append(code)
    public = {code.id: code.public_id for code in found}
    ordered: list[Code] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(reversed(children.get(ordered[-1].id, [])))
    return [
        {
            "number": code.id,
            "id": code.public_id,
            "parent": None if code.parent_id is None else public.get(code.parent_id),
            "name": said(code.name, conference.locale),
            "names": dict(code.name),
            "definition": said(code.definition, conference.locale),
            "source": code.source,
            "retired": code.retired,
        }
        for code in ordered
    ]


def _of(conference: Conference) -> Any:
    return Reflection.conference_id == conference.id
