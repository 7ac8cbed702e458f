"""Places: the pages of a conference in the order of its life, as the frame of the office leads to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reflection_wall.rules.permission import OfficeAction
from reflection_wall.rules.refusals import later


@dataclass(frozen=True)
class Section:
    """One page, and what somebody must be allowed to see a way to it."""

    endpoint: str
    label: str
    action: OfficeAction


@dataclass(frozen=True)
class Part:
    """A time in the life of a conference, with the pages for it; a face that adds a page adds a line below."""

    label: str
    sections: tuple[Section, ...]

    def open_to(self, may: Callable[[OfficeAction], bool]) -> list[Section]:
        """The pages of this part for somebody who `may` do this and that."""
        return [section for section in self.sections if may(section.action)]

    def holds(self, endpoint: str) -> bool:
        """Whether this page is one of its own."""
        return any(section.endpoint == endpoint for section in self.sections)


PARTS = (
    Part(
        later("Before"),
        (
            Section("office_tables.show", later("Tables"), "read set-up"),
            Section("office_questions.show", later("Questions"), "read set-up"),
            Section("office_conferences.show", later("Settings"), "read set-up"),
            Section("office_print.show", later("Print"), "hold links"),
            Section("office_rehearsals.show", later("Rehearsal"), "set up"),
        ),
    ),
    Part(
        later("On the day"),
        (
            Section("office.links_of", later("Screens and links"), "hold links"),
            Section("office_reading.conference", later("Reflections"), "read reflections"),
            Section("office_cards.show", later("Paper cards"), "type cards"),
        ),
    ),
    Part(
        later("After"),
        (
            Section("office_files.show", later("Take home"), "take files"),
            Section("office_review.show", later("Review"), "read reflections"),
            Section("office_themes.show", later("Themes"), "read evidence"),
            Section("office_codebooks.show", later("Codebooks"), "read reflections"),
            Section("office_agreement.show", later("Agreement"), "read evidence"),
            Section("office_quotes.show", later("Quotes"), "choose quotes"),
            Section("office_keep.show", later("Keep and erase"), "keep and erase"),
        ),
    ),
)
