"""Stage document: from stage, conference, prompts and themes to the one thing that tells a wall what to show."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Grouping, Prompt, Reflection, Stage, Theme, Wording
from reflection_wall.rules import legibility, visibility
from reflection_wall.rules.languages import language_of, said
from reflection_wall.rules.prompts import present
from reflection_wall.rules.receipts import iso


def document(
    session: Session, conference: Conference, stage: Stage, audience: Literal["wall", "desk"]
) -> dict[str, Any]:
    """Scene, spotlighted reflection, prompt, moderation, timer and the ballroom, under one number.

    `least` is the smallest type allowed, as a share of the image height, and `image_needed` how tall the image would
    have to be, in metres, where it is too small for its furthest seat. Themes are told where they are shown: at the
    desk, and on walls in their own scene.
    """
    shown = session.get(Reflection, stage.reflection_id) if stage.reflection_id else None
    tells_themes = audience == "desk" or stage.scene == "themes"
    return {
        "seq": stage.changed_seq,
        "scene": stage.scene,
        "before": stage.before,
        "page": stage.page,
        "reflection": shown.public_id if shown and visibility.visible(shown) else None,
        "prompt": _prompt(session, conference),
        "moderation": conference.moderation,
        "delay": conference.delay,
        "ends_at": iso(stage.ends_at),
        "walk_in": conference.walk_in,
        "resonance": conference.resonance,
        "shared_draft": conference.shared_draft,
        "image_height": conference.image_height,
        "furthest_seat": conference.furthest_seat,
        "least": legibility.least_type(conference.image_height, conference.furthest_seat),
        "image_needed": legibility.image_needed(conference.image_height, conference.furthest_seat),
        "themes": _themes(session, conference.id, audience) if tells_themes else [],
    }


class Signs(TypedDict):
    """The little that phones must know of the stage: what walls show, and what ends when."""

    scene: str
    ends_at: str | None
    closes_at: str | None


def signs(session: Session, stage: Stage) -> Signs:
    """The signs of a stage: asked for so often that the whole document would cost too much."""
    asked = present(session.scalars(select(Prompt).where(Prompt.conference_id == stage.conference_id)))
    return {
        "scene": stage.scene,
        "ends_at": iso(stage.ends_at),
        "closes_at": iso(asked.closes_at) if asked else None,
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
        "closes_at": iso(prompt.closes_at),
    }


def _themes(session: Session, conference_id: int, audience: Literal["wall", "desk"]) -> list[dict[str, Any]]:
    """Every theme in its order with the ids of its reflections; walls are told of those that they may show."""
    themes = session.scalars(select(Theme).where(Theme.conference_id == conference_id).order_by(Theme.position))
    told: dict[int, dict[str, Any]] = {
        theme.id: {"id": theme.public_id, "name": theme.name, "items": []} for theme in themes
    }
    rows = session.execute(
        select(Grouping.theme_id, Reflection)
        .join(Reflection, Reflection.id == Grouping.reflection_id)
        .where(Grouping.theme_id.in_(told))
        .order_by(Reflection.shown_at, Reflection.id)
    )
    for theme_id, reflection in rows:
        if audience == "desk" or visibility.visible(reflection):
            told[theme_id]["items"].append(reflection.public_id)
    return list(told.values())
