"""Programmes: from the office to what endures from conference to conference, and back into its form."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Programme
from reflection_wall.rules import meanwhile, written
from reflection_wall.rules.languages import text_of
from reflection_wall.rules.refusals import Unknown
from reflection_wall.rules.written import LONGEST_NOTICE, Faults
from reflection_wall.services.arrange import rows
from reflection_wall.store import Store, Writing

Words = Mapping[str, str]

SHOWN = ("title", "about", "equity", "definitions", "acceptable_use", "notice", "references", "standards")


@dataclass(frozen=True)
class Wish:
    """What somebody typed of a programme: texts by language, lists with one entry to each line."""

    title: Words
    about: Words = field(default_factory=dict)
    equity: Words = field(default_factory=dict)
    definitions: Words = field(default_factory=dict)
    acceptable_use: Words = field(default_factory=dict)
    notice: Words = field(default_factory=dict)
    references: str = ""
    standards: str = ""


def add(store: Store, wish: Wish) -> int:
    """A new programme; returns its number. Raises Invalid."""
    kept = _checked(wish)

    def deed(writing: Writing) -> int:
        programme = Programme(created_at=writing.now, **kept)
        writing.session.add(programme)
        writing.session.flush()
        return programme.id

    return store.write(deed)


def change(store: Store, programme_id: int, wish: Wish, shown: Mapping[str, str] | None = None) -> None:
    """Let a programme say this, so far as it differs from what a form had `shown`. Raises Invalid and Unknown."""
    kept = _checked(wish)

    def deed(writing: Writing) -> None:
        programme = writing.session.get(Programme, programme_id)
        if programme is None:
            raise Unknown
        kept["references"] = _with_languages(kept["references"], programme.references)
        for name, value in meanwhile.wanted(kept, shown, programme).items():
            setattr(programme, name, value)
        rows.tell(writing, programme_id)

    store.write(deed)


def one(session: Session, programme_id: int, within: Collection[int] | None) -> Programme:
    """A programme, if the asker sees any community of it (None: all). Raises Unknown."""
    statement = select(Programme).where(Programme.id == programme_id)
    if within is not None:
        statement = statement.where(exists().where(Community.programme_id == programme_id, Community.id.in_(within)))
    found = session.scalar(statement)
    if found is None:
        raise Unknown
    return found


def _with_languages(typed: list[str], before: Sequence[str | Words]) -> list[str | Words]:
    """The references as they were typed. The form shows each in one language: one that nobody has touched keeps all."""
    known = {words: each for each in before for words in text_of(each).values()}
    return [known.get(each, each) for each in typed]


def _checked(wish: Wish) -> dict[str, Any]:
    faults = Faults()
    kept: dict[str, Any] = {
        "title": written.line(faults, "title", wish.title),
        "about": written.text(faults, "about", wish.about),
        "notice": written.text(faults, "notice", wish.notice, LONGEST_NOTICE),
        "acceptable_use": written.text(faults, "acceptable_use", wish.acceptable_use, LONGEST_NOTICE),
        "equity": written.text(faults, "equity", wish.equity),
        "definitions": written.text(faults, "definitions", wish.definitions),
        "standards": written.entries(faults, "standards", wish.standards),
        "references": written.entries(faults, "references", wish.references),
    }
    faults.settle()
    return kept
