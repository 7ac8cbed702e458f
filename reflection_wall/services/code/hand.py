"""Hand: one coder over a few reflections within one write: what stands there already is read once, for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Code, Codebook, Coding, Conference, Reflection, Reviewed
from reflection_wall.rules import visibility
from reflection_wall.rules.cleaning import is_blank
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.services.code.marks import Done, Mark, Passage, Seen
from reflection_wall.services.code.texts import Texts
from reflection_wall.store import Writing

Where = tuple[int, int, int | None, int | None]


class Hand:
    """What one coder may touch in one write."""

    def __init__(
        self, writing: Writing, programme_id: int, coder_id: int, reflections: Sequence[str], *, strictly: bool = True
    ) -> None:
        """Raises Unknown when a reflection is not there to be coded, unless not `strictly`: then it is left out."""
        self._session, self._coder_id = writing.session, coder_id
        self._rows = _rows(self._session, programme_id, reflections)
        if strictly and not self._rows.keys() >= set(reflections):
            raise Unknown
        self._codes = _codes(self._session, programme_id)
        self._codebooks = _codebooks(self._session, programme_id)
        ids = [row.id for row in self._rows.values()]
        self._texts = Texts(self._session, ids)
        mine = select(Coding).where(Coding.reflection_id.in_(ids), Coding.coder_id == coder_id)
        self._codings: dict[Where, Coding] = {_where(row): row for row in self._session.scalars(mine)}
        read = select(Reviewed).where(Reviewed.reflection_id.in_(ids), Reviewed.coder_id == coder_id)
        self._done = {(row.reflection_id, row.codebook_id): row for row in self._session.scalars(read)}
        self._going = False

    def is_retired(self, code: int) -> bool:
        """Whether a code of the programme is retired. Raises Unknown."""
        if code not in self._codes:
            raise Unknown
        return self._codes[code]

    def has_codebook(self, codebook: str) -> bool:
        """Whether the programme has it."""
        return codebook in self._codebooks

    def wordings(self, seen: Sequence[Seen], passage: Passage | None) -> list[tuple[str, int]]:
        """Each reflection that is there and the number of the wording that was read. Raises Unknown where there is no
        such wording, Invalid where it has no such passage."""
        there = [each for each in seen if each.reflection in self._rows]
        read = [(each.reflection, each.revision or self._rows[each.reflection].revision) for each in there]
        if any(not 0 < number <= self._rows[public_id].revision for public_id, number in read):
            raise Unknown
        texts = (self._texts.text(self._rows[public_id].id, number) for public_id, number in read)
        if passage is not None and not all(_holds(text, passage) for text in texts):
            raise Invalid({"passage": Message(later("There are no such words in this reflection."))})
        return read

    def older(self, mark: Mark | Done) -> bool:
        """Whether the same mark stands there for an earlier wording."""
        row = self._rows[mark.reflection]
        if isinstance(mark, Mark):
            coding = self._codings.get(_place(row, mark))
            put_on, at = (coding.revision, coding.coded_at) if coding else (0, mark.at)
        else:
            read = self._done.get((row.id, self._codebooks.get(mark.codebook, 0)))
            put_on, at = (read.revision, read.reviewed_at) if read else (0, mark.at)
        passage = isinstance(mark, Mark) and mark.passage is not None
        return 0 < put_on <= mark.revision and not self._texts.stands(
            row.id, put_on, mark.revision, at, passage=passage
        )

    def put(self, mark: Mark | Done) -> bool:
        """Put a mark where it does not stand yet and still can; says whether it did."""
        row = self._rows.get(mark.reflection)
        if row is None or mark.revision > row.revision:
            return False
        if self._going:  # what goes must be gone before anything takes its place
            self._session.flush()
            self._going = False
        return self._put_coding(row, mark) if isinstance(mark, Mark) else self._put_done(row, mark)

    def take(self, mark: Mark | Done) -> Mark | Done | None:
        """Take a mark away; returns it as it stood, or None where it did not."""
        row = self._rows.get(mark.reflection)
        if row is None:
            return None
        self._going = True
        return self._take_coding(row, mark) if isinstance(mark, Mark) else self._take_done(row, mark)

    def _put_coding(self, row: Any, mark: Mark) -> bool:
        place = _place(row, mark)
        if mark.code not in self._codes or place in self._codings:
            return False
        coding = Coding(
            reflection_id=row.id,
            code_id=mark.code,
            coder_id=self._coder_id,
            revision=mark.revision,
            start=mark.passage.start if mark.passage else None,
            end=mark.passage.end if mark.passage else None,
            coded_at=mark.at,
        )
        self._session.add(coding)
        self._codings[place] = coding
        return True

    def _take_coding(self, row: Any, mark: Mark) -> Mark | None:
        coding = self._codings.pop(_place(row, mark), None)
        if coding is None:
            return None
        self._session.delete(coding)
        return Mark(mark.reflection, mark.code, coding.revision, mark.passage, coding.coded_at)

    def _take_done(self, row: Any, mark: Done) -> Done | None:
        read = self._done.pop((row.id, self._codebooks.get(mark.codebook, 0)), None)
        if read is None:
            return None
        self._session.delete(read)
        return Done(mark.reflection, mark.codebook, read.revision, read.reviewed_at)

    def _put_done(self, row: Any, mark: Done) -> bool:
        codebook_id = self._codebooks.get(mark.codebook)
        if codebook_id is None or (row.id, codebook_id) in self._done:
            return False
        read = Reviewed(
            reflection_id=row.id,
            coder_id=self._coder_id,
            codebook_id=codebook_id,
            revision=mark.revision,
            reviewed_at=mark.at,
        )
        self._session.add(read)
        self._done[row.id, codebook_id] = read
        return True


def _rows(session: Session, programme_id: int, reflections: Sequence[str]) -> dict[str, Any]:
    """The reflections that can be coded, locked: an erasure waits, and then takes the codings too."""
    found = session.execute(
        select(Reflection.id, Reflection.public_id, *SEEN)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Conference.programme_id == programme_id, Reflection.public_id.in_(set(reflections)))
        .order_by(Reflection.id)
        .with_for_update(of=Reflection)
    )
    return {row.public_id: row for row in found if row.revision > 0 and visibility.kept_by_organizer(row)}


def _codes(session: Session, programme_id: int) -> dict[int, bool]:
    """Every code of the programme, and whether it is retired."""
    statement = select(Code.id, Code.retired).join(Codebook).where(Codebook.programme_id == programme_id)
    return {row.id: row.retired for row in session.execute(statement)}


def _codebooks(session: Session, programme_id: int) -> dict[str, int]:
    statement = select(Codebook.public_id, Codebook.id).where(Codebook.programme_id == programme_id)
    return {row.public_id: row.id for row in session.execute(statement)}


def _where(coding: Coding) -> Where:
    return coding.reflection_id, coding.code_id, coding.start, coding.end


def _place(row: Any, mark: Mark) -> Where:
    part = mark.passage
    return (row.id, mark.code, part.start, part.end) if part else (row.id, mark.code, None, None)


def _holds(text: str, passage: Passage) -> bool:
    within = 0 <= passage.start < passage.end <= len(text)
    return within and not is_blank(text[passage.start : passage.end])
