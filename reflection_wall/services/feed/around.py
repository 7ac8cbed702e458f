"""Around: from the store to what a desk or a table is told beside the words: who judged, wrote to the table about it or
translated it, who resonates, who signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reflection_wall.models import Note, Pass, Resonance, Signature, Translation, Verdict
from reflection_wall.rules.receipts import iso


@dataclass(frozen=True)
class Around:
    """By the id of the reflection: the verdicts on it and the notes about it, oldest first, whose translation stands
    beneath it, and the two counts."""

    reasons: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    notes: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    translators: dict[int, dict[str, Any]] = field(default_factory=dict)
    resonance: dict[int, int] = field(default_factory=dict)
    signatures: dict[int, int] = field(default_factory=dict)


def around(session: Session, keys: list[int], *, verdicts: bool) -> Around:
    """What is around these reflections; the verdicts and who did what are the desk's alone."""
    resonance, signatures = _counts(session, keys)
    if not verdicts:
        return Around(resonance=resonance, signatures=signatures)
    return Around(_reasons(session, keys), _notes(session, keys), _translators(session, keys), resonance, signatures)


def _reasons(session: Session, keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = session.execute(
        select(Verdict, Pass.label, Pass.role)
        .join(Pass, Pass.id == Verdict.pass_id)
        .where(Verdict.reflection_id.in_(keys))
        .order_by(Verdict.id)
    )
    for verdict, label, role in rows:
        found.setdefault(verdict.reflection_id, []).append(
            {
                "deed": verdict.deed,
                "revision": verdict.revision,
                "before": verdict.before["state"],
                "reason": verdict.reason,
                "at": iso(verdict.given_at),
                "by": label or role,
            }
        )
    return found


def _notes(session: Session, keys: list[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = session.execute(
        select(Note, Pass.label, Pass.role)
        .join(Pass, Pass.id == Note.pass_id)
        .where(Note.reflection_id.in_(keys))
        .order_by(Note.id)
    )
    for note, label, role in rows:
        told = {"text": note.text, "at": iso(note.written_at), "by": label or role}
        found.setdefault(note.reflection_id or 0, []).append(told)
    return found


def _translators(session: Session, keys: list[int]) -> dict[int, dict[str, Any]]:
    rows = session.execute(
        select(Translation.reflection_id, Translation.written_at, Pass.label, Pass.role)
        .join(Pass, Pass.id == Translation.pass_id)
        .where(Translation.reflection_id.in_(keys))
    )
    return {key: {"at": iso(written_at), "by": label or role} for key, written_at, label, role in rows}


def _counts(session: Session, keys: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    def counted(model: type[Resonance] | type[Signature]) -> dict[int, int]:
        statement = select(model.reflection_id, func.count()).where(model.reflection_id.in_(keys))
        return {row[0]: row[1] for row in session.execute(statement.group_by(model.reflection_id))}

    return counted(Resonance), counted(Signature)
