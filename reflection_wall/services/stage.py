"""Stage: from desk or command line to what the walls show and how arrivals are moderated.

Everything here is part of the stage document, so every change gives the stage a new number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from reflection_wall.models import Conference, Reflection, Stage
from reflection_wall.models.stage import SCENES
from reflection_wall.rules import legibility, visibility
from reflection_wall.rules.moderation import Mode
from reflection_wall.rules.refusals import Conflict, Invalid, Message, later
from reflection_wall.store import Store, Writing

LONGEST_DELAY = 600
LONGEST_TIMER = 24 * 60 * 60
MOST_PAGES = 10_000
NO_REFLECTION = later("There is no such reflection.")
NOT_ON_THE_WALL = later("Only what may be on the wall can be put in the spotlight.")


@dataclass(frozen=True)
class Setting:
    """What a presenter changes; None leaves a thing as it is.

    Every change of `page` is so many steps from what a wall shows, back below 0 as well; another scene begins at 0.
    `timer` in seconds from now, 0 takes it away; `more` in seconds on top of what is left; lengths in metres, 0 for
    not known.
    """

    scene: str | None = None
    reflection: str | None = None
    page: int | None = None
    moderation: Mode | None = None
    delay: int | None = None
    timer: int | None = None
    more: int | None = None
    walk_in: bool | None = None
    resonance: bool | None = None
    shared_draft: bool | None = None
    image_height: float | None = None
    furthest_seat: float | None = None


def arrange(store: Store, conference_id: int, setting: Setting) -> None:
    """Change the stage. Raises Invalid, Archived, store.Unavailable; Conflict for what may not be in a spotlight."""
    store.write(arranging(conference_id, setting))


def arranging(conference_id: int, setting: Setting) -> Callable[[Writing], None]:
    """The same as a job, for whoever changes more than the stage in one write. Raises Invalid at once."""
    _check(setting)
    return lambda writing: _arrange(writing, conference_id, setting)


def _check(setting: Setting) -> None:
    if setting.scene is not None and setting.scene not in SCENES:
        raise Invalid({"scene": Message(later("There is no such scene."))})
    if setting.scene == "spotlight" and setting.reflection is None:
        raise Invalid({"reflection": Message(later("Please say which reflection."))})
    if setting.page is not None and abs(setting.page) > MOST_PAGES:
        raise Invalid({"page": Message(later("There is no such page."))})
    if setting.delay is not None and not 1 <= setting.delay <= LONGEST_DELAY:
        raise Invalid({"delay": Message(later("A delay is between 1 and 600 seconds."))})
    for name, seconds in (("timer", setting.timer), ("more", setting.more)):
        if seconds is not None and not 0 <= seconds <= LONGEST_TIMER:
            raise Invalid({name: Message(later("A timer is between 0 seconds and a day."))})
    for name, length, most in (
        ("image_height", setting.image_height, legibility.TALLEST_IMAGE),
        ("furthest_seat", setting.furthest_seat, legibility.DEEPEST_ROOM),
    ):
        if length is not None and not 0 <= length <= most:
            raise Invalid({name: Message(later("This is between 0 and %(most)s metres."), {"most": round(most)})})


def _arrange(writing: Writing, conference_id: int, setting: Setting) -> None:
    stage = writing.stage(conference_id)
    conference = writing.session.get_one(Conference, conference_id)
    _set_scene(writing, stage, setting)
    _set_timer(writing, stage, setting)
    _set_room(conference, setting)
    if setting.delay is not None:
        conference.delay = setting.delay
    if setting.moderation is not None:
        conference.moderation = setting.moderation
        if setting.moderation == "hold":
            _stop_clocks(writing, conference_id)
    writing.changed(stage)


def _set_scene(writing: Writing, stage: Stage, setting: Setting) -> None:
    before = (stage.before if stage.scene == "blank" else stage.scene, stage.reflection_id)
    if setting.reflection is not None:
        stage.reflection_id = _visible(writing, stage.conference_id, setting.reflection).id
    scene = setting.scene or ("spotlight" if setting.reflection is not None else None)
    if scene is not None:
        if scene == "blank" and stage.scene != "blank":
            stage.before = stage.scene
        stage.scene = scene
        if scene != "blank":
            stage.before = None
            # The key of the scene that is up already, or under the blank, is no step back.
            if (scene, stage.reflection_id) != before:
                stage.page = 0
    if setting.page is not None:
        stage.page = setting.page


def _visible(writing: Writing, conference_id: int, public_id: str) -> Reflection:
    row = writing.session.scalar(
        select(Reflection).where(Reflection.conference_id == conference_id, Reflection.public_id == public_id)
    )
    if row is None:
        raise Invalid({"reflection": Message(NO_REFLECTION)})
    if not visibility.visible(row):
        raise Conflict(Message(NOT_ON_THE_WALL))
    return row


def _set_timer(writing: Writing, stage: Stage, setting: Setting) -> None:
    if setting.timer is not None:
        stage.ends_at = writing.now + timedelta(seconds=setting.timer) if setting.timer else None
    if setting.more is not None:
        stage.ends_at = max(stage.ends_at or writing.now, writing.now) + timedelta(seconds=setting.more)


def _set_room(conference: Conference, setting: Setting) -> None:
    if setting.walk_in is not None:
        conference.walk_in = setting.walk_in
    if setting.resonance is not None:
        conference.resonance = setting.resonance
    if setting.shared_draft is not None:
        conference.shared_draft = setting.shared_draft
    if setting.image_height is not None:
        conference.image_height = setting.image_height or None
    if setting.furthest_seat is not None:
        conference.furthest_seat = setting.furthest_seat or None


def _stop_clocks(writing: Writing, conference_id: int) -> None:
    running = writing.session.scalars(
        select(Reflection).where(Reflection.conference_id == conference_id, Reflection.show_at.is_not(None))
    )
    for row in running:
        row.show_at = None
        writing.changed(row)
