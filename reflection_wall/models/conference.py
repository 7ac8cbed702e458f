"""Conference, prompts and tables: one dated meeting, what it asks, and who sits where.

`last_seq` is the counter behind every number of the feed; only the store's drainer moves it, last in each transaction.
"""

from __future__ import annotations

from datetime import date, datetime
from secrets import token_hex

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, Text, one_of

MODES = ("open", "delay", "hold")


class Conference(Base):
    """One meeting: its code, its epoch and counter, and how it is moderated."""

    __tablename__ = "conference"
    __table_args__ = (
        one_of("moderation", MODES),
        one_of("state", ("running", "archived")),
        CheckConstraint("last_seq >= 0", name="last_seq"),
        CheckConstraint("delay BETWEEN 1 AND 600", name="delay"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Text]
    held_on: Mapped[date | None]
    locale: Mapped[str]
    epoch: Mapped[str]
    last_seq: Mapped[int] = mapped_column(default=0)
    moderation: Mapped[str]
    delay: Mapped[int] = mapped_column(default=10)
    state: Mapped[str] = mapped_column(default="running")
    table_labels: Mapped[bool] = mapped_column(default=False)
    walk_in: Mapped[bool] = mapped_column(default=True)
    resonance: Mapped[bool] = mapped_column(default=True, server_default=true())
    shared_draft: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The ballroom, in metres: from these follows the smallest type that a wall may use.
    image_height: Mapped[float | None]
    furthest_seat: Mapped[float | None]
    secret_fingerprint: Mapped[str]
    # Whether and by whom the study was reviewed (“REB 2025-118, approved”): it travels with the data.
    ethics: Mapped[str | None]
    purge_on: Mapped[date | None]
    # A duty to keep records stops the purge for as long as it holds.
    kept_for_records: Mapped[bool] = mapped_column(default=False, server_default=false())
    purged_at: Mapped[datetime | None]
    # The purge date that a running server has warned of, and since when: no words go without a warning that stood.
    purge_warned_of: Mapped[date | None]
    purge_warned_at: Mapped[datetime | None]
    # The sites that may frame the public quotes and the embeddable wall.
    embed: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    quotes_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class Prompt(Base):
    """A question to the tables; its wordings are kept by version. At most one is open in a conference."""

    __tablename__ = "prompt"
    __table_args__ = (
        one_of("state", ("open", "closed")),
        Index("uq_prompt_open", "conference_id", unique=True, sqlite_where=text("state = 'open'"),
              postgresql_where=text("state = 'open'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="closed")
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]


class Wording(Base):
    """The words of a prompt at one version, to the letter."""

    __tablename__ = "wording"

    prompt_id: Mapped[int] = mapped_column(ForeignKey("prompt.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[Text]


class Table(Base):
    """One table of the room. Its links are derived from the secret; here is only what recognizes them."""

    __tablename__ = "conference_table"
    __table_args__ = (UniqueConstraint("conference_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), index=True)
    label: Mapped[str]
    locale: Mapped[str | None]
    position: Mapped[int]
    generation: Mapped[int] = mapped_column(default=1)
    key_hash: Mapped[str] = mapped_column(unique=True)
    walk_in_hash: Mapped[str] = mapped_column(unique=True)
    muted: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Tells tables apart on walls, and not which; the same for as long as the table is there, whatever its links.
    seat: Mapped[str] = mapped_column(default=lambda: token_hex(4), server_default=text("''"))
