"""Collect: phone to store. Takes a revision of a reflection in, once, however often it is sent, or takes it back.

The order of the decisions is that of delivery.md, section 2.5: insert first and let the database say whether the key
is known, then replay, conflict, stale or newer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Reflection, Revision
from reflection_wall.rules import keys, moderation, visibility
from reflection_wall.rules.flags import flags
from reflection_wall.rules.moderation import Arrival, Standing
from reflection_wall.rules.receipts import receipt, reference
from reflection_wall.rules.refusals import Archived, Conflict, Gone, Invalid, Message, later
from reflection_wall.rules.submission import FAULTS, Submission, words_hash
from reflection_wall.store import Store, Writing

Source = Literal["phone", "form", "paper", "rehearsal"]
Outcome = Literal["created", "replayed", "revised", "stale"]

_KEY = ("conference_id", "write_key_hash")
OTHER_WORDS = later("This revision was already received with other words.")


@dataclass(frozen=True)
class Place:
    """Where a reflection comes from: the table's link, as `admit` found it."""

    conference_id: int
    table_id: int
    community_id: int
    label: str
    guarded: bool
    walk_in: bool = False
    source: Source = "phone"


@dataclass(frozen=True)
class Answer:
    """What became of a submission, and the receipt for it."""

    outcome: Outcome
    receipt: dict[str, Any]


@dataclass(frozen=True)
class _Sent:
    """A submission as it reaches the drainer."""

    place: Place
    key: str
    words: Submission
    payload_hash: str


def known(session: Session, conference_id: int, key: str) -> bool:
    """Whether the key was seen before: what is sent again is never rate-limited."""
    statement = select(Reflection.id).where(
        Reflection.conference_id == conference_id, Reflection.write_key_hash == keys.kept(key)
    )
    return session.scalar(statement) is not None


def look(session: Session, conference: Conference, key: str) -> tuple[Revision, dict[str, Any]] | None:
    """The newest revision under a client key with its receipt; None when there is nothing, or nothing any more."""
    row = session.scalar(
        select(Reflection).where(Reflection.conference_id == conference.id, Reflection.write_key_hash == keys.kept(key))
    )
    newest = session.get(Revision, (row.id, row.revision)) if row is not None else None
    return (newest, _receipt(conference, row, newest, key)) if row is not None and newest is not None else None


def put(store: Store, place: Place, key: str, words: Submission, payload_hash: str) -> Answer:
    """Keep one revision under the client key `key`.

    Raises Invalid for a foreign prompt, Archived, Gone for a key that was taken back or erased, Conflict for a known
    revision with other content, store.Unavailable.
    """
    sent = _Sent(place, key, words, payload_hash)
    return store.write(lambda writing: _keep(writing, sent))


def withdraw(store: Store, place: Place, key: str) -> dict[str, Any]:
    """Take a reflection back, for good; an unknown key leaves a tombstone. Returns the receipt.

    Raises Archived, store.Unavailable.
    """
    return store.write(lambda writing: _take_back(writing, place, key))


def _keep(writing: Writing, sent: _Sent) -> Answer:
    conference = _running(writing, sent.place.conference_id)
    row, created = _row(writing, sent.place, sent.key)
    if row.state in moderation.FINAL and not created:
        raise Gone
    known = writing.session.get(Revision, (row.id, sent.words.revision))
    if known is not None:
        if known.payload_hash != sent.payload_hash:
            raise Conflict(Message(OTHER_WORDS))
        return Answer("replayed", _receipt(conference, row, known, sent.key))
    prompt = _prompt(writing, conference, sent.words.prompt or row.prompt_id)
    revision = _add(writing, row, sent, prompt)
    outcome: Outcome = "stale"
    if created:
        outcome = "created"
        _begin(writing, conference, row, revision, prompt)
    elif revision.number > row.revision:
        outcome = "revised"
        _revise(writing, conference, row, revision, prompt)
    return Answer(outcome, _receipt(conference, row, revision, sent.key))


def _running(writing: Writing, conference_id: int) -> Conference:
    conference = writing.session.get_one(Conference, conference_id)
    if conference.state == "archived":
        raise Archived
    return conference


def _row(writing: Writing, place: Place, key: str) -> tuple[Reflection, bool]:
    """The reflection of this key, made as a tombstone if there was none, and whether it was made just now."""
    values = {
        "public_id": secrets.token_urlsafe(9),
        "conference_id": place.conference_id,
        "table_id": place.table_id,
        "community_id": place.community_id,
        "write_key_hash": keys.kept(key),
        "reference": reference(place.label),
        "source": place.source,
        "walk_in": place.walk_in,
        "guarded": place.guarded,
        "state": "withdrawn",
        "revision": 0,
        "flags": [],
        "received_at": writing.now,
    }
    made = writing.insert_once(Reflection, values, unless=_KEY)
    if made is not None:
        return writing.session.get_one(Reflection, made), True
    statement = select(Reflection).where(
        Reflection.conference_id == place.conference_id, Reflection.write_key_hash == keys.kept(key)
    )
    return writing.session.scalars(statement.with_for_update()).one(), False


