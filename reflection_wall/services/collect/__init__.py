"""Collect: phone to store. Takes a revision of a reflection in, once, however often it is sent, or takes it back.

The order of the decisions is that of delivery.md, section 2.5: insert first and let the database say whether the key
is known, then replay, conflict, stale or newer. An archived conference inserts nothing, and answers for what it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Reflection, Revision
from reflection_wall.rules import keys, moderation
from reflection_wall.rules.flags import flags
from reflection_wall.rules.prompts import present
from reflection_wall.rules.receipts import receipt, reference
from reflection_wall.rules.refusals import Archived, Conflict, Gone, Invalid, Message, later
from reflection_wall.rules.submission import FAULTS, Submission
from reflection_wall.services.collect import rows
from reflection_wall.services.collect.rows import Place, Sent, Source
from reflection_wall.store import Store, Writing

__all__ = ["Answer", "Place", "Source", "known", "look", "put", "withdraw"]

Outcome = Literal["created", "replayed", "revised", "stale"]

_KNOWN = (
    select(func.coalesce(Revision.number, Reflection.revision))
    .select_from(Reflection)
    .outerjoin(Revision, Revision.reflection_id == Reflection.id)
    .where(Reflection.conference_id == bindparam("conference"), Reflection.write_key_hash == bindparam("key"))
)
OTHER_WORDS = later("This revision was already received with other words.")


@dataclass(frozen=True)
class Answer:
    """What became of a submission, and the receipt for it."""

    outcome: Outcome
    receipt: dict[str, Any]


def known(session: Session, conference_id: int, key: str) -> frozenset[int]:
    """The revisions seen under this key, 0 for a key that was taken back unseen: what is sent again is never
    rate-limited, and what is new always is."""
    return frozenset(session.scalars(_KNOWN, {"conference": conference_id, "key": keys.kept(key)}))


def look(session: Session, conference: Conference, key: str) -> tuple[Revision, dict[str, Any]] | None:
    """The newest revision under a client key with its receipt; None when there is nothing, or nothing any more."""
    row = session.scalar(_under(conference.id, keys.kept(key)))
    newest = session.get(Revision, (row.id, row.revision)) if row is not None else None
    return (newest, _receipt(conference, row, newest, key)) if row is not None and newest is not None else None


def put(store: Store, place: Place, key: str, words: Submission, payload_hash: str) -> Answer:
    """Keep one revision under the client key `key`.

    Raises Invalid for a foreign prompt, Archived for all but a replay, Gone for a key that was taken back or erased,
    Conflict for a known revision with other content, store.Unavailable.
    """
    sent = Sent(place, key, words, payload_hash, flags(words.headline, words.text, lang=words.lang))
    return store.write(lambda writing: _keep(writing, sent))


def withdraw(store: Store, place: Place, key: str) -> dict[str, Any]:
    """Take a reflection back, for good; an unknown key leaves a tombstone. Returns the receipt.

    Raises Archived for what was not taken back in time, store.Unavailable.
    """
    return store.write(lambda writing: _take_back(writing, place, key))


def _keep(writing: Writing, sent: Sent) -> Answer:
    conference = _conference(writing, sent.place.conference_id)
    if conference.state == "archived":
        return _told_again(writing, conference, sent)
    prompt = _prompt(writing, conference, sent.words.prompt)
    revision = rows.revision_of(writing, sent, prompt)
    row = rows.begun(writing, conference, sent, revision, prompt)
    known = _known_or_inserted(writing, sent.place, row)
    if known is not None:
        return _keep_again(writing, conference, sent, revision, known)
    _add(writing, row, revision)
    writing.changed(row)
    return Answer("created", _receipt(conference, row, revision, sent.key))


def _keep_again(writing: Writing, conference: Conference, sent: Sent, revision: Revision, row: Reflection) -> Answer:
    """The key is known: a replay, a conflict, an older revision for the history, or a newer one."""
    if row.state in moderation.FINAL:
        raise Gone
    earlier = writing.session.get(Revision, (row.id, revision.number))
    if earlier is not None:
        if earlier.payload_hash != revision.payload_hash:
            raise Conflict(Message(OTHER_WORDS))
        return Answer("replayed", _receipt(conference, row, earlier, sent.key))
    prompt = _prompt(writing, conference, sent.words.prompt or row.prompt_id)
    revision.prompt_id, revision.late = prompt.id, prompt.state != "open"
    rows.redact_alike(writing, row, revision)
    newer = revision.number > row.revision
    if newer:
        rows.revise(writing, conference, sent, row, revision, prompt)
    _add(writing, row, revision)
    return Answer("revised" if newer else "stale", _receipt(conference, row, revision, sent.key))


def _told_again(writing: Writing, conference: Conference, sent: Sent) -> Answer:
    """A replay of what arrived in time; anything else comes too late."""
    row = writing.session.scalar(_under(conference.id, keys.kept(sent.key)))
    if row is not None and row.state in moderation.FINAL:
        raise Gone
    earlier = writing.session.get(Revision, (row.id, sent.words.revision)) if row is not None else None
    if row is None or earlier is None or earlier.payload_hash != sent.payload_hash:
        raise Archived
    return Answer("replayed", _receipt(conference, row, earlier, sent.key))


def _conference(writing: Writing, conference_id: int) -> Conference:
    return writing.recall(("conference", conference_id), lambda: writing.session.get_one(Conference, conference_id))


def _under(conference_id: int, key_hash: str) -> Select[Reflection]:
    return select(Reflection).where(Reflection.conference_id == conference_id, Reflection.write_key_hash == key_hash)


def _known_or_inserted(writing: Writing, place: Place, row: Reflection) -> Reflection | None:
    """The reflection that has this key already, or None when `row` is the first and was inserted.

    Insert first, and let the database say: who looks first and inserts then can be overtaken in between.
    """
    known = _under(row.conference_id, row.write_key_hash)
    while not writing.insert_once(row):
        found = writing.session.scalars(known.with_for_update()).one_or_none()
        if found is not None:
            return found
        row.reference = reference(place.label)  # another of this table drew the same four letters
    return None


def _prompt(writing: Writing, conference: Conference, wanted: int | None) -> Prompt:
    """The prompt that is answered: the one named, else the open one, else the last that was open."""
    statement = select(Prompt).where(Prompt.conference_id == conference.id).order_by(Prompt.position)
    prompts = writing.recall(("prompts", conference.id), lambda: writing.session.scalars(statement).all())
    named = present(prompts) if wanted is None else next((each for each in prompts if each.id == wanted), None)
    if named is None:
        raise Invalid({"prompt": Message(FAULTS["prompt"])})
    return named


def _add(writing: Writing, row: Reflection, revision: Revision) -> None:
    revision.reflection_id = row.id
    writing.insert(revision)


def _take_back(writing: Writing, place: Place, key: str) -> dict[str, Any]:
    conference = _conference(writing, place.conference_id)
    if conference.state == "archived":
        row = writing.session.scalar(_under(conference.id, keys.kept(key)))
        if row is None or row.state not in moderation.FINAL:
            raise Archived
    else:
        tombstone = rows.tombstone(writing, place, key)
        row = _known_or_inserted(writing, place, tombstone)
        if row is None:
            return _receipt(conference, tombstone, None, key)
    if row.state not in moderation.FINAL:
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
