"""Given: from the store to which reflections have which code, for whoever counts them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import SEEN, Conference, Reflection
from reflection_wall.rules import consent
from reflection_wall.services.report.codings import codings

PAGE = 500


def given(session: Session, conference: Conference) -> dict[int, set[int]]:
    """By the number of a code the reflections, by number, that have it: any coder gave it, to the whole or to a part,
    and it was not settled that it does not stand. Hidden, withdrawn, erased and invented ones are left out."""
    rows = session.execute(
        select(*SEEN, Reflection.id, Reflection.source).where(Reflection.conference_id == conference.id)
    )
    ids = [row.id for row in rows if consent.leaves(row) != "absent"]
    found: dict[int, set[int]] = {}
    for start in range(0, len(ids), PAGE):
        for each, codes in codings(session, ids[start : start + PAGE]).items():
            for coding in codes:
                if coding["stands"] is not False:
                    found.setdefault(coding["code"], set()).add(each)
    return found
