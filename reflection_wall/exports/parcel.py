"""Parcel: from one snapshot of the store to all that a file can be made of, chosen once, so that the many files of one
archive hold the same reflections in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.services import report, review
from reflection_wall.services.review import Chosen, Scope


@dataclass(frozen=True)
class Coded:
    """One reflection: its place in the file from 1, its number in the database (told nobody), an identity for formats
    that want one, what is said of it, and its codings."""

    place: int
    number: int
    mark: UUID
    row: dict[str, Any]
    codings: list[dict[str, Any]]


@dataclass(frozen=True)
class Parcel:
    """What leaves: which conference, how much of it (`scope`), and when. The session stays open while it is written."""

    session: Session
    conference: Conference
    scope: Scope
    made_at: datetime

    @cached_property
    def chosen(self) -> Chosen:
        """Which reflections, in the order of the file."""
        return review.choose(self.session, self.conference, self.scope)

    @property
    def columns(self) -> dict[str, str]:
        """What is said of a reflection, and the meaning of it."""
        return review.columns(self.scope)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The reflections, one at a time."""
        return review.rows(self.session, self.conference, self.scope, self.chosen)

    def coded(self) -> Iterator[Coded]:
        """The reflections with their codings."""
        place = 0
        for page in review.pages(self.session, self.conference, self.scope, self.chosen):
            ids = [number for number, _ in page]
            given = report.codings(self.session, ids)
            marks = review.marks(self.session, self.scope, ids)
            for number, row in page:
                place += 1
                yield Coded(place, number, marks[number], row, given.get(number, []))

    @cached_property
    def codebooks(self) -> list[dict[str, Any]]:
        """The codebooks of the programme."""
        return report.codebooks(self.session, self.conference)

    @cached_property
    def codes(self) -> Mapping[int, tuple[dict[str, Any], dict[str, Any]]]:
        """Every code with its codebook, by its number."""
        return {code["number"]: (book, code) for book in self.codebooks for code in book["codes"]}

    @cached_property
    def coders(self) -> dict[int, str]:
        """What the file calls each coder: by name for the organizers, by a number for others."""
        names = report.coders(self.session, self.conference)
        if not self.scope.passed_on:
            return names
        return {coder: f"Coder {n}" for n, coder in enumerate(names, start=1)}

    @property
    def what(self) -> str:
        """How much of the conference it is, for the access log and the manifest."""
        if self.scope.passed_on:
            return "anonymous" if self.scope.anonymous else "share"
        return "all" if self.scope.everything else "own"
