"""Verdicts: the moderation log: who decided what, when, why, on which revision; never a word that was decided upon."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Pass, Reflection, Verdict
from reflection_wall.rules import moderation
from reflection_wall.rules.moderation import Deed, Standing, State
from reflection_wall.rules.receipts import iso

PAGE = 500

# One column of the log, and what the data dictionary says of it.
VERDICTS = {
    "given_at": "When it was decided (UTC).",
    "by": "Label of the pass that was used, or its role and generation where it is a standing one.",
    "role": "Role of the pass: presenter, moderator or organizer.",
    "deed": "show, hold, hide, redact, restore, pin or unpin.",
    "reason": "Why, as the moderator wrote it; empty once the reflection was erased.",
    "reference": "The reflection it was about.",
    "revision": "Number of the wording it was about.",
    "state_before": "State of the reflection before.",
    "state_after": "State of the reflection after.",
}


def verdicts(session: Session, conference: Conference) -> Iterator[dict[str, Any]]:
    """Every decision of the conference, reflection by reflection, first to last: keys are VERDICTS."""
    found = session.execute(
        select(Verdict, Reflection, Pass)
        .join(Reflection, Reflection.id == Verdict.reflection_id)
        .join(Pass, Pass.id == Verdict.pass_id)
        .where(Reflection.conference_id == conference.id)
        .order_by(Verdict.reflection_id, Verdict.id)
        .execution_options(yield_per=PAGE)
    )
    for _, about in groupby(found, key=lambda row: row.Verdict.reflection_id):
        unhidden = Standing("held")
        for verdict, reflection, held in about:
            before = _standing(verdict)
            if before.state != "hidden":
                unhidden = before
            yield {
                "given_at": iso(verdict.given_at),
                "by": held.label or f"{held.role} {held.generation or held.public_id}",
                "role": held.role,
                "deed": verdict.deed,
                "reason": None if reflection.state == "erased" else verdict.reason,
                "reference": reflection.reference,
                "revision": verdict.revision,
                "state_before": before.state,
                "state_after": moderation.judged(
                    cast(Deed, verdict.deed), before, verdict.revision, _restored(unhidden, verdict.revision)
                ).state,
            }


def _standing(verdict: Verdict) -> Standing:
    shown = verdict.before.get("shown")
    return Standing(cast(State, verdict.before.get("state", "held")), shown)


def _restored(before: Standing, revision: int) -> Standing:
    """Where a restore puts it: where it stood before it was hidden, and on hold if other words came meanwhile."""
    return before if before.shown in (None, revision) else Standing("held", before.shown)
