"""Desk: the presenter's and moderator's page and its API: what arrives, what a person decides, what walls show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec
from flask import Blueprint, Response, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.rules.languages import NAMES
from reflection_wall.rules.moderation import Deed, Mode
from reflection_wall.rules.permission import may
from reflection_wall.rules.refusals import Conflict
from reflection_wall.services import admit, ask, introduce, links, moderate, review, room, stage
from reflection_wall.web import bodies, changes, words_desk
from reflection_wall.web.holders import held_by, item_now, stage_now, store_of
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown
from reflection_wall.web.speech import locale, visiting

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


class PromptState(msgspec.Struct, forbid_unknown_fields=True):
    """The body that opens or closes a prompt; a last call of so many seconds comes before the closing."""

    state: Literal["open", "closed"]
    grace: int = 0


@desk.get("/d/<key>")
def show(key: str) -> ResponseReturnValue:
    """The desk itself; what it shows comes through its feed."""
    return render_template("desk/desk.html", **_page(key, words_desk.desk), keys=words_desk.keys())


@desk.get("/d/<key>/remote")
def remote(key: str) -> ResponseReturnValue:
    """The stage in a presenter's hand, on a page of its own."""
    return render_template("desk/remote.html", **_page(key, words_desk.remote))


@desk.get("/api/d/<key>/changes")
def follow(key: str) -> Response:
    """The next range of everything, in every state."""
    return changes.answer(key, "desk", "read desk")


@desk.put("/api/d/<key>/reflections/<public_id>/verdict")
def verdict(key: str, public_id: str) -> ResponseReturnValue:
    """Judge one reflection; the answer is the item as it stands now, also when somebody was quicker."""
    held = held_by(key, "judge")
    given = bodies.json_as(Verdict)
    judgement = moderate.Judgement(given.deed, given.version, given.reason, given.text)
    try:
        moderate.judge(store_of(held), held.conference.id, public_id, held.pass_id, judgement)
    except Conflict as quicker:
        raise Conflict(quicker.message, present=item_now(held, public_id)) from None
    return jsonify(item_now(held, public_id))


@desk.put("/api/d/<key>/stage")
def set_stage(key: str) -> ResponseReturnValue:
    """Change what walls show or how arrivals are moderated; the answer is the stage."""
    held = held_by(key, "set stage")
    wanted = bodies.json_as(StageSetting)
    try:
        stage.arrange(store_of(held), held.conference.id, stage.Setting(**msgspec.structs.asdict(wanted)))
    except Conflict as refused:
        raise Conflict(refused.message, present=stage_now(held)) from None
    return jsonify(stage_now(held))


@desk.put("/api/d/<key>/prompts/<int:prompt_id>")
def set_prompt(key: str, prompt_id: int) -> ResponseReturnValue:
    """Open a prompt, which closes the other, or close it; the answer is the stage."""
    held = held_by(key, "set prompts")
    wanted = bodies.json_as(PromptState)
    if wanted.state == "open":
        ask.open_prompt(store_of(held), held.conference.id, prompt_id)
    else:
        ask.close_prompts(store_of(held), held.conference.id, prompt_id, wanted.grace)
    return jsonify(stage_now(held))


@desk.get("/api/d/<key>/room")
def show_room(key: str) -> ResponseReturnValue:
    """The room map, and how many reflections may be passed on."""
    store = house().store
    with store.reading() as session:
        held = admit.holder(session, shown(key), "read desk", store.clock())
        return jsonify(
            {
                **room.room(session, held.conference, house().presence.by_table()),
                "consent": review.consents(session, held.conference),
            }
        )


def _page(key: str, words: Callable[[], words_desk.Words]) -> dict[str, Any]:
    with house().store.reading() as session:
        held = admit.holder(session, shown(key), "read desk", house().store.clock())
        visiting(held.conference.locale)
        wall_key = links.standing(session, house().secret, held.conference, "wall")
        return {
            "about": introduce.introduction(session, held.conference, locale()),
            "prompts": introduce.prompts(session, held.conference.id, locale()),
            "desk": {
                "key": key,
                "code": held.conference.code,
                "wall": url_for("wall.projected", key=wall_key) if wall_key else None,
                "communities": introduce.all_communities(session, held.conference, locale()),
                "languages": sorted(NAMES.items(), key=lambda each: each[0] != held.conference.locale),
                "moderator": may(held.role, "keep passes"),
                "words": words(),
            },
        }
