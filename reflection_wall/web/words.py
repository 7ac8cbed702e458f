"""Words: the sentences that the scripts of each page say, in the visitor's language, handed over with the page."""

from __future__ import annotations

from flask_babel import gettext

from reflection_wall.rules.submission import FAULTS
from reflection_wall.web import words_phone_room

NO_SUCH_SIZE = FAULTS["people"]


def phone() -> dict[str, str]:
    """What a table's page says while it is used."""
    return {
        "kept": gettext("Kept as you write"),
        "count": gettext("Words: {n} of about 40–120"),
        "near": gettext("{n} of {most} characters"),
        "over": gettext("Characters too many: {n}"),
        "empty": gettext("Please write a few words first."),
        "too_long": gettext("This is longer than the wall can take. Please shorten it by {n} characters."),
        "headline_too_long": gettext(
            "The headline is longer than the wall can take. Please shorten it by {n} characters."
        ),
        "people": gettext(NO_SUCH_SIZE),
        "sending": gettext("Saved on this phone, sending…"),
        "sending_more": gettext("Keep this page open until it says Arrived."),
        "waiting": gettext("Saved on this phone"),
        "waiting_more": gettext(
            "No connection just now. It will be sent by itself; keep this page open until it says Arrived."
        ),
        "no_storage": gettext("This phone does not let us save. Keep this page open until it says Arrived."),
        "arrived": gettext("Arrived"),
        "arrived_live": gettext("On the wall at {time}, as {name}."),
        "arrived_soon": gettext("On the wall in {n} s, as {name}."),
        "arrived_now": gettext("On the wall any moment now, as {name}."),
        "arrived_held": gettext("A moderator reads it first."),
        "arrived_quiet": gettext("Kept for the organizers. It is not shown on the wall."),
        "arrived_late": gettext("Arrived late"),
        "arrived_late_more": gettext("The question had closed. A moderator decides whether it is still shown."),
        "edit_waits": gettext("Your new words wait for a moderator; the earlier ones stay up."),
        "hidden": gettext("Arrived, not on the wall"),
        "hidden_more": gettext("A moderator has taken it off the wall. The organizers still have it."),
        "elsewhere": gettext("Changed on another phone."),
        "away": gettext("Written at table {table}."),
        "withdrawn": gettext("Taken back"),
        "withdrawn_more": gettext("It is off the wall, and the organizers will not use it."),
        "taking_back": gettext("Taking it back…"),
        "reference": gettext("Your reference is {reference}, if you want us to find it."),
        "refused": gettext("Not sent"),
        "link": gettext("This link has been renewed."),
        "link_more": gettext("Your words are safe here. Please scan the code on your table again, or copy them."),
        "gone": gettext("This was taken back or erased and cannot be sent again. You can copy the words."),
        "closed": gettext("The conference is archived and takes no more changes. You can copy the words."),
        "conflict": gettext("The organizers have other words from you under this number."),
        "conflict_more": gettext("Share these words instead?"),
        "replace": gettext("Share these words"),
        "send_now": gettext("Send now"),
        "copy": gettext("Copy"),
        "copied": gettext("Copied"),
        "copy_failed": gettext("Select the words to copy"),
        "edit": gettext("Edit"),
        "save": gettext("Share the new wording"),
        "take_back": gettext("Take back"),
        "take_back_sure": gettext("Take it off the wall for good?"),
        "yes": gettext("Yes, take it back"),
        "no": gettext("No"),
        "remove": gettext("Remove"),
        "remove_sure": gettext("Remove these words from this phone? They are nowhere else."),
        "remove_yes": gettext("Yes, remove them"),
        "consent": gettext("May the organizers pass it on?"),
        "consent_wall": gettext("No: for this room and the organizers only"),
        "consent_report": gettext("In the report, without a name"),
        "consent_quote": gettext("Quoted, with our community’s name"),
        "consent_saved": gettext("Thank you, noted."),
        "passed_wall": gettext("May be passed on: no"),
        "passed_report": gettext("May be passed on: in the report, without a name"),
        "passed_quote": gettext("May be passed on: with our community’s name"),
        "passed_change": gettext("Change"),
        "ours_live": gettext("on the wall"),
        "ours_held": gettext("waiting for a moderator"),
        "ours_hidden": gettext("not on the wall"),
        "ours_kept": gettext("with the organizers"),
        "another": gettext("Share another"),
        "see_wall": gettext("See the whole wall"),
        "carry": gettext("Continue on another phone"),
        "carry_more": gettext(
            "Scan this with the other phone. Whoever has this code can edit and take back, "
            "so show it to your table only."
        ),
        "share": gettext("Share with the room"),
        "keep_it": gettext("Keep it as it was"),
        "not_now": gettext("Not now"),
        "asked_next": gettext("The question has changed: “{question}”. Yours will be kept under the old one."),
        "asks_now": gettext("The question has changed: “{question}”"),
        "asked_late": gettext(
            "This question is closed. You can still share: it arrives late, and a moderator decides."
        ),
        **words_phone_room.words(),
    }


def wall() -> dict[str, str]:
    """What the wall says by itself."""
    return {
        "shared_one": gettext("1 of {of} tables has shared"),
        "shared": gettext("{n} of {of} tables have shared"),
        "shared_none": gettext("Waiting for the first table"),
        "lost": gettext("Reconnecting…"),
        "new_one": gettext("1 new reflection"),
        "new": gettext("{n} new reflections"),
        "further": gettext("Show more ({n})"),
        "page": gettext("Part {n} of {of}"),
        "empty": gettext("Nothing has been shared yet."),
        "themes_none": gettext("No theme has been named yet."),
        "themes_empty": gettext("No reflection is in a theme yet."),
        "tables_one": gettext("1 table"),
        "tables": gettext("{n} tables"),
        "tour": gettext("{n} of {of} tables"),
        "time": gettext("Time is up"),
        "closes": gettext("Closes in {time}"),
        "closes_seconds": gettext("Closes in {n} s"),
        "card_room": gettext(
            "Image {height} m high, furthest seat at {seat} m: type from {least} per cent (DISCAS, V202.01)."
        ),
        "card_unknown": gettext("Image height and furthest seat are not set at the desk: type from {least} per cent."),
        "now_spotlight": gettext("On the wall now"),
        "now_live": gettext("The wall shows what comes in."),
        "now_tour": gettext("The wall goes from table to table."),
        "now_communities": gettext("The wall shows the communities side by side."),
        "now_room": gettext("The wall shows which communities have shared."),
        "now_words": gettext("The wall shows words that several tables use."),
        "now_themes": gettext("The wall shows the themes of the room."),
        "now_opening": gettext("The wall shows the question."),
    }
