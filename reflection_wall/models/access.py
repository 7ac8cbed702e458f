"""Passes: who may look and steer. The database holds the SHA-256 of each key and never the key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, one_of

ROLES = ("wall", "viewer", "presenter", "moderator", "reviewer", "organizer")


class Pass(Base):
    """A capability link of one role. A standing one (generation not null) is derived from the secret."""

    __tablename__ = "pass"
    __table_args__ = (
        one_of("role", ROLES),
        Index("uq_pass_public_id", "public_id", unique=True),
        Index("uq_pass_standing", "conference_id", "role", "generation", unique=True,
              sqlite_where=text("generation IS NOT NULL"), postgresql_where=text("generation IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), index=True)
    role: Mapped[str]
    generation: Mapped[int | None]
    key_hash: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str | None]
    # How a desk names it without knowing its key. Where the secret stands after `#`, this is all that its path says.
    public_id: Mapped[str | None]
    fragment: Mapped[bool] = mapped_column(default=False, server_default=false())
    pin_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
