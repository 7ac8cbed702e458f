"""Rows: from what was sent to the rows that keep it, and what a newer revision changes in a reflection."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from sqlalchemy import func, select

from reflection_wall.models import Community, Conference, Prompt, Reflection, Revision, Table, Verdict
from reflection_wall.rules import keys, moderation, visibility
from reflection_wall.rules.moderation import Arrival, Standing
from reflection_wall.rules.receipts import reference
from reflection_wall.rules.submission import Submission, words_hash
from reflection_wall.store import Writing

Source = Literal["phone", "form", "paper", "rehearsal"]


@dataclass(frozen=True)
class Place:
    """Where a reflection comes from: the table's link, as `admit` found it."""

    conference_id: int
    table_id: int
    label: str
    walk_in: bool = False
    source: Source = "phone"


@dataclass(frozen=True)
class Sent:
    """A submission as it reaches the drainer."""

    place: Place
    key: str
    words: Submission
    payload_hash: str
    flags: list[str]


def tombstone(writing: Writing, place: Place, key: str) -> Reflection:
    """A reflection of which nothing has arrived: its key is used up, for good.

    Where its table sits is asked inside the transaction, so that a community is guarded from one moment on.
    """
    table = writing.session.get_one(Table, place.table_id)
    community = writing.session.get_one(Community, table.community_id)
    return Reflection(
        public_id=secrets.token_urlsafe(9),
        conference_id=place.conference_id,
        table_id=place.table_id,
        community_id=community.id,
        write_key_hash=keys.kept(key),
        reference=reference(place.label),
        source=place.source,
        walk_in=place.walk_in,
        guarded=community.guarded,
        muted=table.muted,
        state="withdrawn",
        revision=0,
        consent="wall",
        on_wall=True,
        late=False,
        flags=[],
        was_public=False,
        received_at=writing.now,
    )


def begun(writing: Writing, conference: Conference, sent: Sent, revision: Revision, prompt: Prompt) -> Reflection:
    """The reflection as its first revision makes it."""
    row = tombstone(writing, sent.place, sent.key)
    row.flags = sent.flags
    row.late, row.on_wall, row.consent = revision.late, revision.on_wall, revision.consent
    _stand(writing, conference, row, moderation.arrived(_arrival(conference, row, revision)))
    _asks(row, prompt, revision.number)
    visibility.remember(row)
    return row


def revision_of(writing: Writing, sent: Sent, prompt: Prompt) -> Revision:
    """What was sent, as it is kept. No session knows it before `_add`."""
    words = sent.words
    return Revision(
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


def revise(
    writing: Writing, conference: Conference, sent: Sent, row: Reflection, revision: Revision, prompt: Prompt
) -> None:
    """Let a newer revision change the reflection: what is up, what waits, and what its group chose."""
    newest = writing.session.get_one(Revision, (row.id, row.revision))
    same_words = revision.words_hash == newest.words_hash
    if same_words:
        revision.late = newest.late
        standing = moderation.repeated(_standing(row), _arrival(conference, row, revision), row.revision)
    else:
        row.flags, row.late = sent.flags, revision.late
        arrival = _arrival(conference, row, revision)
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


def redact_alike(writing: Writing, row: Reflection, revision: Revision) -> None:
    """A redaction holds for every wording before the one that it judged, and for the same words in a newer one,
    whenever these arrive."""
    if not row.redacted:
        return
    judged = select(func.max(Verdict.revision)).where(Verdict.reflection_id == row.id, Verdict.deed == "redact")
    last = writing.session.scalar(judged) or 0
    known = select(Revision).where(
        Revision.reflection_id == row.id,
        Revision.number == last if revision.number < last else Revision.words_hash == revision.words_hash,
    )
    if (redacted := writing.session.scalars(known.limit(1)).first()) is not None:
        revision.text, revision.headline = redacted.text, redacted.headline


def _arrival(conference: Conference, row: Reflection, revision: Revision) -> Arrival:
    mode = cast(moderation.Mode, conference.moderation)
    return Arrival(revision.number, mode, late=revision.late, flagged=bool(row.flags), muted=row.muted)


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
