"""Exchange: what goes to and fro around a reflection: resonance and signatures of tables, notes and translations of
desks.

None of it is on a wall but a translation, and each goes when the words it belongs to are erased.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base


class Resonance(Base):
    """“Resonates with us”: one for each table and reflection."""

    __tablename__ = "resonance"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("conference_table.id"), primary_key=True)
    given_at: Mapped[datetime]


class Signature(Base):
    """“That’s us”: another phone of the table stands behind what one has shared. Of the phone only a hash is kept."""

    __tablename__ = "signature"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    signer_hash: Mapped[str] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]


class Note(Base):
    """A private word from a desk to one table, about one of its reflections or about nothing in particular."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("conference_table.id"), index=True)
    reflection_id: Mapped[int | None] = mapped_column(ForeignKey("reflection.id"))
    pass_id: Mapped[int] = mapped_column(ForeignKey("pass.id"))
    text: Mapped[str]
    written_at: Mapped[datetime]


class Translation(Base):
    """A person's translation of one wording; `words_hash` says of which, so that it never stands under other words."""

    __tablename__ = "translation"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    words_hash: Mapped[str]
    lang: Mapped[str]
    text: Mapped[str]
    pass_id: Mapped[int] = mapped_column(ForeignKey("pass.id"))
    written_at: Mapped[datetime]
