"""A refusal is one clear sentence in the visitor's language: problem JSON for the API, a page for people."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.people import fresh_key
from support.problems import problem

ENGLISH = {
    404: "This link is not known here. It may have been renewed: please scan the code again.",
    410: "This reflection was taken back and cannot be sent again.",
    422: "Please write a few words first.",
}


def test_an_address_that_does_not_exist_is_a_problem(house: House) -> None:
    assert problem(house.send("GET", "/api/nothing"), 404)["detail"] == ENGLISH[404]


def test_a_method_that_does_not_exist_is_a_problem(house: House) -> None:
    reply = house.send("POST", f"/api/t/{house.tables['14']}", {})
    problem(reply, 405)

    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_fault_of_ours_is_a_problem_and_tells_nothing(house: House) -> None:
    with house.store.reading() as session:
        session.connection().exec_driver_sql("PRAGMA query_only=OFF")
        session.connection().exec_driver_sql("DROP TABLE stage")
        session.commit()
    said = problem(house.send("GET", f"/api/w/{house.keys['wall']}/changes"), 500)

    assert said["detail"] == "Something went wrong here, not on your side. Please try again in a moment."


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "reflections/{}/verdict", {"deed": "hide", "version": 1}),
        ("PUT", "reflections/{}/theme", {"theme": None}),
        ("PUT", "reflections/{}/translation", {"text": "Ensuite.", "lang": "fr", "version": 1}),
        ("POST", "reflections/{}/note", {"text": "Who were you?"}),
    ],
    ids=["verdict", "theme", "translation", "note"],
)
def test_a_reflection_that_is_not_there_is_not_taken_for_a_link(
    house: House, method: str, path: str, body: dict[str, Any]
) -> None:
    said = problem(house.desk.asks(method, path.format("nowhere"), **body), 404)

    assert said["detail"] == "There is no such reflection here."


def test_a_table_cannot_tell_what_is_hidden_from_what_never_was(house: House) -> None:
    hidden = house.desk.item(house.table("22").shares("Ensuite.")["reference"])
    house.desk.judges(hidden, "hide")
    marks = f"/api/t/{house.tables['14']}/resonance/{{}}"
    said = [problem(house.send("PUT", marks.format(each)), 404)["detail"] for each in (hidden["id"], "nowhere")]

    assert said == ["There is no such reflection here."] * 2


@pytest.mark.parametrize("path", ["/nothing", "/t/unknown", "/w/unknown", "/d/unknown", "/office/unknown"])
def test_people_get_a_page(house: House, path: str) -> None:
    reply = house.send("GET", path)

    assert (reply.status, reply.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert ENGLISH[404] in reply.body


def test_a_code_that_nobody_has_is_named_as_it_was_typed(house: House) -> None:
    assert "No conference has the code Open." in house.send("GET", "/c/Open").body
    assert "n’a le code Open." in house.send("GET", "/c/Open?lang=fr").body


@pytest.mark.parametrize("typed", ["%01", "%E2%80%AE", "%EF%BB%BF"])
def test_a_code_of_nothing_is_named_as_nothing(house: House, typed: str) -> None:
    reply = house.send("GET", f"/c/{typed}?lang=fr")

    assert (reply.status, "Project-Id-Version" in reply.body) == (404, False)


@pytest.mark.parametrize("field", ["Open", "\u202e", "", "%(field)s", "<b>"])
def test_a_field_that_does_not_exist_is_named_as_it_was_sent(house: House, field: str) -> None:
    said = problem(house.table("22").puts(fresh_key(), **{field: 1}), 422, "errors")

    shown = field.replace("\u202e", "")
    assert said["errors"] == {shown: f"Il n’y a pas de champ appelé «\u00a0{shown}\u00a0»."}


def test_a_french_browser_is_refused_in_french(house: House) -> None:
    path, headers = f"/api/t/{fresh_key()}", {"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5"}

    assert problem(house.send("GET", path, headers=headers), 404)["detail"] != ENGLISH[404]


def test_a_french_table_is_refused_in_french_whatever_the_browser_says(house: House) -> None:
    path = f"/api/t/{house.tables['22']}/reflections/{fresh_key()}"
    body = {"text": " ", "revision": 1}
    said = problem(house.send("PUT", path, body, headers={"Accept-Language": "en"}), 422, "errors")

    assert said["errors"]["text"] != ENGLISH[422]


def test_an_english_table_is_refused_in_french_when_its_phone_asks_for_it(house: House) -> None:
    key = fresh_key()
    house.table("14").takes_back(key)
    path = f"/api/t/{house.tables['14']}/reflections/{key}?lang=fr"

    assert problem(house.send("PUT", path, {"text": "x", "revision": 1}), 410)["detail"] != ENGLISH[410]


def test_a_language_that_we_do_not_speak_is_answered_in_english(house: House) -> None:
    headers = {"Accept-Language": "de, es;q=0.5"}

    assert problem(house.send("GET", f"/api/t/{fresh_key()}?lang=de", headers=headers), 404)["detail"] == ENGLISH[404]
