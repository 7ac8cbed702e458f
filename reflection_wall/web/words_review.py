"""Words of the review: the sentences that its scripts say, and the keys that it tells about."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext


def review() -> dict[str, Any]:
    """What the review table says while it is used."""
    return {
        "earlier": gettext("on an earlier wording"),
        "take": gettext("Take “{name}” away"),
        "by": gettext("by {name}"),
        "take_memo": gettext("Take this memo away"),
        "selected": gettext("{n} chosen"),
        "undo": gettext("Undo: {deed}"),
        "failed": gettext("That did not reach the server. Please try again."),
        "passage": gettext("Now choose a code for the marked words."),
        "done": gettext("done"),
        "none": gettext("It has been taken back."),
    }


def keys() -> list[tuple[str, str]]:
    """The keys of the review table, as its help tells them."""
    return [
        ("J K", gettext("next, previous reflection")),
        ("1–9 A–Z", gettext("give or take the code with this key; with words marked, for these words")),
        ("X", gettext("choose the reflection, or not")),
        ("D", gettext("done with it, or not yet")),
        ("M", gettext("write a memo")),
        ("Z", gettext("undo the last deed")),
        ("/", gettext("search")),
        ("?", gettext("show these keys")),
    ]


def strange() -> str:
    """For an address whose filters are none."""
    return gettext("One of these filters is not known here, so that none is used.")
