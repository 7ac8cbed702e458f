"""Work: from the store to what each coder did with a codebook, read at once for however many reflections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Code, Codebook, Coding, Conference, Reflection, Reviewed
from reflection_wall.rules import visibility
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
    """What the coders did: by coder and reflection the newest wording read; by coder, reflection and code the passages
    given, an empty list where the whole was."""

    codes: Sequence[Code]
    units: Sequence[Unit]
    read: Mapping[int, Mapping[int, int]]
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
    read: dict[int, dict[int, int]] = {coder: {} for coder in asked.coders}
    given: dict[tuple[int, int, int], Spans] = defaultdict(list)
    for coding in _codings(session, asked, [code.id for code in codes]):
        if coding.reflection_id in known:
            spans = given[coding.coder_id, coding.reflection_id, coding.code_id]
            if coding.start is not None:
                spans.append((coding.start, coding.end))
            _newest(read[coding.coder_id], coding.reflection_id, coding.revision)
    for row in _done(session, asked, codes[0].codebook_id if codes else 0):
        if row.reflection_id in known:
            _newest(read[row.coder_id], row.reflection_id, row.revision)
    used = {code for _, _, code in given}
    return Work([code for code in codes if not code.retired or code.id in used], units, read, given)


def _newest(read: dict[int, int], reflection: int, revision: int) -> None:
    read[reflection] = max(read.get(reflection, 0), revision)


def _codes(session: Session, asked: Asked) -> Sequence[Code]:
    statement = select(Codebook.id).where(Codebook.programme_id == asked.programme_id)
    codebook_id = session.scalar(statement.where(Codebook.public_id == asked.codebook))
    if codebook_id is None:
        raise Unknown
    return session.scalars(select(Code).where(Code.codebook_id == codebook_id).order_by(Code.position, Code.id)).all()


def _units(session: Session, asked: Asked) -> list[Unit]:
    """The reflections that organizers keep, but for practice, oldest first."""
    statement = (
        select(Reflection.id, Reflection.public_id, Reflection.reference, *SEEN)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Conference.programme_id == asked.programme_id, Reflection.source != "rehearsal", Reflection.revision > 0)
        .order_by(Reflection.received_at, Reflection.id)
    )
    if asked.conferences is not None:
        statement = statement.where(Conference.id.in_(asked.conferences))
    rows = session.execute(statement)
    return [Unit(row.id, row.public_id, row.reference) for row in rows if visibility.kept_by_organizer(row)]


def _codings(session: Session, asked: Asked, codes: Sequence[int]) -> Iterable[Any]:
    return session.execute(
        select(
            *(Coding.coder_id, Coding.reflection_id, Coding.code_id, Coding.revision),
            *(Coding.start, Coding.end),
        ).where(Coding.coder_id.in_(asked.coders), Coding.code_id.in_(codes))
    )


def _done(session: Session, asked: Asked, codebook_id: int) -> Iterable[Any]:
    return session.execute(
        select(Reviewed.coder_id, Reviewed.reflection_id, Reviewed.revision).where(
            Reviewed.coder_id.in_(asked.coders), Reviewed.codebook_id == codebook_id
        )
    )
