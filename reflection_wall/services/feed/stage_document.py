"""Stage document: from stage, conference and prompts to the one thing that tells a wall what to show."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Reflection, Stage, Wording
from reflection_wall.rules import visibility
from reflection_wall.rules.languages import language_of, said
from reflection_wall.rules.prompts import present
from reflection_wall.rules.receipts import iso


def document(session: Session, conference: Conference, stage: Stage) -> dict[str, Any]:
    """Scene, spotlighted reflection, prompt, moderation and timer, under one number."""
    shown = session.get(Reflection, stage.reflection_id) if stage.reflection_id else None
    return {
        "seq": stage.changed_seq,
        "scene": stage.scene,
        "reflection": shown.public_id if shown and visibility.visible(shown) else None,
        "prompt": _prompt(session, conference),
        "moderation": conference.moderation,
        "delay": conference.delay,
        "ends_at": iso(stage.ends_at),
        "walk_in": conference.walk_in,
    }


def _prompt(session: Session, conference: Conference) -> dict[str, Any] | None:
    """The question that is asked now, in the conference's language."""
    prompt = present(session.scalars(select(Prompt).where(Prompt.conference_id == conference.id)))
    if prompt is None:
        return None
    wording = session.get_one(Wording, (prompt.id, prompt.version))
    return {
        "id": prompt.id,
        "version": prompt.version,
        "text": said(wording.text, conference.locale),
        "lang": language_of(wording.text, conference.locale),
        "state": prompt.state,
    }
