"""Ready codebooks: whole, in both languages, each idea with its source."""

from __future__ import annotations

import pytest

from reflection_wall.rules import ready
from reflection_wall.rules.codebook import Book, Entry
from reflection_wall.rules.refusals import Unknown

CODES = [pytest.param(book, code, id=f"{book.key}/{code.key}") for book in ready.books() for code in book.codes]


@pytest.mark.parametrize("book", ready.books(), ids=lambda book: book.key)
def test_a_codebook_says_in_both_languages_what_it_is_for_and_where_it_is_from(book: Book) -> None:
    assert [book.name.keys(), book.about.keys()] == [{"en", "fr"}] * 2
    assert book.source


@pytest.mark.parametrize(("book", "code"), CODES)
def test_a_code_says_in_both_languages_what_it_means_and_whose_idea_it_is(book: Book, code: Entry) -> None:
    assert [code.name.keys(), code.definition.keys()] == [{"en", "fr"}] * 2
    assert code.source


@pytest.mark.parametrize(("book", "code"), CODES)
def test_french_has_its_own_spaces_and_quotes(book: Book, code: Entry) -> None:
    for french in (book.about["fr"], code.name["fr"], code.definition["fr"]):
        assert not any(wrong in french for wrong in (" :", " ;", " ?", " !", " »", "« ", "'", '"'))


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("domain-community-practice", ["Domain", "Community", "Practice"]),
        ("perspective-practice", ["New perspective", "New practice"]),
        ("equity", ["Access", "Opportunity", "Inclusion"]),
        ("success-challenge", ["Success", "Challenge"]),
        (
            "slqs",
            [
                *("Building Effective Relationships", "Modeling Commitment to Professional Learning"),
                *("Visionary Leadership", "Leading Learning"),
                "Ensuring First Nations, Métis and Inuit Education for All Students",
                *("School Authority Operations and Resources", "Supporting Effective Governance"),
            ],
        ),
        (
            "lqs",
            [
                *("Fostering Effective Relationships", "Modeling Commitment to Professional Learning"),
                *("Embodying Visionary Leadership", "Leading a Learning Community"),
                "Supporting the Application of Foundational Knowledge about First Nations, Métis and Inuit",
                *("Providing Instructional Leadership", "Developing Leadership Capacity"),
                "Managing School Operations and Resources",
                "Understanding and Responding to the Larger Societal Context",
            ],
        ),
        (
            "cpsel",
            [
                *("Development and Implementation of a Shared Vision", "Instructional Leadership"),
                *("Management and Learning Environment", "Family and Community Engagement"),
                *("Ethics and Integrity", "External Context and Policy"),
            ],
        ),
    ],
)
def test_a_framework_is_there_with_every_name_that_it_has(key: str, names: list[str]) -> None:
    assert [code.name["en"] for code in ready.book(key).codes] == names


def test_no_other_codebook_is_ready() -> None:
    with pytest.raises(Unknown):
        ready.book("../plan")
