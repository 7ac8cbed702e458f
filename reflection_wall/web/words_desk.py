"""Words of the desk: the sentences that its scripts say, in the visitor's language, handed over with the page."""

from __future__ import annotations

from flask_babel import gettext

Words = dict[str, str]


def desk() -> Words:
    """What the desk says while it is used."""
    return _deeds() | _done() | _cards() | _stage() | _scenes() | _walls() | _room() | _tables() | _themes() | _passes()


def remote() -> Words:
    """What the remote says: a part of what the desk does."""
    return _stage() | _scenes() | {"new": gettext("{n} new: show")}


def keys() -> list[tuple[str, str]]:
    """The keys that one would not find by looking at the buttons."""
    return [
        ("J K", gettext("next, previous")),
        ("G", gettext("spotlight")),
        ("N", gettext("note to the table")),
        ("T", gettext("translation")),
        ("M", gettext("theme")),
        ("⇧H", gettext("hide with a reason")),
        ("⇧1", gettext("look at a scene first")),
        ("Page", gettext("pages of the scene")),
    ]


def _deeds() -> Words:
    return {
        "show": gettext("Show"),
        "hide": gettext("Hide"),
        "hide_why": gettext("Hide, with a reason"),
        "again": gettext("Show again"),
        "pin": gettext("Pin"),
        "unpin": gettext("Unpin"),
        "hold": gettext("Hold"),
        "redact": gettext("Redact"),
        "spotlight": gettext("Spotlight"),
        "note": gettext("Note to the table"),
        "translate": gettext("Translation"),
        "theme": gettext("Theme"),
        "about_table": gettext("About table {label}…"),
        "more": gettext("More"),
        "reason_name": gettext("A person’s name"),
        "reason_tone": gettext("Tone"),
        "reason_topic": gettext("Off topic"),
        "back_restore": gettext("Put it back"),
        "back_hide": gettext("Hide it again"),
        "back_hold": gettext("Hold it again"),
        "back_show": gettext("Show it again"),
        "back_unpin": gettext("Unpin"),
        "back_pin": gettext("Pin again"),
        "final": gettext("final"),
    }


def _done() -> Words:
    return {
        "did_show": gettext("Shown."),
        "did_hide": gettext("Hidden."),
        "did_hold": gettext("It waits."),
        "did_restore": gettext("Put back as it was."),
        "did_pin": gettext("Pinned."),
        "did_unpin": gettext("No longer pinned."),
        "did_redact": gettext("Redacted for good; this cannot be undone."),
        "did_spotlight": gettext("{reference} is in the spotlight."),
        "did_note": gettext("The note is on its way to table {label}."),
        "did_translate": gettext("The translation stands beneath the words."),
        "did_untranslate": gettext("The translation is gone."),
        "did_stop": gettext("Every clock has stopped. New reflections wait for you."),
        "did_hide_all": gettext("Hidden from table {label}: {n}."),
        "did_mute": gettext("Muted."),
        "did_unmute": gettext("No longer muted."),
        "kept": gettext("Kept."),
        "not_up": gettext("Only what may be on the wall can be put in the spotlight."),
        "changed": gettext("Somebody was quicker. This is how it stands now."),
        "deed_show": gettext("shown"),
        "deed_hide": gettext("hidden"),
        "deed_hold": gettext("held"),
        "deed_restore": gettext("put back"),
        "deed_redact": gettext("redacted"),
        "deed_pin": gettext("pinned"),
        "deed_unpin": gettext("unpinned"),
        "deed_note": gettext("note sent"),
        "deed_translate": gettext("translated"),
        "judged": gettext("{deed} by {by}, {time}"),
        "nobody_judged": gettext("Nobody has judged it yet."),
        "nothing_past": gettext("Nothing has been judged yet."),
    }


def _cards() -> Words:
    return {
        "table": gettext("Table {label}"),
        "quiet": gettext("Not for the wall"),
        "late": gettext("late"),
        "muted": gettext("table muted"),
        "walk_in": gettext("picked from the list"),
        "pinned": gettext("pinned"),
        "redacted": gettext("redacted"),
        "flag_email": gettext("looks like an e-mail address"),
        "flag_phone": gettext("looks like a phone number"),
        "flag_name": gettext("may name a person"),
        "flag_word": gettext("a word from the list"),
        "resonates": gettext("resonates with {n}"),
        "signed": gettext("“that’s us”: {n}"),
        "shown_in": gettext("shown in {n} s"),
        "age": gettext("waiting {n} min"),
        "just_now": gettext("just now"),
        "oldest": gettext("oldest {n} min"),
        "edited": gettext("New words wait; these are still up:"),
        "chosen": gettext("Chosen: “{words}”. Press the key again to do it."),
        "new": gettext("{n} new: show"),
        "further": gettext("Show more ({n})"),
        "others": gettext("{n} with the other moderators"),
        "nothing_waiting": gettext("Nothing is waiting."),
        "nothing_up": gettext("Nothing is on the wall yet."),
        "nothing_off": gettext("Nothing is hidden."),
        "note_to": gettext("To table {label}, about {reference}"),
    }


def _stage() -> Words:
    return {
        "blank": gettext("Blank the wall"),
        "unblank": gettext("Show the wall again"),
        "blank_scene": gettext("Blank"),
        "spotlight": gettext("Spotlight"),
        "on_now": gettext("The room sees: {scene}"),
        "previewing": gettext("Preview: {scene}. The room does not see it yet."),
        "page_n": gettext("page {n}"),
        "not_up": gettext("Only what may be on the wall can be put in the spotlight."),
        "open": gettext("Open it"),
        "close": gettext("Close it"),
        "keep_open": gettext("Keep it open"),
        "last_call": gettext("Last call, 30 s"),
        "left": gettext("{time} left"),
        "closing": gettext("Closing in {time}"),
        "time_is_up": gettext("Time is up"),
        "least": gettext("Smallest type on the wall: {n} per cent of the image height."),
        "least_unknown": gettext(
            "Smallest type on the wall: {n} per cent of the image height, until the room is measured."
        ),
        "lost": gettext("No connection. What you see may be old."),
        "failed": gettext("That did not reach the server. Please try again."),
    }


def _scenes() -> Words:
    return {
        "mini_empty": gettext("Nothing has been shared yet."),
        "mini_nobody": gettext("Nothing is up that could be in the spotlight."),
        "mini_tour": gettext("Every table in turn, none twice before all have been"),
        "mini_words": gettext("The most telling words and phrases"),
        "room": gettext("Tables that have shared: {n} of {of}"),
        "n_of": gettext("{n} of {of}"),
        "no_themes": gettext("No theme has been named yet."),
    }


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
        "many": gettext("reflections: {n}"),
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
