"""Canaries: words that can be found again byte by byte, in every place where words are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from reflection_wall.models import (
    Code,
    Codebook,
    Coding,
    Grouping,
    Memo,
    Note,
    Organizer,
    Programme,
    Quote,
    Reflection,
    Settlement,
    Theme,
    Translation,
)
from reflection_wall.store import Store, Writing
from support.conference import House
from support.people import fresh_key

CANARY = "Kanarienvogel"
MOMENT = datetime(2025, 11, 5, 17, tzinfo=UTC)


def sings(house: House, name: str = CANARY) -> dict[str, Any]:
    """A reflection with the canary in every place that can hold a word of it or about it; returns its receipt."""
    first = house.table().shares(f"{name} the first.", headline=f"{name} on top")
    house.table().puts(first["key"], f"{name} the second. " + "And long. " * 500, 2)
    house.desk.judges(house.desk.item(first["reference"]), "hold", reason=f"{name} for a reason")
    house.store.write(lambda writing: _around(writing, first["reference"], name))
    return first


def found(database: Path, name: str = CANARY) -> list[str]:
    """The files beside this database, and itself, in which the canary still sings."""
    return sorted(
        file.name
        for file in database.parent.iterdir()
        if file.is_file() and file.name.startswith(database.name) and name.encode() in file.read_bytes()
    )


def everywhere(store: Store) -> list[str]:
    """Every table that has a row about some reflection."""
    kinds = (Coding, Grouping, Memo, Note, Quote, Settlement, Translation)
    with store.reading() as session:
        return [kind.__tablename__ for kind in kinds if session.scalars(select(kind)).first() is not None]


def _around(writing: Writing, reference: str, name: str) -> None:
    session = writing.session
    row = session.scalars(select(Reflection).where(Reflection.reference == reference)).one()
    person = session.scalars(select(Organizer)).first()
    if person is None:
        person = Organizer(public_id=fresh_key(), email="x@example.org", name="X", role="owner", created_at=MOMENT)
        programme = session.scalars(select(Programme)).first()
        book = Codebook(
            programme_id=programme.id, public_id="b", name={"en": "B"}, about={}, source="", position=1
        )  # fmt: skip
        session.add_all([person, book])
        session.flush()
        session.add(
            Code(codebook_id=book.id, public_id="c", name={"en": "C"}, definition={}, source="", position=1)
        )  # fmt: skip
        session.add(Theme(conference_id=row.conference_id, public_id="t", name="A theme", position=1))
        session.flush()
    code, theme = session.scalars(select(Code)).one(), session.scalars(select(Theme)).one()
    made = {"pass_id": 1, "text": f"{name} said somebody", "written_at": MOMENT}
    session.add_all(
        [
            Note(table_id=row.table_id, reflection_id=row.id, **made),
            Translation(reflection_id=row.id, words_hash="h", lang="fr", **made),
            Memo(reflection_id=row.id, organizer_id=person.id, text=f"{name} thought", written_at=MOMENT),
            Coding(reflection_id=row.id, code_id=code.id, coder_id=person.id, revision=2, coded_at=MOMENT),
            Settlement(
                reflection_id=row.id, code_id=code.id, stands=True, settled_by=person.id, settled_at=MOMENT
            ),
            Quote(reflection_id=row.id, revision=2, position=1, chosen_by="X", chosen_at=MOMENT),
            Grouping(reflection_id=row.id, theme_id=theme.id),
        ]
    )  # fmt: skip
