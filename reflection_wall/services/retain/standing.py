"""Standing: from a database that is replaced to what moderators have hidden, taken down or redacted there, words and
verdicts, and to what groups do not allow.

It reads columns, and no more of them than every release has had: the database may be of any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from reflection_wall.models import (
    Conference,
    Pass,
    Prompt,
    Reflection,
    Revision,
    Table,
    Verdict,
)

_STANDING = (
    *(Reflection.state, Reflection.revision, Reflection.shown_revision, Reflection.on_wall, Reflection.consent),
    *(Reflection.late, Reflection.redacted, Reflection.pinned, Reflection.flags, Reflection.prompt_version),
    *(Reflection.was_public, Reflection.shown_at),
)
_OF_ITSELF = (
    *(Reflection.public_id, Reflection.write_key_hash, Reflection.reference, Reflection.source),
    *(Reflection.walk_in, Reflection.received_at),
)
_WORDING = (
    *(Revision.number, Revision.text, Revision.headline, Revision.kind, Revision.consent, Revision.on_wall),
    *(Revision.lang, Revision.people, Revision.payload_hash, Revision.words_hash, Revision.late),
    *(Revision.written_at, Revision.received_at),
)
_VERDICT = (Verdict.deed, Verdict.revision, Verdict.reason, Verdict.before, Verdict.given_at)
# From the fewest people to the most.
CONSENTS = ("wall", "report", "quote")


@dataclass(frozen=True)
class Judged:
    """A reflection that a moderator has hidden, taken down or redacted. Each wording is told with the position of its
    question, each verdict with the pass that it was given with: its key's hash and its role."""

    itself: dict[str, Any]
    standing: dict[str, Any]
    label: str
    wordings: list[tuple[int, dict[str, Any]]]
    verdicts: list[tuple[str, str, dict[str, Any]]]


@dataclass(frozen=True)
class Chosen:
    """What a group allows, where that is not everything."""

    write_key_hash: str
    consent: str
    on_wall: bool


def judged(session: Session) -> list[tuple[str, Judged]]:
    """What moderators have hidden, taken down or redacted, with the code of its conference."""
    taken_down = and_(Reflection.state == "held", Reflection.shown_revision.is_(None), Reflection.was_public)
    rows = session.execute(
        select(Conference.code, Table.label, Reflection.id, *_OF_ITSELF, *_STANDING)
        .join(Conference, Conference.id == Reflection.conference_id)
        .join(Table, Table.id == Reflection.table_id)
        .where(Reflection.revision > 0, Reflection.state != "erased")
        .where(or_(Reflection.state == "hidden", Reflection.redacted, taken_down))
    )
    found = []
    for code, label, number, *values in rows:
        cut = len(_OF_ITSELF)
        itself, standing = _named(_OF_ITSELF, values[:cut]), _named(_STANDING, values[cut:])
        found.append((code, Judged(itself, standing, label, _wordings(session, number), _verdicts(session, number))))
    return found


def chosen(session: Session) -> list[tuple[str, Chosen]]:
    """What groups allow, where that is not everything, with the code of the conference."""
    rows = session.execute(
        select(Conference.code, Reflection.write_key_hash, Reflection.consent, Reflection.on_wall)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Reflection.revision > 0, or_(Reflection.consent != CONSENTS[-1], Reflection.on_wall.is_(False)))
    )
    return [(code, Chosen(key, consent, on_wall)) for code, key, consent, on_wall in rows]


def _named(columns: tuple[Any, ...], values: Any) -> dict[str, Any]:
    return {column.key: value for column, value in zip(columns, values, strict=True)}


def _wordings(session: Session, number: int) -> list[tuple[int, dict[str, Any]]]:
    rows = session.execute(
        select(Prompt.position, *_WORDING)
        .join(Prompt, Prompt.id == Revision.prompt_id)
        .where(Revision.reflection_id == number)
        .order_by(Revision.number)
    )
    return [(position, _named(_WORDING, values)) for position, *values in rows]


def _verdicts(session: Session, number: int) -> list[tuple[str, str, dict[str, Any]]]:
    rows = session.execute(
        select(Pass.key_hash, Pass.role, *_VERDICT)
        .join(Pass, Pass.id == Verdict.pass_id)
        .where(Verdict.reflection_id == number)
        .order_by(Verdict.id)
    )
    return [(key_hash, role, _named(_VERDICT, values)) for key_hash, role, *values in rows]
