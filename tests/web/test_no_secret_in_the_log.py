"""No log ever has a link, a key or a reflection, however much is logged and whatever goes wrong."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import text
from support.conference import SECRET, House
from support.office import OWNER, PASSWORD, Organizer
from support.people import fresh_key
from support.problems import problem

from reflection_wall.rules import keys
from reflection_wall.services.organize import invite
from reflection_wall.store import Unavailable
from reflection_wall.store.writing import Writing

CANARY = "Canary in the mine."


def secrets_in(logged: str, house: House, *client_keys: str) -> list[str]:
    """The secrets that a log tells."""
    derived = [*house.keys.values(), *house.tables.values(), keys.walk_in_key(SECRET, "FALL25", 1, 1)]
    return [each for each in (*derived, *client_keys, SECRET, CANARY) if each in logged]


def test_a_whole_story_leaves_no_secret_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key, form_key = fresh_key(), fresh_key()
    table, visitor = house.table(), house.visitor()
    receipt = table.puts(key, CANARY).body
    for reply in (table.puts(key, CANARY), table.puts(key, CANARY + "!"), table.puts(key, CANARY, 2, consent="quote")):
        assert reply.status in (200, 409)
    table.puts(fresh_key(), CANARY * 200)
    house.desk.judges(house.desk.item(receipt["reference"]), "hide")
    sheet = visitor.opens(f"/t/{table.key}")
    visitor.follows(visitor.sends(sheet.forms[0], key=form_key, text=CANARY))
    for path in (
        f"/w/{house.keys['wall']}",
        f"/d/{house.keys['presenter']}",
        f"/office/{house.keys['organizer']}/tents",
    ):
        visitor.opens(path)
    house.send("GET", f"/api/d/{house.keys['wall']}/changes")
    table.takes_back(key)

    assert secrets_in(caplog.text, house, key, form_key) == []


def test_nor_does_the_story_of_the_office(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link = f"/office/welcome/{invite.set_up(house.store)}"
    owner = Organizer(house.app).accepts(link, email=OWNER, name="Marie")
    app = owner.switches_app_code_on(house)
    invited = owner.invites("jean@example.org", "reviewer")
    cookie = owner.cookies()["office"]
    owner.signs_out()
    owner.signs_in(password="a wrong password")
    owner.signs_in(code=owner.codes[0])
    told = [link, invited, cookie, PASSWORD, "a wrong password", OWNER, app.secret, *owner.codes]

    assert [each for each in told if each.rpartition("/")[2] in caplog.text] == []


def test_a_fault_of_ours_is_logged_without_a_secret(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.store.write(lambda writing: writing.session.execute(text("ALTER TABLE revision RENAME COLUMN text TO other")))
    key = fresh_key()
    reply = house.table().puts(key, CANARY)

    assert reply.status in (500, 503)
    assert "error" in caplog.text.lower()
    assert secrets_in(caplog.text, house, key) == []


def test_a_row_that_breaks_a_promise_is_logged_without_a_word(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.store.write(
        lambda writing: writing.session.execute(text(
            "CREATE TRIGGER no BEFORE INSERT ON revision BEGIN SELECT RAISE(ABORT, 'not today'); END"
        ))
    )  # fmt: skip
    key = fresh_key()
    problem(house.table().puts(key, CANARY), 500)

    assert "not today" in caplog.text
    assert secrets_in(caplog.text, house, key) == []


def test_what_could_not_be_stored_tells_none_of_its_words(house: House) -> None:
    def fails(writing: Writing) -> None:
        writing.session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": CANARY})

    with pytest.raises(Unavailable) as raised:
        house.store.write(fails)

    assert re.findall(CANARY, str(raised.value)) == []
