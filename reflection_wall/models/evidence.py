"""Evidence: what people make of reflections afterwards: codes, codings, memos, agreements, quotes.

All of it belongs to a wording: a coding says which revision it was made on, and goes when its words are erased.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from reflection_wall.models.base import Base, Text


class Codebook(Base):
    """A set of codes of a programme. `origin` names the ready one it was taken from, if any."""

    __tablename__ = "codebook"
    __table_args__ = (UniqueConstraint("programme_id", "public_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    public_id: Mapped[str]
    origin: Mapped[str | None]
    name: Mapped[Text]
    about: Mapped[Text]
    source: Mapped[str]
    position: Mapped[int]


class Code(Base):
    """A code with its definition; one may stand below another. A retired one stays with what it was given to."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("codebook_id", "public_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"))
    public_id: Mapped[str]
    name: Mapped[Text]
    definition: Mapped[Text]
    source: Mapped[str]
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)


class Coding(Base):
    """A code that one coder gave to a reflection, or to a passage of it: from `start` up to `end`, in code points of
    the text of that revision."""

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name="passage"),
        CheckConstraint('"start" IS NULL OR (0 <= "start" AND "start" < "end")', name="order"),
        Index("uq_coding_whole", "reflection_id", "code_id", "coder_id", unique=True,
              sqlite_where=text('"start" IS NULL'), postgresql_where=text('"start" IS NULL')),
        Index("ix_coding_reflection", "reflection_id", "coder_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), index=True)
    revision: Mapped[int]
    start: Mapped[int | None]
    end: Mapped[int | None]
    coded_at: Mapped[datetime]


class Reviewed(Base):
    """That a coder is done with a wording of a reflection and a codebook: whatever code of it they have not given, they
    do not want to give. Without it, no code says only that nobody has looked."""

    __tablename__ = "reviewed"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), primary_key=True)
    codebook_id: Mapped[int] = mapped_column(ForeignKey("codebook.id"), primary_key=True)
    revision: Mapped[int]
    reviewed_at: Mapped[datetime]


class Settlement(Base):
    """What two coders who disagreed about a reflection came to: whether the code stands."""

    __tablename__ = "settlement"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), primary_key=True)
    stands: Mapped[bool]
    settled_by: Mapped[int] = mapped_column(ForeignKey("organizer.id"))
    settled_at: Mapped[datetime]


class Memo(Base):
    """An organizer's own thought about a reflection; it leaves the office in the organizer's own files alone."""

    __tablename__ = "memo"

    id: Mapped[int] = mapped_column(primary_key=True)
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), index=True)
    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"))
    text: Mapped[str]
    written_at: Mapped[datetime]


class Sieve(Base):
    """A set of filters that an organizer has given a name."""

    __tablename__ = "sieve"

    id: Mapped[int] = mapped_column(primary_key=True)
    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), index=True)
    name: Mapped[str]
    query: Mapped[dict[str, Any]]


class Deed(Base):
    """What an organizer did last, so that they can take it back. Only of a memo that was taken away are there words in
    it, and then it says which reflection they are about, so that they can be erased with it."""

    __tablename__ = "deed"

    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[str]
    what: Mapped[dict[str, Any]]
    reflection_id: Mapped[int | None] = mapped_column(ForeignKey("reflection.id"), index=True)
    done_at: Mapped[datetime]


class Quote(Base):
    """A reflection on the public page of quotes, put there by an organizer; consent decides anew at every showing."""

    __tablename__ = "quote"

    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflection.id"), primary_key=True)
    revision: Mapped[int]
    position: Mapped[int]
    chosen_by: Mapped[str]
    chosen_at: Mapped[datetime]
