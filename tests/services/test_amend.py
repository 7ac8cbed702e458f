"""One code of a codebook: added, said anew, moved, retired, and every change taken back."""

from __future__ import annotations

from typing import Any

import pytest
from support.coding import Office

from reflection_wall.rules.refusals import Conflict, Invalid, Unknown
from reflection_wall.services import amend, codebooks
from reflection_wall.services.amend import Place, Words

LAST = Place()


@pytest.fixture(autouse=True)
def _codes(office: Office) -> None:
    """Access, Opportunity, Inclusion."""
    codebooks.adopt(office.store, office.programme_id, "equity")


def tree(office: Office) -> list[tuple[str, str | None]]:
    """The codes and what each stands below, by English names."""
    names = {code["id"]: code["name"]["en"] for code in codes(office)}
    return [(code["name"]["en"], names.get(code["parent"])) for code in codes(office)]


def codes(office: Office) -> list[dict[str, Any]]:
    """The codes of the codebook."""
    with office.store.reading() as session:
        found: list[dict[str, Any]] = codebooks.listed(session, office.programme_id)[0]["codes"]
    return found


def added(office: Office, name: str, place: Place = LAST) -> int:
    """A code of one's own."""
    return amend.add(office.store, office.programme_id, "equity", Words({"en": name}, {"en": "Own."}), place)


def move(office: Office, name: str, below: str | None = None, position: int | None = None) -> Place:
    """Put a code elsewhere."""
    place = Place(office.code(below) if below else None, position)
    return amend.move(office.store, office.programme_id, office.code(name), place)


def test_a_new_code_stands_last_or_where_it_is_put(office: Office) -> None:
    added(office, "Last")
    added(office, "First", Place(position=1))
    added(office, "Below", Place(office.code("Access")))

    assert tree(office) == [
        *(("First", None), ("Access", None), ("Below", "Access")),
        *(("Opportunity", None), ("Inclusion", None), ("Last", None)),
    ]


def test_a_code_moves_with_what_is_below_it_and_back(office: Office) -> None:
    added(office, "Below", Place(office.code("Access")))
    before = tree(office)
    place = move(office, "Access", "Inclusion")
    moved = tree(office)
    amend.move(office.store, office.programme_id, office.code("Access"), place)

    assert moved == [("Opportunity", None), ("Inclusion", None), ("Access", "Inclusion"), ("Below", "Access")]
    assert tree(office) == before


def test_siblings_change_their_order(office: Office) -> None:
    move(office, "Inclusion", position=1)

    assert [name for name, _ in tree(office)] == ["Inclusion", "Access", "Opportunity"]


@pytest.mark.parametrize("below", ["Access", "Below"])
def test_a_code_never_stands_below_itself(office: Office, below: str) -> None:
    added(office, "Below", Place(office.code("Access")))
    with pytest.raises(Invalid):
        move(office, "Access", below)


def test_a_code_moves_no_deeper_than_a_codebook_goes(office: Office) -> None:
    deep = office.code("Access")
    for n in range(5):
        deep = added(office, f"Level {n}", Place(deep))
    with pytest.raises(Invalid):
        added(office, "Too deep", Place(deep))
    with pytest.raises(Invalid):
        move(office, "Access", "Inclusion")


def test_words_are_said_anew_and_taken_back(office: Office) -> None:
    words = Words({"en": "Reach", "fr": "Portée"}, {"en": "Ours."}, "Us")
    code = office.code("Access")
    before = amend.say(office.store, office.programme_id, code, words)
    said = codes(office)[0]
    amend.say(office.store, office.programme_id, code, before)

    assert (said["name"], said["definition"], said["source"]) == (words.name, words.definition, "Us")
    assert codes(office)[0]["name"] == {"en": "Access", "fr": "Accès"}


def test_two_codes_side_by_side_have_two_names(office: Office) -> None:
    with pytest.raises(Conflict):
        added(office, "access")
    with pytest.raises(Conflict):
        amend.say(office.store, office.programme_id, office.code("Access"), Words({"en": "Inclusion"}, {}))
    added(office, "Access", Place(office.code("Inclusion")))

    assert len(codes(office)) == 4


def test_a_code_retires_and_returns(office: Office) -> None:
    code = office.code("Access")
    states = [
        amend.retire(office.store, office.programme_id, code),
        amend.retire(office.store, office.programme_id, code),
        amend.retire(office.store, office.programme_id, code, retired=False),
    ]

    assert (states, codes(office)[0]["retired"]) == ([False, True, True], False)


def test_what_is_not_there_is_unknown(office: Office) -> None:
    words = Words({"en": "x"}, {})
    for attempt in (
        lambda: amend.add(office.store, office.programme_id, "slqs", words),
        lambda: amend.say(office.store, office.programme_id, 99, words),
        lambda: amend.say(office.store, office.programme_id + 1, office.code("Access"), words),
        lambda: amend.retire(office.store, office.programme_id, 99),
        lambda: amend.move(office.store, office.programme_id, office.code("Access"), Place(99)),
    ):
        with pytest.raises(Unknown):
            attempt()
