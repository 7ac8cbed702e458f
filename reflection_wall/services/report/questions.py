"""Questions: every wording that a conference has asked, to the letter and in every language, with its version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Wording
from reflection_wall.rules.languages import said


def questions(session: Session, conference: Conference) -> list[dict[str, Any]]:
    """Every version of every question, in the order of the conference."""
    found = session.execute(
        select(Prompt, Wording)
        .join(Wording, Wording.prompt_id == Prompt.id)
        .where(Prompt.conference_id == conference.id)
        .order_by(Prompt.position, Prompt.id, Wording.version)
    )
    return [
        {
            "question": prompt.position,
            "version": wording.version,
            "newest": wording.version == prompt.version,
            "state": prompt.state,
            "text": said(wording.text, conference.locale),
            "languages": dict(wording.text),
        }
        for prompt, wording in found
    ]
