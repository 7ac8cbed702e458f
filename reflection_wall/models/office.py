"""Office: the people who organize, how they sign in, and what they took away. No password and no key is kept, only
what recognizes them; of a browser nothing is kept at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, one_of

ORGANIZER_ROLES = ("owner", "organizer", "reviewer", "lead")


class Organizer(Base):
    """Somebody with an account. A lead sees the communities of `Leading` alone; a reviewer changes nothing."""

    __tablename__ = "organizer"
    __table_args__ = (one_of("role", ORGANIZER_ROLES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # How addresses name them: no number, and nothing of the person.
    public_id: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    locale: Mapped[str | None]
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None]
    # The last step of the clock whose code was used: no code works twice.
    totp_step: Mapped[int | None]
    # Who they are at the organization's own provider: its issuer and the name it has for them.
    oidc_issuer: Mapped[str | None]
    oidc_subject: Mapped[str | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Leading(Base):
    """A community that a lead sees."""

    __tablename__ = "leading"

    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("community.id"), primary_key=True)


class SignIn(Base):
    """One browser that an organizer is signed in with, until it is ended or too old."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), index=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One of the codes that let an organizer in once when their device is lost."""

    __tablename__ = "recovery_code"

    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that makes one account, or gives one (`organizer_id`) a new password. The first of all makes the owner."""

    __tablename__ = "invitation"
    __table_args__ = (one_of("role", ORGANIZER_ROLES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    communities: Mapped[list[str]]
    organizer_id: Mapped[int | None] = mapped_column(ForeignKey("organizer.id"))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("organizer.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Departure(Base):
    """A file that left the office: who took what, when, and how much. `by` is a name with its account's address, for
    whoever has none is a command line or a link."""

    __tablename__ = "departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    by: Mapped[str]
    what: Mapped[str]
    reflections: Mapped[int]
    left_at: Mapped[datetime]


class Erasure(Base):
    """What was erased, so that a restored backup can be told to forget it again: never a word of it."""

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("(write_key_hash IS NULL) = (reference IS NULL)", name="what"),
        Index("uq_erasure_purge", "conference_id", unique=True, sqlite_where=text("reference IS NULL"),
              postgresql_where=text("reference IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    # One reflection; both are null where the whole conference was purged.
    write_key_hash: Mapped[str | None]
    reference: Mapped[str | None]
    by: Mapped[str]
    reason: Mapped[str | None]
    reflections: Mapped[int] = mapped_column(default=1)
    erased_at: Mapped[datetime]
