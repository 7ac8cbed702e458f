"""Conferences: from the office to a new conference, from nothing, from ready questions or as a copy of an earlier one,
and to what is chosen for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Programme, Prompt, Reflection, Stage, Table, Wording
from reflection_wall.rules import days, meanwhile, retention, written
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.languages import SPOKEN
from reflection_wall.rules.plan import CODE
from reflection_wall.rules.refusals import Archived, Invalid, Message, Unknown, later
from reflection_wall.rules.written import LONGEST_QUESTION, Faults
from reflection_wall.services.arrange import rows
from reflection_wall.store import Store, Writing

Words = Mapping[str, str]

BAD_CODE = later("A code has 3 to 16 capital letters, digits or hyphens.")
NO_LANGUAGE = later("Please choose a language.")
PURGED = later("Every word of this conference has been erased, so that it stays archived.")
# What a copy takes over besides tables and questions: how the room was, and how it worked in it.
_COPIED = (
    *("moderation", "delay", "table_labels", "walk_in", "resonance", "shared_draft"),
    *("image_height", "furthest_seat", "ethics"),
)


# What a form shows of a conference, and may have been changed meanwhile.
SHOWN = ("title", "held_on", "locale", "table_labels", "ethics", "purge_on")


@dataclass(frozen=True)
class Wish:
    """What somebody typed of a conference. `code` counts at its beginning alone: its links are made from it."""

    title: Words
    held_on: str = ""
    locale: str = "en"
    code: str = ""
    questions: Sequence[Words] = field(default_factory=tuple)


@dataclass(frozen=True)
class Choices:
    """What is chosen for a conference besides what walls and desks set."""

    title: Words
    held_on: str = ""
    locale: str = "en"
    table_labels: bool = False
    ethics: str = ""
    purge_on: str = ""


def begin(store: Store, secret: str, programme_id: int, wish: Wish) -> str:
    """A new conference with these questions, the first one open; returns its code. Raises Invalid, Conflict for a code
    that is taken, Unknown."""
    faults = Faults()
    conference, code = _begun(faults, wish)
    questions = [written.text(faults, "question", each, LONGEST_QUESTION, needed=True) for each in wish.questions]
    faults.settle()

    def deed(writing: Writing) -> str:
        _programme(writing, programme_id)
        new = Conference(programme_id=programme_id, **conference)
        rows.begin(writing, secret, new, code)
        rows.ask(writing, new, questions)
        return new.code

    return store.write(deed)


def copy(store: Store, secret: str, programme_id: int, wish: Wish, source: int) -> str:
    """A new conference with the tables, communities, questions and choices of an earlier one of the same programme, and
    with links and a code of its own; returns that. Raises Invalid, Conflict, Unknown."""
    faults = Faults()
    conference, code = _begun(faults, wish)
    faults.settle()

    def deed(writing: Writing) -> str:
        _programme(writing, programme_id)
        earlier = writing.session.get(Conference, source)
        if earlier is None or earlier.programme_id != programme_id:
            raise Unknown
        kept = {name: getattr(earlier, name) for name in _COPIED}
        new = Conference(programme_id=programme_id, **conference | kept)
        rows.begin(writing, secret, new, code)
        rows.ask(writing, new, _questions(writing.session, source))
        tables = select(Table).where(Table.conference_id == source).order_by(Table.position)
        for table in writing.session.scalars(tables).all():
            rows.add_table(writing, secret, new, table.label, table.community_id, table.locale)
        return new.code

    return store.write(deed)


def change(
    store: Store,
    conference_id: int,
    choices: Choices,
    shown: Mapping[str, str] | None = None,
    also: Callable[[Writing], None] = lambda _: None,
) -> None:
    """Let a conference be this, so far as it differs from what a form had `shown`; `also` is done in the same write.
    Raises Invalid, Archived, Unknown."""
    faults = Faults()
    kept: dict[str, Any] = {
        "title": written.line(faults, "title", choices.title),
        "held_on": days.read(faults, "held_on", choices.held_on),
        "locale": _language(faults, choices.locale),
        "table_labels": choices.table_labels,
        "ethics": written.short(faults, "ethics", choices.ethics),
        "purge_on": days.read(faults, "purge_on", choices.purge_on),
    }
    faults.settle()

    def deed(writing: Writing) -> None:
        conference = rows.running(writing, conference_id)
        wanted = meanwhile.wanted(kept, shown, conference)
        labelled = (conference.table_labels, conference.locale)
        purged_on = conference.purge_on
        for name, value in wanted.items():
            setattr(conference, name, value)
        if conference.purge_on != purged_on:
            _purge(conference, writing.now.date())
        if (conference.table_labels, conference.locale) != labelled:
            _tell_cards(writing, conference_id)
        also(writing)

    store.write(deed)


def archive(store: Store, conference_id: int, *, archived: bool) -> None:
    """Let a conference take no more changes, or open it again unless it was purged. Raises Unknown, Archived."""

    def deed(writing: Writing) -> None:
        conference = writing.session.get(Conference, conference_id)
        if conference is None:
            raise Unknown
        if conference.purged_at is not None and not archived:
            raise Archived(Message(PURGED))
        conference.state = "archived" if archived else "running"
        writing.changed(writing.session.get_one(Stage, conference_id))

    store.write(deed)


def of_programme(session: Session, programme_id: int) -> list[Conference]:
    """The conferences of a programme, the newest first."""
    statement = select(Conference).where(Conference.programme_id == programme_id)
    return list(session.scalars(statement.order_by(Conference.held_on.desc().nulls_last(), Conference.id.desc())))


def _purge(conference: Conference, today: datetime.date) -> None:
    """Another day for the purge is never one that has come already."""
    if conference.purge_on and not retention.may_be_set(conference.purge_on, conference.held_on, today):
        raise Invalid({"purge_on": Message(retention.TOO_SOON)})


def _begun(faults: Faults, wish: Wish) -> tuple[dict[str, object], str | None]:
    kept: dict[str, object] = {
        "title": written.line(faults, "title", wish.title),
        "held_on": days.read(faults, "held_on", wish.held_on),
        "locale": _language(faults, wish.locale),
        "moderation": "open",
    }
    code = clean_line(wish.code).upper()
    if code and not CODE.fullmatch(code):
        faults.note("code", Message(BAD_CODE))
    return kept, code or None


def _programme(writing: Writing, programme_id: int) -> None:
    if writing.session.get(Programme, programme_id) is None:
        raise Unknown


def _questions(session: Session, conference_id: int) -> list[dict[str, str]]:
    """The present wordings, in order."""
    present = (Wording.prompt_id == Prompt.id) & (Wording.version == Prompt.version)
    statement = select(Wording.text).join(Prompt, present).where(Prompt.conference_id == conference_id)
    return list(session.scalars(statement.order_by(Prompt.position)))


def _tell_cards(writing: Writing, conference_id: int) -> None:
    """How cards are signed has changed: whoever shows one hears of it."""
    for row in writing.session.scalars(select(Reflection).where(Reflection.conference_id == conference_id)):
        writing.changed(row)


def _language(faults: Faults, raw: str) -> str:
    if raw not in SPOKEN:
        faults.note("locale", Message(NO_LANGUAGE))
    return raw
