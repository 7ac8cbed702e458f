"""Desk: the presenter's and moderator's page and its API: what arrives, what a person decides, what walls show."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from reflection_wall.rules.moderation import Deed, Mode
from reflection_wall.rules.permission import Action
from reflection_wall.rules.refusals import Conflict
from reflection_wall.services import admit, feed, introduce, links, moderate, review, room, stage
from reflection_wall.services.admit import Holder
from reflection_wall.web import bodies, changes, words
from reflection_wall.web.house import house
from reflection_wall.web.speech import at_home, locale

desk = Blueprint("desk", __name__)


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a verdict."""

    deed: Deed
    version: int
    reason: str | None = None
    text: str | None = None


class StageSetting(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a change of the stage."""

    scene: str | None = None
    reflection: str | None = None
    moderation: Mode | None = None
    delay: int | None = None
    timer: int | None = None


class PromptState(msgspec.Struct, forbid_unknown_fields=True):
    """The body that opens or closes a prompt."""

    state: str


@desk.get("/d/<key>")
def show(key: str) -> ResponseReturnValue:
    """The desk itself; what it shows comes through its feed."""
    with house().store.reading() as session:
        held = admit.holder(session, key, "read desk", house().store.clock())
        at_home(None, held.conference.locale)
        about = introduce.introduction(session, held.conference, locale())
        prompts = introduce.prompts(session, held.conference.id, locale())
        wall_key = links.standing(session, house().secret, held.conference, "wall")
    return render_template(
        "desk/desk.html",
        about=about,
        prompts=prompts,
        wall_key=wall_key,
        desk={"key": key, "words": words.desk(), "locale": locale()},
    )


@desk.get("/api/d/<key>/changes")
def follow(key: str) -> Response:
    """The next range of everything, in every state."""
    return changes.answer(key, "desk", "read desk")


@desk.put("/api/d/<key>/reflections/<public_id>/verdict")
def verdict(key: str, public_id: str) -> ResponseReturnValue:
    """Judge one reflection; the answer is the item as it stands now, also when somebody was quicker."""
    held = _held(key, "judge")
    given = bodies.json_as(Verdict)
    judgement = moderate.Judgement(given.deed, given.version, given.reason, given.text)
    try:
        moderate.judge(house().store, held.conference.id, public_id, held.pass_id, judgement)
    except Conflict as quicker:
        raise Conflict(quicker.message, present=_item(held, public_id)) from None
    return jsonify(_item(held, public_id))


@desk.put("/api/d/<key>/stage")
def set_stage(key: str) -> ResponseReturnValue:
    """Change what walls show or how arrivals are moderated; the answer is the stage."""
    held = _held(key, "set stage")
    wanted = bodies.json_as(StageSetting)
    if wanted.reflection is not None:
        raise bodies.misshapen("reflection")  # no scene of this release shows a single one
    setting = stage.Setting(wanted.scene, wanted.moderation, wanted.delay, wanted.timer)
    stage.arrange(house().store, held.conference.id, setting)
    return jsonify(_stage(held))


@desk.put("/api/d/<key>/prompts/<int:prompt_id>")
def set_prompt(key: str, prompt_id: int) -> ResponseReturnValue:
    """Open a prompt, which closes the other, or close it; the answer is the stage."""
    held = _held(key, "set prompts")
    wanted = bodies.json_as(PromptState)
    change = {"open": stage.open_prompt, "closed": stage.close_prompts}.get(wanted.state)
    if change is None:
        raise bodies.misshapen("state")
    change(house().store, held.conference.id, prompt_id)
    return jsonify(_stage(held))


@desk.get("/api/d/<key>/room")
def show_room(key: str) -> ResponseReturnValue:
    """The room map, and how many reflections may be passed on."""
    store = house().store
    with store.reading() as session:
        held = admit.holder(session, key, "read desk", store.clock())
        return jsonify({**room.room(session, held.conference), "consent": review.consents(session, held.conference)})


def _held(key: str, action: Action) -> Holder:
    with house().store.reading() as session:
        held = admit.holder(session, key, action, house().store.clock())
    at_home(None, held.conference.locale)
    return held


def _item(held: Holder, public_id: str) -> dict[str, Any] | None:
    with house().store.reading() as session:
        return feed.item(session, held.conference.id, public_id)


def _stage(held: Holder) -> dict[str, Any]:
    with house().store.reading() as session:
        return feed.stage(session, held.conference.id)
