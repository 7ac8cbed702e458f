"""Themes: groups of reflections that a person has named, in the order in which they stand on the wall."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base


class Theme(Base):
    """One group and its name."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("conference_id", "public_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"))
    public_id: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]


class Grouping(Base):
    """That a reflection belongs to a theme: to one at most."""

    __tablename__ = "grouping"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
