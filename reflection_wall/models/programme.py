"""Programme and communities: what lives on from one conference to the next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, Text, one_of

KINDS = ("role", "topic", "affinity", "other")


class Programme(Base):
    """A year or a series of conferences under one title."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Text]
    about: Mapped[Text]
    references: Mapped[list[str | Text]]
    equity: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    definitions: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    # What is used fairly, and what is collected, why and by whom: for the page behind the phone's notice.
    acceptable_use: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    notice: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    standards: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    created_at: Mapped[datetime]


class Community(Base):
    """A community of practice. A guarded one is never on a wall."""

    __tablename__ = "community"
    __table_args__ = (one_of("kind", KINDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[Text]
    purpose: Mapped[Text]
    kind: Mapped[str]
    domain: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    practice: Mapped[Text] = mapped_column(default=dict, server_default="{}")
    region: Mapped[str | None]
    contact: Mapped[str | None]
    guarded: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
