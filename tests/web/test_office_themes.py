"""Proposals of themes on their page: by likeness of meaning with the extra, by shared words without it."""

from __future__ import annotations

import re

import pytest
from support.conference import CODE, House
from support.office import Organizer
from support.visitor import Page

from reflection_wall.rules import likeness
from reflection_wall.services import meaning

there = pytest.mark.skipif(not meaning.installed(), reason="the extra themes has no wheel for this machine")

LANGUAGE = [
    "Elders teach our students the Cree language.",
    "Indigenous languages need speakers in every classroom.",
    "Our students learn traditional culture from Elders.",
    "We bring Indigenous culture into the classroom.",
    "Children speak their own language with grandparents.",
    "Elders share stories in their native language.",
]
MONEY = [
    "The school budget was cut again this year.",
    "The budget for small schools falls every year.",
    "The budget has no money for repairs.",
    "Transport costs eat up the district budget.",
    "Our budget has no money for new buses.",
    "The district budget pays the heating costs.",
]


@pytest.fixture
def owner(house: House) -> Organizer:
    """The owner of the office."""
    return Organizer(house.app).sets_up(house)


def shared(house: House, *labels: str) -> list[set[str]]:
    """Both topics, one after the other, from these tables in turn; the ids of each."""
    every = [text for pair in zip(LANGUAGE, MONEY, strict=True) for text in pair]
    for n, text in enumerate(every):
        house.table(labels[n // 2 % len(labels)]).shares(text)
    ids = {item["text"]: item["id"] for item in house.desk.items()}
    return [{ids[text] for text in topic} for topic in (LANGUAGE, MONEY)]


def looked_for(owner: Organizer, lang: str = "en") -> Page:
    """The page with its proposals."""
    return owner.opens(f"/office/c/{CODE}/themes?proposals=1&lang={lang}")


def groups(page: Page) -> list[set[str]]:
    """The reflections of each proposal."""
    return [set(form.fields["reflections"].split()) for form in page.forms if "/take" in form.action]


@there
def test_two_topics_come_out_as_two_groups_with_their_words(house: House, owner: Organizer) -> None:
    topics = shared(house, "14", "9")
    page = looked_for(owner)
    terms = re.findall(r'<ul class="terms">(.*?)</ul>', page.html)

    assert sorted(groups(page), key=sorted) == sorted(topics, key=sorted)
    assert [any(word in each for each in terms) for word in ("Elders", "budget")] == [True, True]
    assert "Made by likeness of meaning" in page.text


@there
def test_the_same_room_is_grouped_the_same_every_time(house: House, owner: Organizer) -> None:
    shared(house, "14", "9")

    assert looked_for(owner).html.partition("<main")[2] == looked_for(owner).html.partition("<main")[2]


@there
def test_one_table_alone_makes_no_group(house: House, owner: Organizer) -> None:
    shared(house, "14")
    page = looked_for(owner)

    assert groups(page) == []
    assert "Nothing stands out among them." in page.text


@there
def test_nothing_said_yet_is_nothing_proposed(owner: Organizer) -> None:
    assert "Nothing stands out among them." in looked_for(owner).text


@there
def test_of_too_many_the_page_says_how_many_made_the_groups(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(house, "14", "9")
    monkeypatch.setattr(likeness, "COMPARED", 10)

    assert "too many to compare each with each: 10 of them" in looked_for(owner).text


def test_without_the_extra_shared_words_make_the_groups(
    house: House, owner: Organizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    language, _ = shared(house, "14", "9")
    page = looked_for(owner)

    assert "Made by shared words" in page.text
    assert "Rapprochées par les mots partagés" in looked_for(owner, "fr").text
    assert any("budget" in each for each in re.findall(r'<ul class="terms">(.*?)</ul>', page.html))
    assert language not in groups(page)
