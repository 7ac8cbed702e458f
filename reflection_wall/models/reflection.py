"""Reflection, its revisions and the verdicts on it: what a table said, every wording of it, and every decision.

A withdrawn reflection keeps its row, so that its key can never rise again; an erased one keeps nothing but that.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, one_of

STATES = ("live", "held", "hidden", "withdrawn", "erased")
CONSENTS = ("wall", "report", "quote")
KINDS = ("perspective", "practice", "both")
SOURCES = ("phone", "form", "paper", "rehearsal")
DEEDS = ("show", "hold", "hide", "redact", "restore", "pin", "unpin")


class Reflection(Base):
    """What one table shared under one client key. `revision` is the newest, `shown_revision` the one that is up."""

    __tablename__ = "reflection"
    __table_args__ = (
        one_of("state", STATES),
        one_of("consent", CONSENTS),
        one_of("source", SOURCES),
        UniqueConstraint("conference_id", "write_key_hash"),
        UniqueConstraint("conference_id", "changed_seq"),
        UniqueConstraint("conference_id", "reference"),
        CheckConstraint("show_at IS NULL OR state = 'held'", name="clock"),
        Index("ix_reflection_table", "conference_id", "table_id"),
        Index("uq_reflection_public_seq", "conference_id", "public_seq", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    table_id: Mapped[int] = mapped_column(ForeignKey("conference_table.id"))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    prompt_id: Mapped[int | None] = mapped_column(ForeignKey("prompt.id"))
    prompt_version: Mapped[int | None]
    write_key_hash: Mapped[str]
    reference: Mapped[str]
    source: Mapped[str]
    walk_in: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str]
    revision: Mapped[int]
    shown_revision: Mapped[int | None]
    show_at: Mapped[datetime | None] = mapped_column(index=True)
    on_wall: Mapped[bool] = mapped_column(default=True)
    guarded: Mapped[bool] = mapped_column(default=False)
    muted: Mapped[bool] = mapped_column(default=False, server_default=false())
    consent: Mapped[str] = mapped_column(default="wall")
    late: Mapped[bool] = mapped_column(default=False)
    redacted: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[bool] = mapped_column(default=False)
    flags: Mapped[list[str]]
    version: Mapped[int] = mapped_column(default=1)
    changed_seq: Mapped[int | None]
    # The last change that walls hear of: what only a desk or a table is told moves `changed_seq` alone.
    public_seq: Mapped[int | None]
    was_public: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]


# The columns that the rule of visibility reads, for who asks it about many rows at once.
SEEN = (
    *(Reflection.state, Reflection.revision, Reflection.shown_revision, Reflection.on_wall, Reflection.guarded),
    *(Reflection.muted, Reflection.consent, Reflection.flags),
)


class Revision(Base):
    """One wording of a reflection, with what its group chose for it. Old wordings are kept and never shown.

    `payload_hash` recognizes a replay; `words_hash` recognizes the same words in another revision, even when a
    moderator has redacted them since.
    """

    __tablename__ = "revision"
    __table_args__ = (
        one_of("consent", CONSENTS),
        CheckConstraint("kind IN ('perspective', 'practice', 'both')", name="kind"),
        CheckConstraint("number >= 1", name="number"),
    )

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    headline: Mapped[str | None]
    kind: Mapped[str | None]
    consent: Mapped[str]
    on_wall: Mapped[bool]
    lang: Mapped[str | None]
    people: Mapped[int | None]
    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"))
    payload_hash: Mapped[str]
    words_hash: Mapped[str]
    late: Mapped[bool]
    written_at: Mapped[str | None]
    received_at: Mapped[datetime]


class Verdict(Base):
    """One moderation decision: who, what, why, when, on which revision, and where the reflection stood before."""

    __tablename__ = "verdict"
    __table_args__ = (one_of("deed", DEEDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), index=True)
    pass_id: Mapped[int] = mapped_column(ForeignKey("pass.id"))
    deed: Mapped[str]
    revision: Mapped[int]
    reason: Mapped[str | None]
    before: Mapped[dict[str, Any]]
    given_at: Mapped[datetime]


# When the words of a reflection were last replaced, for who asks `rules.wordings` about many at once. It may have been
# in any wording: what a moderator takes out of one is taken out of others too.
REDACTED_AT = (
    select(Verdict.reflection_id, func.max(Verdict.given_at).label("at"))
    .where(Verdict.deed == "redact")
    .group_by(Verdict.reflection_id)
)
