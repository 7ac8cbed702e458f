"""Stage: what the walls of a conference show, numbered like any other row of the feed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, one_of

SCENES = ("live", "spotlight", "tour", "communities", "room", "words", "themes", "opening", "blank")


class Stage(Base):
    """One row for each conference. `before` is the scene that a blank covers, so that the wall can come back to it;
    `page` is how many steps a presenter has paged on within the scene, less those back. Walls turn by themselves as
    well, so each change of it is a step from whatever they show."""

    __tablename__ = "stage"
    __table_args__ = (one_of("scene", SCENES),)

    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id"), primary_key=True)
    scene: Mapped[str] = mapped_column(default="opening")
    before: Mapped[str | None]
    page: Mapped[int] = mapped_column(default=0, server_default="0")
    reflection_id: Mapped[int | None] = mapped_column(ForeignKey("reflection.id"))
    ends_at: Mapped[datetime | None]
    changed_seq: Mapped[int | None]
