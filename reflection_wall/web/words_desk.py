"""Words of the desk: the sentences that its scripts say, in the visitor's language, handed over with the page."""

from __future__ import annotations

from flask_babel import gettext

from reflection_wall.web import words_desk_queue, words_desk_room, words_desk_stage

Words = dict[str, str]


def desk() -> Words:
    """What the desk says while it is used."""
    return words_desk_queue.words() | words_desk_stage.words() | words_desk_room.words()


def remote() -> Words:
    """What the remote says: a part of what the desk does."""
    return words_desk_stage.words() | {"new": gettext("{n} new: show")}


def keys() -> list[tuple[str, str]]:
    """The keys that one would not find by looking at the buttons."""
    return [
        ("J K", gettext("next, previous")),
        ("A", gettext("show")),
        ("H", gettext("hide")),
        ("D", gettext("hold")),
        ("P", gettext("pin")),
        ("R", gettext("redact")),
        ("Z", gettext("undo")),
        ("G", gettext("spotlight")),
        ("N", gettext("note to the table")),
        ("T", gettext("translation")),
        ("M", gettext("theme")),
        ("⇧H", gettext("hide with a reason")),
        ("⇧1", gettext("look at a scene first")),
        ("Page", gettext("pages of the scene")),
    ]