def _prompt(writing: Writing, conference: Conference, wanted: int | None) -> Prompt:
    """The prompt that is answered: the one named, else the open one, else the last that was open."""
    prompts = writing.session.scalars(
        select(Prompt).where(Prompt.conference_id == conference.id).order_by(Prompt.position)
    ).all()
    if wanted is None:
        opened = [prompt for prompt in prompts if prompt.opened_at is not None]
        now_open = [prompt for prompt in opened if prompt.state == "open"]
        return (now_open or sorted(opened, key=lambda prompt: prompt.opened_at or writing.now) or prompts[:1])[-1]
    named = next((prompt for prompt in prompts if prompt.id == wanted), None)
    if named is None:
        raise Invalid({"prompt": Message(FAULTS["prompt"])})
    return named


def _begin(writing: Writing, conference: Conference, row: Reflection, revision: Revision, prompt: Prompt) -> None:
    row.flags = flags(revision.headline, revision.text)
    row.late, row.on_wall, row.consent = revision.late, revision.on_wall, revision.consent
    _stand(writing, conference, row, moderation.arrived(_arrival(conference, revision, row.flags)))
    _asks(row, prompt, revision.number)
    visibility.remember(row)
    writing.changed(row)


def _revise(writing: Writing, conference: Conference, row: Reflection, revision: Revision, prompt: Prompt) -> None:
    newest = writing.session.get_one(Revision, (row.id, row.revision))
    same_words = revision.words_hash == newest.words_hash
    if same_words:
        # A redaction holds for the same words in every later revision.
        revision.text, revision.headline, revision.late = newest.text, newest.headline, newest.late
        standing = moderation.repeated(_standing(row), _arrival(conference, revision, row.flags), row.revision)
    else:
        row.flags, row.late = flags(revision.headline, revision.text), revision.late
        arrival = _arrival(conference, revision, row.flags)
        standing = moderation.revised(_standing(row), arrival, redacted=row.redacted)
    # A choice that shows less counts at once; one that shows more waits for the wording it came with.
    waits = standing.shown not in (None, revision.number)
    row.on_wall = revision.on_wall and (row.on_wall or not waits)
    row.consent = revision.consent
    _stand(writing, conference, row, standing, keeps_clock=same_words)
    _asks(row, prompt, revision.number)
    row.version += 1
    visibility.remember(row)
    writing.changed(row)


def _arrival(conference: Conference, revision: Revision, flagged: list[str]) -> Arrival:
    mode = cast(moderation.Mode, conference.moderation)
    return Arrival(revision.number, mode, late=revision.late, flagged=bool(flagged))


def _standing(row: Reflection) -> Standing:
    return Standing(cast(moderation.State, row.state), row.shown_revision, row.show_at is not None)


def _stand(
    writing: Writing, conference: Conference, row: Reflection, to: Standing, *, keeps_clock: bool = False
) -> None:
    newly_up = to.shown is not None and row.shown_revision is None
    row.state, row.shown_revision = to.state, to.shown
    if not keeps_clock:
        row.show_at = writing.now + timedelta(seconds=conference.delay) if to.clock else None
    if newly_up:
        row.shown_at = writing.now


def _asks(row: Reflection, prompt: Prompt, revision: int) -> None:
    row.prompt_id, row.prompt_version, row.revision = prompt.id, prompt.version, revision


def _add(writing: Writing, row: Reflection, sent: _Sent, prompt: Prompt) -> Revision:
    words = sent.words
    revision = Revision(
        reflection_id=row.id,
        number=words.revision,
        text=words.text,
        headline=words.headline,
        kind=words.kind,
        consent=words.consent or "wall",
        on_wall=words.on_wall,
        lang=words.lang,
        people=words.people,
        prompt_id=prompt.id,
        payload_hash=sent.payload_hash,
        words_hash=words_hash(words),
        late=prompt.state != "open",
        written_at=words.written_at,
        received_at=writing.now,
    )
    writing.session.add(revision)
    return revision


def _take_back(writing: Writing, place: Place, key: str) -> dict[str, Any]:
    conference = _running(writing, place.conference_id)
    row, created = _row(writing, place, key)
    if not created and row.state not in moderation.FINAL:
        row.state, row.shown_revision, row.show_at = "withdrawn", None, None
        row.version += 1
        writing.changed(row)
    newest = writing.session.get(Revision, (row.id, row.revision)) if row.revision else None
    return _receipt(conference, row, newest, key)


def _receipt(conference: Conference, row: Reflection, revision: Revision | None, key: str) -> dict[str, Any]:
    return receipt(
        row,
        key=key,
        conference=conference.code,
        revision=revision.number if revision else 0,
        payload_hash=revision.payload_hash if revision else None,
        received_at=revision.received_at if revision else row.received_at,
    )
