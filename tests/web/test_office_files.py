"""Take home: every file from the office's page, for whom it is made, and the list of what has left."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from pypdf import PdfReader
from support.conference import CODE, SECRET, House
from support.evidence import coded
from support.office import OWNER, Organizer
from werkzeug.test import TestResponse

from reflection_wall.models import Departure
from reflection_wall.rules import keys
from reflection_wall.services import depart

PATH = f"/office/c/{CODE}/files"
MARIE = f"Marie Tremblay <{OWNER}>"
FIRST_BYTES = {
    "csv": "\ufeff".encode(),
    "json": b"{",
    "xlsx": b"PK",
    "docx": b"PK",
    "pdf": b"%PDF",
    "qdpx": b"PK",
    "qdc": b"<?xml",
    "zip": b"PK",
    "verdicts": "\ufeff".encode(),
}


@pytest.fixture
def owner(house: House) -> Organizer:
    """Marie, who set the office up."""
    return Organizer(house.app).sets_up(house)


@pytest.fixture
def said(house: House) -> None:
    """One reflection of each consent, and a hidden one."""
    for consent in ("wall", "report", "quote"):
        house.table().shares(f"Consent {consent}.", consent=consent)
    house.table().shares("Hidden.", consent="quote")
    house.desk.judges(next(item for item in house.desk.items() if item["text"] == "Hidden."), "hide")


def takes(owner: Organizer, **form: str) -> TestResponse:
    """The file that comes when the form is sent like this."""
    token = keys.form_token(SECRET, owner.cookies()["office"])
    return owner._client.post(PATH, data={"token": token, **form}, headers={"Origin": owner.origin}, buffered=True)


def left(house: House) -> list[tuple[str, str, int]]:
    """The access log."""
    with house.store.reading() as session:
        return [(each["by"], each["what"], each["reflections"]) for each in depart.listed(session, house.conference_id)]


def test_the_big_button_brings_the_spreadsheet_with_every_word(house: House, owner: Organizer, said: None) -> None:
    button = owner.opens(PATH).form("", 1)
    reply = takes(owner, kind=button.fields["kind"], scope=button.fields["scope"])
    book = openpyxl.load_workbook(io.BytesIO(reply.data))
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}

    assert {f"Consent {each}." for each in ("wall", "report", "quote")} <= words
    assert "Hidden." not in words
    assert "filename=FALL25-2025-11-05.xlsx" in reply.headers["Content-Disposition"]


@pytest.mark.parametrize("kind", FIRST_BYTES)
def test_every_file_comes_whole_and_is_what_it_says(house: House, owner: Organizer, said: None, kind: str) -> None:
    coded(house, (house.desk.items()[0]["reference"], "Trust", None))
    reply = takes(owner, kind=kind)

    assert reply.status_code == 200
    assert reply.data.startswith(FIRST_BYTES[kind])
    assert reply.content_length == len(reply.data)
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["csv", "json", "zip", "qdpx"])
@pytest.mark.parametrize("scope", ["share", "anonymous"])
def test_what_may_be_passed_on_has_no_word_for_the_room_alone(
    house: House, owner: Organizer, said: None, kind: str, scope: str
) -> None:
    data = takes(owner, kind=kind, scope=scope).data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())

    assert (b"Consent quote." in data, b"Consent wall." in data, b"Hidden." in data) == (True, False, False)


def test_what_is_hidden_comes_only_when_it_is_asked_for(owner: Organizer, said: None) -> None:
    found = [b"Hidden." in takes(owner, kind="csv", scope=scope).data for scope in ("own", "all", "share")]

    assert found == [False, True, False]


def test_a_report_is_made_to_be_passed_on_whatever_was_chosen(house: House, owner: Organizer, said: None) -> None:
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(takes(owner, kind="pdf", scope="own").data)).pages
    )

    assert ("Consent quote." in text, "Consent wall." in text) == (True, False)


def test_each_file_is_noted_with_who_took_what_and_how_much(house: House, owner: Organizer, said: None) -> None:
    takes(owner)
    takes(owner, kind="csv", scope="share")
    page = owner.opens(PATH)

    assert left(house) == [(MARIE, "csv, share", 2), (MARIE, "xlsx, own", 3)]
    assert f"{MARIE} Plain table (CSV)May be shared2" in page.text


def test_two_of_one_name_are_two_in_the_list(house: House, owner: Organizer, said: None) -> None:
    other = Organizer(house.app)
    other.accepts(owner.invites("m.tremblay@example.org", "organizer"), name="Marie Tremblay")
    takes(owner)
    takes(other)

    assert [by for by, *_ in left(house)] == ["Marie Tremblay <m.tremblay@example.org>", MARIE]


def test_what_cannot_be_noted_does_not_leave(
    house: House, owner: Organizer, said: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Departure, "__init__", full)
    reply = takes(owner)

    assert (reply.status_code, b"PK" in reply.data[:4]) == (500, False)


@pytest.mark.parametrize(
    ("kind", "scope", "sentence"),
    [
        ("qdc", "own", "no code"),
        ("exe", "own", "choose one of the files"),
        ("csv", "everybody", "choose one of the files"),
        ("verdicts", "share", "log is not passed on"),
    ],
)
def test_a_file_that_there_is_not_is_one_sentence_and_nothing_is_noted(
    house: House, owner: Organizer, kind: str, scope: str, sentence: str
) -> None:
    reply = takes(owner, kind=kind, scope=scope)

    assert (reply.status_code, sentence in reply.get_data(as_text=True), left(house)) == (422, True, [])


def test_nothing_leaves_once_the_account_has_ended_while_the_file_was_made(
    house: House, owner: Organizer, said: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = house.store.aside

    def meanwhile(work: object) -> object:
        answer = aside(work)  # type: ignore[arg-type]
        owner.signs_out()
        return answer

    monkeypatch.setattr(type(house.store), "aside", lambda _, work: meanwhile(work))
    reply = takes(owner)

    assert (reply.status_code, left(house)) == (303, [])


def test_how_many_may_be_quoted_stands_on_top(house: House, owner: Organizer, said: None) -> None:
    assert "2 of 3 may be quoted" in owner.opens(PATH).text
    assert OWNER in owner.opens(PATH).text
