"""Words of the desk's other panels: the room and its tables, themes, passes, and the walls that follow."""

from __future__ import annotations

from flask_babel import gettext

Words = dict[str, str]


def words() -> Words:
    """All that is beside the queue and the stage."""
    return _walls() | _room() | _tables() | _themes() | _passes()


def _walls() -> Words:
    return {
        "walls_none": gettext("No wall is connected"),
        "walls_one_current": gettext("1 wall, shows the newest"),
        "walls_both_current": gettext("2 walls, both show the newest"),
        "walls_current": gettext("{n} walls, all show the newest"),
        "walls_behind": gettext("{n} of {of} walls show the newest"),
        "walls_unknown": gettext("Asking for the walls…"),
        "mirrored": gettext(
            "This computer has one display, or two that show the same: the room would see this desk. Extend the "
            "displays first."
        ),
        "show_there": gettext("The wall is on the other display."),
        "show_drag": gettext("Drag the new window to the projector and press F for full screen."),
        "show_blocked": gettext("The browser did not open a window. Please use the link beside the button."),
    }


def _room() -> Words:
    return {
        "quotable": gettext("{n} of {of} may be quoted"),
        "state_silent": gettext("silent"),
        "state_opened": gettext("opened"),
        "state_writing": gettext("writing"),
        "state_shared": gettext("shared"),
        "state_trouble": gettext("trouble sending"),
        "stored": gettext("{n} stored"),
        "unsent": gettext("{n} unsent"),
        "draft": gettext("unsent draft"),
        "asleep": gettext("last seen {n} min ago"),
        "muted_short": gettext("muted"),
        "reconciled": gettext("{n} of {of} tables stored"),
        "reconciled_unsent": gettext("{n} unsent (table {tables})"),
        "and": gettext("{first} and {last}"),
        "reconciled_draft": gettext("table {tables} has an unsent draft"),
        "reconciled_drafts": gettext("tables {tables} have unsent drafts"),
        "reconciled_silent": gettext("{n} silent (table {tables})"),
    }


def _tables() -> Words:
    return {
        "renew_sure": gettext("Renew the link of table {label}? Its printed code and its open pages stop working."),
        "link_qr": gettext("QR code of table {label}"),
    }


def _themes() -> Words:
    return {
        "no_theme": gettext("No theme"),
        "move": gettext("Move…"),
        "move_to": gettext("Move {reference} to another theme"),
        "theme_name": gettext("Name of the theme {name}"),
        "theme_up": gettext("Move {name} up"),
        "theme_down": gettext("Move {name} down"),
        "theme_drop": gettext("Take {name} away; its reflections stay"),
        "empty_theme": gettext("Nothing yet."),
        "nothing_loose": gettext("Everything on the wall is in a theme."),
    }


def _passes() -> Words:
    return {
        "role_wall": gettext("Wall"),
        "role_viewer": gettext("Viewer"),
        "role_presenter": gettext("Presenter"),
        "role_moderator": gettext("Moderator"),
        "role_reviewer": gettext("Reviewer"),
        "standing": gettext("the conference’s own link"),
        "unnamed": gettext("no label"),
        "own": gettext("this desk"),
        "with_pin": gettext("with a PIN"),
        "expires_at": gettext("until {time}"),
        "never_expires": gettext("no end"),
        "revoked_at": gettext("revoked {time}"),
        "revoke": gettext("Revoke"),
        "revoke_sure": gettext("Revoke this link ({role}, {name})? Whoever uses it is cut off at once."),
        "revoke_own": gettext("This is the link you are using. Revoke it ({role}, {name}) and leave the desk?"),
    }
