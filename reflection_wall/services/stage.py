"""Stage: from desk or command line to what the walls show, how arrivals are moderated and which prompt is open.

Moderation and the open prompt are part of the stage document, so every change of them gives the stage a new number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Reflection, Stage
from reflection_wall.rules.moderation import Mode
from reflection_wall.rules.refusals import Archived, Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

# The scenes that the walls of this release can draw.
SCENES = ("live", "opening", "blank")
LONGEST_DELAY = 600
NO_QUESTION = later("This conference has no question with the number %(number)s.")
LONGEST_TIMER = 24 * 60 * 60


@dataclass(frozen=True)
class Setting:
    """What a presenter changes; None leaves a thing as it is. `timer` in seconds from now, 0 takes it away."""

    scene: str | None = None
    moderation: Mode | None = None
    delay: int | None = None
    timer: int | None = None


def arrange(store: Store, conference_id: int, setting: Setting) -> None:
    """Change the stage. Raises Invalid, Archived, store.Unavailable."""
    _check(setting)
    store.write(lambda writing: _arrange(writing, conference_id, setting))


def open_prompt(store: Store, conference_id: int, prompt_id: int | None = None) -> None:
    """Open a prompt and close the one that was open; without an id the first. Raises Unknown, Archived."""
    store.write(lambda writing: _open(writing, conference_id, prompt_id))


def prompt_at(session: Session, conference_id: int, position: int) -> int:
    """The id of the prompt that stands at this place, from 1, in the organizer's order. Raises Unknown."""
    found = session.scalar(select(Prompt.id).where(Prompt.conference_id == conference_id, Prompt.position == position))
    if found is None:
        raise Unknown(Message(NO_QUESTION, {"number": position}))
    return found


def close_prompts(store: Store, conference_id: int, prompt_id: int | None = None) -> None:
    """Close one prompt, or all; what arrives later is late. Raises Unknown, Archived."""
    store.write(lambda writing: _close(writing, conference_id, prompt_id))


def _check(setting: Setting) -> None:
    if setting.scene is not None and setting.scene not in SCENES:
        raise Invalid({"scene": Message(later("There is no such scene."))})
    if setting.delay is not None and not 1 <= setting.delay <= LONGEST_DELAY:
        raise Invalid({"delay": Message(later("A delay is between 1 and 600 seconds."))})
    if setting.timer is not None and not 0 <= setting.timer <= LONGEST_TIMER:
        raise Invalid({"timer": Message(later("A timer is between 0 seconds and a day."))})


def _arrange(writing: Writing, conference_id: int, setting: Setting) -> None:
    conference, stage = _both(writing, conference_id)
    if setting.scene is not None:
        stage.scene = setting.scene
    if setting.timer is not None:
        stage.ends_at = writing.now + timedelta(seconds=setting.timer) if setting.timer else None
    if setting.delay is not None:
        conference.delay = setting.delay
    if setting.moderation is not None:
        conference.moderation = setting.moderation
        if setting.moderation == "hold":
            _stop_clocks(writing, conference_id)
    writing.changed(stage)


def _stop_clocks(writing: Writing, conference_id: int) -> None:
    running = writing.session.scalars(
        select(Reflection).where(Reflection.conference_id == conference_id, Reflection.show_at.is_not(None))
    )
    for row in running:
        row.show_at = None
        writing.changed(row)


def _open(writing: Writing, conference_id: int, prompt_id: int | None) -> None:
    _, stage = _both(writing, conference_id)
    prompts = _prompts(writing, conference_id)
    chosen = _one(prompts, prompt_id) if prompt_id is not None else prompts[0]
    for prompt in prompts:
        if prompt is not chosen:
            prompt.state = "closed"
    writing.session.flush()  # the database allows one open prompt: the other is closed first
    if chosen.state != "open":
        chosen.state, chosen.opened_at = "open", writing.now
    writing.changed(stage)


def _close(writing: Writing, conference_id: int, prompt_id: int | None) -> None:
    _, stage = _both(writing, conference_id)
    prompts = _prompts(writing, conference_id)
    for prompt in [_one(prompts, prompt_id)] if prompt_id is not None else prompts:
        prompt.state = "closed"
    writing.changed(stage)


def _both(writing: Writing, conference_id: int) -> tuple[Conference, Stage]:
    conference = writing.session.get_one(Conference, conference_id)
    if conference.state == "archived":
        raise Archived
    return conference, writing.session.get_one(Stage, conference_id, with_for_update=True)


def _prompts(writing: Writing, conference_id: int) -> list[Prompt]:
    statement = select(Prompt).where(Prompt.conference_id == conference_id).order_by(Prompt.position)
    return list(writing.session.scalars(statement))


def _one(prompts: list[Prompt], prompt_id: int) -> Prompt:
    found = next((prompt for prompt in prompts if prompt.id == prompt_id), None)
    if found is None:
        raise Unknown(Message(NO_QUESTION, {"number": prompt_id}))
    return found
