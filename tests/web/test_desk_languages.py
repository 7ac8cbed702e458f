"""What is added at the desk on the day says its languages."""

from __future__ import annotations

import pytest
from support.conference import House


def prompts(house: House, label: str) -> list[str]:
    return [prompt["text"] for prompt in house.table(label).looks()["prompts"]]


def test_a_question_in_two_languages_is_read_in_each(house: House) -> None:
    reply = house.desk.asks("POST", "prompts", text={"en": "What next?", "fr": "Et ensuite?"})
    assert reply.status == 201
    assert prompts(house, "14")[-1] == "What next?"
    assert prompts(house, "22")[-1] == "Et ensuite?"


def test_a_question_in_one_language_is_the_conference_s(house: House) -> None:
    assert house.desk.asks("POST", "prompts", text="What next?").status == 201
    assert (prompts(house, "14")[-1], prompts(house, "22")[-1]) == ("What next?", "What next?")


@pytest.mark.parametrize("text", [{}, {"en": " "}, {"en": "Yes?", "fr": ""}, {"xx": "Yes?"}, {"en": "?" * 1001}])
def test_a_question_that_says_nothing_or_too_much_is_refused(house: House, text: dict[str, str]) -> None:
    assert house.desk.asks("POST", "prompts", text=text).status == 422


def test_a_table_is_given_a_language_and_another(house: House) -> None:
    community = house.desk.asks("GET", "room").body["communities"][0]["id"]
    added = house.desk.asks("POST", "tables", label="61", community=community, locale="fr").body
    path = f"tables/{added['id']}"
    table = house.desk.asks("PUT", path, locale="en")
    assert (table.status, table.body["locale"]) == (200, "en")
    assert house.desk.asks("PUT", path, locale="fr").body["locale"] == "fr"
    assert house.desk.asks("PUT", path, locale="xx").status == 422
