"""Desk, around the words: translations, notes to tables, themes, and questions that are added on the day."""

from __future__ import annotations

import msgspec
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from reflection_wall.rules.refusals import Conflict
from reflection_wall.services import ask, group, note, translate
from reflection_wall.web import bodies
from reflection_wall.web.holders import held_by, item_now, stage_now, store_of

desk_words = Blueprint("desk_words", __name__, url_prefix="/api/d/<key>")


class Rendering(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a translation; no text takes it away."""

    lang: str
    version: int
    text: str | None = None


class Text(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a note."""

    text: str


class Question(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a question: in the conference's language, or in several."""

    text: str | dict[str, str]


class Theme(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a theme: its name, its place from 1, or both."""

    name: str | None = None
    position: int | None = None


class Grouped(msgspec.Struct, forbid_unknown_fields=True):
    """The body that puts a reflection into a theme, or into none."""

    theme: str | None


@desk_words.put("/reflections/<public_id>/translation")
def put_translation(key: str, public_id: str) -> ResponseReturnValue:
    """Put a person's translation beneath a reflection; the answer is the item."""
    held = held_by(key, "judge")
    given = bodies.json_as(Rendering)
    rendering = translate.Rendering(given.lang, given.text, given.version)
    try:
        translate.translate(store_of(held), held.conference.id, public_id, held.pass_id, rendering)
    except Conflict as quicker:
        raise Conflict(quicker.message, present=item_now(held, public_id)) from None
    return jsonify(item_now(held, public_id))


@desk_words.post("/reflections/<public_id>/note")
def write_note(key: str, public_id: str) -> ResponseReturnValue:
    """A private word to the table that wrote this."""
    held = held_by(key, "judge")
    note.about(store_of(held), held.conference.id, public_id, held.pass_id, bodies.json_as(Text).text)
    return jsonify({}), 201


@desk_words.post("/prompts")
def add_prompt(key: str) -> ResponseReturnValue:
    """One more question, closed as yet."""
    held = held_by(key, "set prompts")
    return jsonify({"id": ask.add_prompt(store_of(held), held.conference.id, bodies.json_as(Question).text)}), 201


@desk_words.put("/themes/<theme>")
def put_theme(key: str, theme: str) -> ResponseReturnValue:
    """Make, rename or move a theme; the answer is the stage."""
    held = held_by(key, "judge")
    wanted = bodies.json_as(Theme)
    group.put_theme(store_of(held), held.conference.id, theme, wanted.name, wanted.position)
    return jsonify(stage_now(held))


@desk_words.delete("/themes/<theme>")
def drop_theme(key: str, theme: str) -> ResponseReturnValue:
    """Take a theme away; the answer is the stage."""
    held = held_by(key, "judge")
    group.drop_theme(store_of(held), held.conference.id, theme)
    return jsonify(stage_now(held))


@desk_words.put("/reflections/<public_id>/theme")
def put_reflection(key: str, public_id: str) -> ResponseReturnValue:
    """Put a reflection into a theme, or into none; the answer is the stage."""
    held = held_by(key, "judge")
    group.put_reflection(store_of(held), held.conference.id, public_id, bodies.json_as(Grouped).theme)
    return jsonify(stage_now(held))
