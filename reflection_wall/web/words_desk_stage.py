"""Words of the desk's stage: scenes, walls, the clock and the connection, for the remote as well."""

from __future__ import annotations

from flask_babel import gettext

Words = dict[str, str]


def words() -> Words:
    """What the room sees, and how to change it."""
    return _stage() | _scenes()


def _stage() -> Words:
    return {
        "blank": gettext("Blank the wall"),
        "unblank": gettext("Show the wall again"),
        "blank_scene": gettext("Blank"),
        "spotlight": gettext("Spotlight"),
        "on_now": gettext("The room sees: {scene}"),
        "previewing": gettext("Preview: {scene}. The room does not see it yet."),
        "not_up": gettext("Only what may be on the wall can be put in the spotlight."),
        "choose_first": gettext("Choose a reflection first: none was put in the spotlight."),
        "open": gettext("Open it"),
        "close": gettext("Close it"),
        "keep_open": gettext("Keep it open"),
        "last_call": gettext("Last call, 30 s"),
        "left": gettext("{time} left"),
        "closing": gettext("Closing in {time}"),
        "time_is_up": gettext("Time is up"),
        "too_small": gettext(
            "From the furthest seat this image is too small: it needs at least {m} m of height, or a second screen."
        ),
        "least": gettext("Smallest type on the wall: {n} per cent of the image height."),
        "least_unknown": gettext(
            "Smallest type on the wall: {n} per cent of the image height, until the room is measured."
        ),
        "lost": gettext("No connection. B on the projector’s own keyboard still blanks the wall."),
        "ended": gettext("This pass has ended."),
        "failed": gettext("That did not reach the server. Please try again."),
    }


def _scenes() -> Words:
    return {
        "mini_empty": gettext("Nothing has been shared yet."),
        "mini_nobody": gettext("No reflection has been chosen for the spotlight."),
        "mini_tour": gettext("Every table in turn, none twice before all have been"),
        "see_live": gettext("The wall shows what comes in."),
        "see_spotlight": gettext("One reflection, in full"),
        "see_tour": gettext("The wall goes from table to table."),
        "see_communities": gettext("The wall shows the communities side by side."),
        "see_room": gettext("The wall shows which communities have shared."),
        "see_words": gettext("The wall shows words that several tables use."),
        "see_themes": gettext("The wall shows the themes of the room."),
        "see_opening": gettext("The wall shows the question."),
        "see_blank": gettext("The wall is dark."),
        "many": gettext("reflections: {n}"),
        "mini_words": gettext("The most telling words and phrases"),
        "room": gettext("Tables that have shared: {n} of {of}"),
        "n_of": gettext("{n} of {of}"),
        "no_themes": gettext("No theme has been named yet."),
    }
