"""Codebooks of a programme: adopted, imported, described, dropped; what was given is never lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from support.coding import Office
from support.conference import SECRET

from reflection_wall.exports import qdc
from reflection_wall.rules import keys, ready
from reflection_wall.rules.codebook import BadCodebook, Book, Entry, guid
from reflection_wall.rules.codebook_qdc import read
from reflection_wall.rules.refusals import Conflict, Invalid, Unknown
from reflection_wall.services import codebooks
from reflection_wall.services.codebooks import Words


def own(*codes: Entry, key: str = "own") -> Book:
    """A codebook from a file."""
    return Book(key, {"en": "Own"}, {"en": "About."}, "Us", codes)


def entry(key: str, parent: str | None = None) -> Entry:
    """A code of such a codebook."""
    return Entry(key, {"en": key}, {}, "", parent)


def listed(office: Office) -> list[dict[str, Any]]:
    """The codebooks of the programme."""
    with office.store.reading() as session:
        return codebooks.listed(session, office.programme_id)


def test_an_adopted_codebook_has_all_that_the_ready_one_has(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "value-creation")
    with office.store.reading() as session:
        (found,) = codebooks.books(session, office.programme_id)

    assert found == ready.book("value-creation")
    assert [each["origin"] for each in listed(office)] == ["value-creation"]


def test_a_codebook_is_adopted_once(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "equity")
    with pytest.raises(Conflict):
        codebooks.adopt(office.store, office.programme_id, "equity")


def test_codes_stand_below_codes(office: Office) -> None:
    codebooks.take_in(office.store, office.programme_id, [own(entry("a"), entry("b"), entry("a1", "a"))])
    (book,) = listed(office)
    numbers = {code["key"]: code["id"] for code in book["codes"]}

    assert [(code["key"], code["parent"]) for code in book["codes"]] == [
        *(("a", None), ("a1", numbers["a"]), ("b", None)),
    ]


def test_all_codebooks_of_a_file_come_in_or_none(office: Office) -> None:
    with pytest.raises(BadCodebook):
        codebooks.take_in(office.store, office.programme_id, [own(entry("a")), own(entry("a", "z"), key="two")])

    assert listed(office) == []


@pytest.mark.parametrize("key", ["own", "equity"])
def test_an_imported_codebook_takes_nobody_s_place(office: Office, key: str) -> None:
    codebooks.take_in(office.store, office.programme_id, [own(entry("a"))])
    (made,) = codebooks.take_in(office.store, office.programme_id, [own(entry("a"), key=key)])

    assert made != key
    assert len(listed(office)) == 2


def identities(office: Office) -> list[str]:
    """The GUID of every codebook and every code of the programme."""
    with office.store.reading() as session:
        found = codebooks.books(session, office.programme_id)
    return [each for book in found for each in (guid(book.key), *(guid(book.key, code.key) for code in book.codes))]


def test_a_codebook_that_comes_back_twice_has_identities_of_its_own(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "equity")
    file = qdc.of_books([ready.book("equity")])
    for _ in range(2):
        codebooks.take_in(office.store, office.programme_id, read(file, "equity.qdc"))

    assert len(set(identities(office))) == len(identities(office)) == 3 * 4


def test_a_code_keeps_its_place_below_another_whatever_its_key_becomes(office: Office) -> None:
    above, below = str(uuid.uuid4()), str(uuid.uuid4())
    for key in ("one", "two"):
        codebooks.take_in(office.store, office.programme_id, [own(entry(above), entry(below, above), key=key)])

    for book in listed(office):
        first, second = book["codes"]
        assert (first["parent"], second["parent"]) == (None, first["id"])


def test_a_file_of_many_codebooks_may_name_one_code_twice(office: Office) -> None:
    same = str(uuid.uuid4())
    codebooks.take_in(office.store, office.programme_id, [own(entry(same)), own(entry(same), key="two")])

    assert len(set(identities(office))) == 4


def test_a_codebook_that_came_by_file_is_not_adopted_once_more(office: Office) -> None:
    codebooks.take_in(office.store, office.programme_id, read(qdc.of_books([ready.book("equity")]), "equity.qdc"))
    with pytest.raises(Conflict):
        codebooks.adopt(office.store, office.programme_id, "equity")


def test_a_codebook_that_came_by_file_keeps_the_identities_of_the_file(office: Office) -> None:
    codebooks.take_in(office.store, office.programme_id, read(qdc.of_books([ready.book("equity")]), "equity.qdc"))

    assert identities(office)[1:] == [guid("equity", each.key) for each in ready.book("equity").codes]


def test_what_a_codebook_is_called_can_be_said_anew_and_taken_back(office: Office) -> None:
    made = codebooks.create(office.store, office.programme_id, Words({"fr": "Nos codes"}, {}))
    before = codebooks.describe(office.store, office.programme_id, made, Words({"en": "Ours"}, {"en": "About."}, "Us"))
    renamed = listed(office)[0]["name"]
    codebooks.describe(office.store, office.programme_id, made, before)

    assert (renamed, listed(office)[0]["name"]) == ({"en": "Ours"}, {"fr": "Nos codes"})


def test_a_codebook_has_a_name(office: Office) -> None:
    with pytest.raises(Invalid):
        codebooks.create(office.store, office.programme_id, Words({"en": " "}, {}))


def test_a_codebook_nobody_used_can_be_dropped_and_taken_in_again(office: Office) -> None:
    codebooks.take_in(office.store, office.programme_id, [own(entry("a"), entry("a1", "a"))])
    dropped = codebooks.drop(office.store, office.programme_id, "own")
    gone = listed(office)
    codebooks.take_in(office.store, office.programme_id, [dropped])

    assert (gone, [code["key"] for code in listed(office)[0]["codes"]]) == ([], ["a", "a1"])


def test_what_was_given_to_an_invented_reflection_is_not_counted(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "equity")
    office.house.table().puts(keys.rehearsal_key(SECRET), "Invented.")
    office.gives(office.anna, "Access", office.house.desk.items()[0]["id"])

    assert [code["given"] for code in listed(office)[0]["codes"]] == [0, 0, 0]


def test_a_codebook_whose_code_was_given_stays(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "equity")
    office.gives(office.anna, "Access", office.shared("We visit."))
    with pytest.raises(Conflict):
        codebooks.drop(office.store, office.programme_id, "equity")

    assert [code["given"] for code in listed(office)[0]["codes"]] == [1, 0, 0]


def test_another_programme_s_codebook_is_unknown(office: Office) -> None:
    codebooks.adopt(office.store, office.programme_id, "equity")
    with pytest.raises(Unknown):
        codebooks.drop(office.store, office.programme_id + 1, "equity")
    with pytest.raises(Unknown):
        codebooks.adopt(office.store, office.programme_id + 1, "slqs")
    with office.store.reading() as session:
        assert codebooks.listed(session, office.programme_id + 1) == []
