"""Texts: every wording of the few reflections that one write is about, read at the first question and for all of
them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import REDACTED_AT, Revision, Verdict
from reflection_wall.rules import wordings


class Texts:
    """The wordings of reflections, by the reflection's and the wording's number."""

    def __init__(self, session: Session, reflections: Collection[int]) -> None:
        self._session, self._reflections = session, reflections

    def text(self, reflection: int, number: int) -> str:
        """What a wording says; nothing where there is none."""
        found = self._revisions.get((reflection, number))
        return found.text if found else ""

    def stands(self, reflection: int, put_on: int, number: int, at: datetime, *, passage: bool) -> bool:
        """Whether what was put on one wording at a moment stands on another (`rules.wordings`)."""
        before, now = (self._revisions.get((reflection, each)) for each in (put_on, number))
        if before is None or now is None:
            return False
        redacted = self._redacted.get(reflection)
        return wordings.stands(before.words_hash, now.words_hash, at, redacted, passage=passage)

    @cached_property
    def _revisions(self) -> dict[tuple[int, int], Any]:
        statement = select(Revision.reflection_id, Revision.number, Revision.text, Revision.words_hash)
        found = self._session.execute(statement.where(Revision.reflection_id.in_(self._reflections)))
        return {(row.reflection_id, row.number): row for row in found}

    @cached_property
    def _redacted(self) -> dict[int, datetime]:
        found = self._session.execute(REDACTED_AT.where(Verdict.reflection_id.in_(self._reflections)))
        return {row.reflection_id: row.at for row in found}
