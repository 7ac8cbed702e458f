"""The words of a conference: from what its tables have shared to what walls are told, counted once for each number."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from support.conference import House
from support.people import fresh_key

from reflection_wall.rules import keyness
from reflection_wall.rules.keyness import Said, Term
from reflection_wall.services.words import Words

TEXT = "Our neighbours’ kitchens."


class Moment:
    """A process's own clock, that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        """Let time go by."""
        self.now += seconds


@pytest.fixture
def moment() -> Moment:
    """The clock that counts grow old by."""
    return Moment()


@pytest.fixture
def words(moment: Moment) -> Words:
    """Nothing counted yet."""
    return Words(moment)


def told(house: House, words: Words) -> dict[str, int]:
    """Each telling word, and how many tables said it."""
    return {each["term"]: each["tables"] for each in words.telling(house.store, house.conference_id)["words"]}


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that somebody really counts."""
    real, counted = keyness.telling, []

    def telling(said: list[Said], *others: Any) -> list[Term]:
        counted.append(len(said))
        return real(said, *others)

    monkeypatch.setattr(keyness, "telling", telling)
    return counted


def test_words_come_with_their_number_and_lead_to_their_reflections(house: House, words: Words) -> None:
    house.table("14").shares("Trust the neighbours.", lang="en-CA")
    house.table("22").shares("Nos neighbours.", headline="Confiance", lang="fr")
    items = {item["text"]: item["id"] for item in house.wall.frame()["items"]}
    answer = words.telling(house.store, house.conference_id)

    assert (answer["epoch"], answer["head"]) == (house.wall.frame()["epoch"], house.head())
    assert {**answer["words"][0], "weight": answer["words"][0]["weight"] > 0} == {
        "term": "neighbours",
        "lang": "en",
        "tables": 2,
        "weight": True,
        "items": (items["Trust the neighbours."], items["Nos neighbours."]),
        "forms": ("neighbours",),
    }
    assert {each["term"]: each["lang"] for each in answer["words"]} == {
        "neighbours": "en",
        "Trust": "en",
        "Confiance": "fr",
    }


@pytest.mark.parametrize("way", ["guarded", "off the wall", "held", "hidden", "withdrawn", "late", "flagged", "muted"])
def test_what_walls_may_not_show_is_not_counted(house: House, words: Words, way: str) -> None:
    key, table = fresh_key(), house.table("9" if way == "guarded" else "14")
    if way == "held":
        house.desk.sets(moderation="hold")
    if way == "late":
        house.desk.prompt(1, "closed")
    flagged = " 780-555-0134" if way == "flagged" else ""
    assert table.puts(key, TEXT + flagged, on_wall=way != "off the wall").status == 201
    item = house.desk.items()[0]
    if way == "hidden":
        house.desk.judges(item, "hide")
    if way == "withdrawn":
        table.takes_back(key)
    if way == "muted":
        house.send("PUT", f"/api/d/{house.keys['presenter']}/tables/{item['table_id']}", {"muted": True})

    assert told(house, words) == {}


def test_an_edit_that_waits_is_not_counted_and_the_judged_wording_is(house: House, words: Words) -> None:
    key = fresh_key()
    house.table().puts(key, "Kitchens")
    house.desk.sets(moderation="hold")
    house.table().puts(key, "Canaries", 2)

    assert told(house, words) == {"Kitchens": 1}


def test_what_was_hidden_meanwhile_counts_no_more(house: House, words: Words) -> None:
    receipt = house.table().shares(TEXT)
    before = told(house, words)
    house.desk.judges(house.desk.item(receipt["reference"]), "hide")

    assert (before.keys(), told(house, words)) == ({"kitchens", "neighbours"}, {})


def test_what_was_asked_in_any_language_and_any_round_tells_nothing(house: House, words: Words) -> None:
    for label in ("14", "22"):
        house.table(label).shares("Quelle équipe! A group appris, do it about kitchens: learned.")

    assert told(house, words) == {"kitchens": 2, "équipe": 2}


def test_what_purposes_and_about_say_already_weighs_less(house: House, words: Words) -> None:
    for label in ("14", "22"):
        house.table(label).shares("Kitchens. Travail. Visit.")
    found = {each["term"]: each["weight"] for each in words.telling(house.store, house.conference_id)["words"]}

    assert found["Kitchens"] > found.get("Travail", 0)
    assert found["Kitchens"] > found.get("Visit", 0)


def test_no_word_of_another_conference_is_told(house: House, words: Words) -> None:
    house.table().shares(TEXT)

    with pytest.raises(Exception, match="No row"):
        words.telling(house.store, house.conference_id + 1)


def test_ten_walls_that_ask_cost_one_count(house: House, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    house.table().shares(TEXT)
    counted, together = counting(monkeypatch), threading.Barrier(10)

    def ask() -> dict[str, Any]:
        together.wait()
        return words.telling(house.store, house.conference_id)

    with ThreadPoolExecutor(10) as walls:
        answers = [each.result() for each in [walls.submit(ask) for _ in range(10)]]

    assert counted == [1]
    assert all(answer == answers[0] for answer in answers)


def test_another_number_or_epoch_is_counted_anew(
    house: House, words: Words, monkeypatch: pytest.MonkeyPatch, moment: Moment
) -> None:
    counted = counting(monkeypatch)
    house.table().shares(TEXT)
    told(house, words)
    house.table().shares(TEXT)
    moment.passes(5)
    told(house, words)
    house.set(epoch="ffffffff")
    told(house, words)

    assert counted == [1, 2, 2]


def test_a_count_serves_for_a_while_and_says_that_there_is_more(
    house: House, words: Words, monkeypatch: pytest.MonkeyPatch, moment: Moment
) -> None:
    counted = counting(monkeypatch)
    house.table().shares(TEXT)
    first = words.telling(house.store, house.conference_id)
    house.table().shares(TEXT)
    moment.passes(4.9)
    second = words.telling(house.store, house.conference_id)

    assert (counted, first["fresh"], second) == ([1], True, {**first, "fresh": False})


def test_what_was_hidden_is_counted_no_more_at_once(house: House, words: Words) -> None:
    for label in ("14", "22"):
        house.table(label).shares(TEXT)
    told(house, words)
    for item in house.desk.items():
        house.desk.judges(item, "hide")

    assert told(house, words) == {}


def test_what_only_desk_and_table_hear_of_costs_no_count(
    house: House, words: Words, monkeypatch: pytest.MonkeyPatch, moment: Moment
) -> None:
    counted = counting(monkeypatch)
    house.table().shares(TEXT)
    told(house, words)
    other, item = house.table("22"), house.desk.items()[0]
    other.send("PUT", f"/api/t/{other.key}/resonance/{item['id']}", {})
    moment.passes(60)
    told(house, words)

    assert counted == [1]


def test_a_count_that_failed_is_tried_again(house: House, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    house.table().shares("Kitchens")
    with monkeypatch.context() as broken:
        broken.setattr(keyness, "telling", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            told(house, words)

    assert told(house, words) == {"Kitchens": 1}
