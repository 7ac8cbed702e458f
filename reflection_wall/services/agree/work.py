"""Work: from the store to what each coder did with a codebook, read at once for however many reflections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    REDACTED_AT,
    Code,
    Codebook,
    Coding,
    Conference,
    Reflection,
    Reviewed,
    Revision,
    Verdict,
)
from reflection_wall.rules import visibility, wordings
from reflection_wall.rules.refusals import Unknown

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Asked:
    """Whose agreement, with which codebook, in which conferences of the programme (None: all)."""

    programme_id: int
    codebook: str
    coders: tuple[int, ...]
    conferences: tuple[int, ...] | None = None


class Unit(NamedTuple):
    """One reflection that was judged."""

    id: int
    public_id: str
    reference: str


@dataclass(frozen=True)
class Work:
    """What the coders did: by coder and reflection the newest wording read, by the hash of its words; by coder,
    reflection and code the passages given to that wording, an empty list where the whole was."""

    codes: Sequence[Code]
    units: Sequence[Unit]
    read: Mapping[int, Mapping[int, str]]
    given: Mapping[tuple[int, int, int], Spans]

    def said(self, coder: int, unit: int, code: int) -> bool | None:
        """Whether a coder gave the code to a reflection; None where they have not judged it."""
        return (coder, unit, code) in self.given if unit in self.read[coder] else None


def shared(work: Work, coders: Sequence[int]) -> tuple[list[Unit], int]:
    """The reflections that at least two have judged in the same wording, and how many were judged in different ones."""
    together, apart = [], 0
    for unit in work.units:
        wordings = [work.read[coder][unit.id] for coder in coders if unit.id in work.read[coder]]
        if len(wordings) > 1:
            if len(set(wordings)) == 1:
                together.append(unit)
            else:
                apart += 1
    return together, apart


def work_of(session: Session, asked: Asked) -> Work:
    """What these coders did with the codebook. Raises Unknown."""
    codes = _codes(session, asked)
    units = _units(session, asked)
    known = {unit.id for unit in units}
    codings = [row for row in _codings(session, asked, [code.id for code in codes]) if row.reflection_id in known]
    done = _done(session, asked, codes[0].codebook_id if codes else 0)
    read = _read(asked.coders, [*codings, *(row for row in done if row.reflection_id in known)])
    given = _given(codings, read, _redacted(session, asked))
    used = {code for _, _, code in given}
    return Work([code for code in codes if not code.retired or code.id in used], units, read, given)


def _read(coders: Sequence[int], rows: Iterable[Any]) -> dict[int, dict[int, str]]:
    newest: dict[int, dict[int, tuple[int, str]]] = {coder: {} for coder in coders}
    for row in rows:
        mine = newest[row.coder_id]
        mine[row.reflection_id] = max(mine.get(row.reflection_id, (0, "")), (row.revision, row.words_hash))
    return {coder: {each: words for each, (_, words) in mine.items()} for coder, mine in newest.items()}


def _given(
    codings: Iterable[Any],
    read: Mapping[int, Mapping[int, str]],
    redacted: Mapping[int, datetime],
) -> dict[tuple[int, int, int], Spans]:
    """What was given to the wording that counts. A passage that a redaction has moved is still the coder's yes."""
    given: dict[tuple[int, int, int], Spans] = defaultdict(list)
    for row in codings:
        now = read[row.coder_id][row.reflection_id]
        if row.words_hash != now:
            continue
        spans = given[row.coder_id, row.reflection_id, row.code_id]
        at = redacted.get(row.reflection_id)
        if row.start is not None and wordings.stands(row.words_hash, now, row.coded_at, at, passage=True):
            spans.append((row.start, row.end))
    return given


def _codes(session: Session, asked: Asked) -> Sequence[Code]:
    statement = select(Codebook.id).where(Codebook.programme_id == asked.programme_id)
    codebook_id = session.scalar(statement.where(Codebook.public_id == asked.codebook))
    if codebook_id is None:
        raise Unknown
    return session.scalars(select(Code).where(Code.codebook_id == codebook_id).order_by(Code.position, Code.id)).all()


def _units(session: Session, asked: Asked) -> list[Unit]:
    """The reflections that organizers keep, but for practice, oldest first."""
    statement = (
        select(Reflection.id, Reflection.public_id, Reflection.reference)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(
            *(Conference.programme_id == asked.programme_id, Reflection.source != "rehearsal", Reflection.revision > 0),
            Reflection.state.not_in(visibility.HIDDEN_STATES),
        )
        .order_by(Reflection.received_at, Reflection.id)
    )
    if asked.conferences is not None:
        statement = statement.where(Conference.id.in_(asked.conferences))
    return [Unit(row.id, row.public_id, row.reference) for row in session.execute(statement)]


def _codings(session: Session, asked: Asked, codes: Sequence[int]) -> Iterable[Any]:
    return session.execute(
        select(
            *(Coding.coder_id, Coding.reflection_id, Coding.code_id, Coding.revision, Revision.words_hash),
            *(Coding.start, Coding.end, Coding.coded_at),
        )
        .join(Revision, (Revision.reflection_id == Coding.reflection_id) & (Revision.number == Coding.revision))
        .where(Coding.coder_id.in_(asked.coders), Coding.code_id.in_(codes))
    )


def _done(session: Session, asked: Asked, codebook_id: int) -> Iterable[Any]:
    return session.execute(
        select(Reviewed.coder_id, Reviewed.reflection_id, Reviewed.revision, Revision.words_hash)
        .join(Revision, (Revision.reflection_id == Reviewed.reflection_id) & (Revision.number == Reviewed.revision))
        .where(Reviewed.coder_id.in_(asked.coders), Reviewed.codebook_id == codebook_id)
    )


def _redacted(session: Session, asked: Asked) -> dict[int, datetime]:
    here = select(Reflection.id).join(Conference).where(Conference.programme_id == asked.programme_id)
    found = session.execute(REDACTED_AT.where(Verdict.reflection_id.in_(here.where(Reflection.redacted))))
    return {row.reflection_id: row.at for row in found}
