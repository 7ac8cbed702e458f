"""What the office adds to a conference: a codebook, coders and codings, put where their pages put them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from reflection_wall.models import Code, Codebook, Coding, Conference, Organizer, Reflection
from reflection_wall.store import Writing
from support.conference import House
from support.people import fresh_key


def coded(house: House, *given: tuple[str, str, tuple[int, int] | None], coder: str = "Ada Coder") -> None:
    """Give codes: the reference of a reflection, the name of a code, and a passage or None for the whole."""
    house.store.write(lambda writing: _code(writing, house.conference_id, given, coder))


def _code(writing: Writing, conference_id: int, given: Any, coder: str) -> None:
    session = writing.session
    book = _book(writing, session.get_one(Conference, conference_id).programme_id)
    who = session.scalar(select(Organizer).where(Organizer.name == coder))
    if who is None:
        who = Organizer(
            public_id=fresh_key(),
            email=f"{coder}@example.org".replace(" ", "."),
            name=coder,
            role="organizer",
            created_at=writing.now,
        )
        session.add(who)
        session.flush()
    for reference, name, passage in given:
        row = session.scalars(select(Reflection).where(Reflection.reference == reference)).one()
        code = session.scalar(select(Code).where(Code.public_id == name))
        if code is None:
            code = Code(
                codebook_id=book.id, public_id=name, name={"en": name}, definition={"en": f"About {name}."},
                source="Somebody (2006).", position=1,
            )  # fmt: skip
            session.add(code)
            session.flush()
        start, end = passage or (None, None)
        session.add(
            Coding(reflection_id=row.id, code_id=code.id, coder_id=who.id, revision=row.revision,
                   start=start, end=end, coded_at=writing.now)
        )  # fmt: skip


def _book(writing: Writing, programme_id: int) -> Codebook:
    book = writing.session.scalar(select(Codebook).where(Codebook.programme_id == programme_id))
    if book is None:
        book = Codebook(
            programme_id=programme_id, public_id="ours", name={"en": "Our codes"}, about={}, source="Us.", position=1
        )
        writing.session.add(book)
        writing.session.flush()
    return book
