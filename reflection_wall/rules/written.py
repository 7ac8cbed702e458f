"""Written: from what an organizer typed into a form to the texts that are kept, with a sentence for each at fault."""

from __future__ import annotations

from collections.abc import Mapping

from reflection_wall.rules.cleaning import clean, clean_line, is_blank, length
from reflection_wall.rules.languages import ANY
from reflection_wall.rules.refusals import Invalid, Message, later

LONGEST_NAME = 120
LONGEST_TEXT = 4000
# It is part of the first load of every phone, which is small.
LONGEST_NOTICE = 1500
LONGEST_QUESTION = 1000
MOST_ENTRIES = 60

MISSING = later("Please write this in at least one language.")
TOO_LONG = later("This has %(length)s characters; at most %(most)s fit.")
TOO_MANY = later("There are more than %(most)s entries.")


class Faults:
    """The sentences for a form, by field, in the order of the form."""

    def __init__(self) -> None:
        self.found: dict[str, Message] = {}

    def note(self, field: str, message: Message) -> None:
        """Something is wrong with a field; the first word on it counts."""
        self.found.setdefault(field, message)

    def settle(self) -> None:
        """Raises Invalid if anything is wrong."""
        if self.found:
            raise Invalid(self.found)


def line(
    faults: Faults, field: str, written: Mapping[str, str], most: int = LONGEST_NAME, *, needed: bool = True
) -> dict[str, str]:
    """A text of one line in each language that it was written in."""
    return _kept(faults, field, {tag: clean_line(words) for tag, words in written.items()}, most, needed=needed)


def text(
    faults: Faults, field: str, written: Mapping[str, str], most: int = LONGEST_TEXT, *, needed: bool = False
) -> dict[str, str]:
    """A text of several paragraphs in each language that it was written in."""
    return _kept(faults, field, {tag: clean(words) for tag, words in written.items()}, most, needed=needed)


def short(faults: Faults, field: str, raw: str, most: int = LONGEST_NAME) -> str | None:
    """A line that has no language, such as a region; None when nothing was typed."""
    return line(faults, field, {ANY: raw}, most, needed=False).get(ANY)


def entries(faults: Faults, field: str, raw: str) -> list[str]:
    """A list with one entry to each line."""
    found = [clean_line(each) for each in clean(raw).split("\n")]
    found = [each for each in found if not is_blank(each)]
    if len(found) > MOST_ENTRIES:
        faults.note(field, Message(TOO_MANY, {"most": MOST_ENTRIES}))
    for each in found:
        _fits(faults, field, each, LONGEST_QUESTION)
    return found


def _kept(faults: Faults, field: str, cleaned: dict[str, str], most: int, *, needed: bool) -> dict[str, str]:
    found = {tag: words for tag, words in cleaned.items() if not is_blank(words)}
    if needed and not found:
        faults.note(field, Message(MISSING))
    for words in found.values():
        _fits(faults, field, words, most)
    return found


def _fits(faults: Faults, field: str, words: str, most: int) -> None:
    if length(words) > most:
        faults.note(field, Message(TOO_LONG, {"length": length(words), "most": most}))
