"""Words of the desk's queue: cards, deeds on them, and what was done."""

from __future__ import annotations

from flask_babel import gettext

Words = dict[str, str]


def words() -> Words:
    """All that is said around one reflection."""
    return _deeds() | _done() | _cards()


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
        "more": gettext("More…"),
        "reason_name": gettext("A person’s name"),
        "reason_tone": gettext("Tone"),
        "reason_topic": gettext("Off topic"),
        "back_restore": gettext("Put it back"),
        "back_all": gettext("Put these {n} back"),
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
        "kept": gettext("Saved."),
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
        "by_presenter": gettext("presenter"),
        "by_moderator": gettext("moderator"),
        "nobody_judged": gettext("Nobody has judged it yet."),
        "nothing_past": gettext("Nothing has been judged yet."),
    }


def _cards() -> Words:
    return {
        "table": gettext("Table {label}"),
        "quiet": gettext("Not for the wall"),
        "sample": gettext("sample of a rehearsal"),
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
        "oldest": gettext("for {n} min"),
        "edited": gettext("New words wait; these are still up:"),
        "chosen": gettext("Chosen: “{words}”. Press the key again to do it."),
        "new": gettext("{n} new: show"),
        "further": gettext("Show more ({n})"),
        "others": gettext("{n} with the other moderators"),
        "nobody_takes": gettext("{n} that no other desk takes"),
        "share_taken": gettext("Another desk takes {share}."),
        "share_take": gettext("Take {share}"),
        "nothing_waiting": gettext("Nothing is waiting."),
        "nothing_up": gettext("Nothing is on the wall yet."),
        "nothing_off": gettext("Nothing is hidden."),
        "note_to": gettext("To table {label}, about {reference}"),
    }
