"""Parcel: from one snapshot of the store to all that a file can be made of, chosen once, so that the many files of one
archive hold the same reflections in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from reflection_wall.models import Conference
from reflection_wall.services import report, review
from reflection_wall.services.report import Groups
from reflection_wall.services.review import Chosen, Scope


@dataclass(frozen=True)
class Coded:
    """One reflection: its place in the file from 1, its number in the database (told nobody), an identity for formats
    that want one, what is said of it, its codings, and the organizers' memos, which are told to nobody else."""

    place: int
    number: int
    mark: UUID
    row: dict[str, Any]
    codings: list[dict[str, Any]]
    memos: list[dict[str, Any]]


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

    def pages(self) -> Iterator[list[tuple[int, int, dict[str, Any]]]]:
        """The same, some hundred at a time, each with its place in the file from 1 and its number in the database."""
        place = 0
        for page in review.pages(self.session, self.conference, self.scope, self.chosen):
            yield [(place + n, number, row) for n, (number, row) in enumerate(page, start=1)]
            place += len(page)

    def coded(self) -> Iterator[Coded]:
        """The reflections with their codings."""
        for page in self.pages():
            ids = [number for _, number, _ in page]
            given = report.codings(self.session, ids)
            memos = {} if self.scope.passed_on else review.memos(self.session, ids)
            marks = review.marks(self.session, self.scope, ids)
            for place, number, row in page:
                yield Coded(place, number, marks[number], row, given.get(number, []), memos.get(number, []))

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
        """What the file calls each coder: for the organizers by name, everybody who wrote a memo too, and a second of
        the same name with a number; for others by a number."""
        if self.scope.passed_on:
            coders = report.coders(self.session, self.conference)
            return {coder: f"Coder {n}" for n, coder in enumerate(coders, start=1)}
        names = report.workers(self.session, self.conference)
        turn: Counter[str] = Counter()
        for coder, name in names.items():
            turn[name] += 1
            names[coder] = name if turn[name] == 1 else f"{name} ({turn[name]})"
        return names

    @cached_property
    def groups(self) -> Groups:
        """What the groups said of themselves and of their words."""
        return report.groups(self.session, self.conference)

    @cached_property
    def given(self) -> dict[int, set[int]]:
        """The reflections that have each code, all by number."""
        return report.given(self.session, self.conference)

    @property
    def what(self) -> str:
        """How much of the conference it is, for the access log and the manifest."""
        if self.scope.passed_on:
            return "anonymous" if self.scope.anonymous else "share"
        return "all" if self.scope.everything else "own"
