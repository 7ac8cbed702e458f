"""Words of the phone in the room: what a table's page says of all that is beside sharing, handed over with the page."""

from __future__ import annotations

from flask_babel import gettext


def words() -> dict[str, str]:
    """Undo, the clock, notes, the wall now, and the draft that a table writes together."""
    return {
        "undo": gettext("Undo"),
        "undone": gettext("Taken back. Your words are in the box again."),
        "closes": gettext("Closes in {time}"),
        "closes_said": gettext("This question closes in {time}."),
        "time": gettext("Time is up"),
        "now": gettext("The newest, to resonate with"),
        "now_paused": gettext("The wall is paused for a moment."),
        "now_empty": gettext("Nothing has been shared yet."),
        "now_newest": gettext("Newest first"),
        "now_lost": gettext("No connection just now."),
        "now_new_one": gettext("Show 1 new reflection"),
        "now_new": gettext("Show {n} new reflections"),
        "now_more": gettext("Show more"),
        "now_ours": gettext("Shared by your table"),
        "resonates": gettext("Resonates with us"),
        "resonates_said": gettext("Your table resonates with this."),
        "resonates_failed": gettext("That did not arrive. Please try again."),
        "resonance_one": gettext("Resonates with 1 table."),
        "resonance": gettext("Resonates with {n} tables."),
        "note": gettext("From the organizers to your table: “{text}”"),
        "note_about": gettext("About {reference}"),
        "notes": gettext("From the organizers to your table"),
        "ok": gettext("OK"),
        "together": gettext("Other phones at your table see this."),
        "together_writing": gettext("Someone at your table is writing"),
        "together_many": gettext("{n} phones write this together"),
        "offer": gettext("Your table has shared this: “{text}”"),
        "offer_yes": gettext("That’s us"),
        "offer_no": gettext("Not now"),
        "signed": gettext("Your phone stands behind this."),
        "signatures": gettext("{n} phones of your table stand behind it."),
    }
