"""Two coders in the office of the small conference."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from reflection_wall.models import Code, Codebook, Conference, Organizer
from reflection_wall.rules.languages import said
from reflection_wall.services import code
from reflection_wall.services.code import Passage, Seen, Undo
from reflection_wall.store import Store, Writing
from support.conference import House


@dataclass(frozen=True)
class Office:
    """A conference, and Anna and Ben who read what it said."""

    house: House
    programme_id: int
    anna: int
    ben: int

    @property
    def store(self) -> Store:
        """The store of the conference."""
        return self.house.store

    def shared(self, text: str, label: str = "14") -> str:
        """The id of a reflection that a table has just shared."""
        receipt = self.house.table(label).shares(text)
        return str(self.house.desk.item(receipt["reference"])["id"])

    def code(self, name: str) -> int:
        """The number of the code of this English name."""
        with self.store.reading() as session:
            within = select(Code).join(Codebook).where(Codebook.programme_id == self.programme_id)
            return next(each.id for each in session.scalars(within) if said(each.name, "en") == name)

    def gives(self, coder: int, name: str, *reflections: str, passage: tuple[int, int] | None = None) -> Undo:
        """A coder gives a code to reflections as they read now."""
        seen = [Seen(each) for each in reflections]
        part = Passage(*passage) if passage else None
        return code.give(self.store, self.programme_id, coder, seen, self.code(name), part)


def opened(house: House) -> Office:
    """Let Anna and Ben in."""

    def deed(writing: Writing) -> tuple[int, int]:
        people = [
            Organizer(
                email=f"{name.lower()}@example.org",
                public_id=name.lower(),
                name=name,
                role="organizer",
                created_at=writing.now,
            )
            for name in ("Anna", "Ben")
        ]
        writing.session.add_all(people)
        writing.session.flush()
        return people[0].id, people[1].id

    anna, ben = house.store.write(deed)
    with house.store.reading() as session:
        programme_id = session.scalars(select(Conference.programme_id)).one()
    return Office(house, programme_id, anna, ben)
