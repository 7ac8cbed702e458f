"""What the office made of the reflections: in the organizers' own files whole, and in nobody else's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.coding import Office, opened
from support.conference import CODE, House
from support.opened import everything
from support.people import fresh_key
from support.shell import Shell

from reflection_wall.models import Organizer
from reflection_wall.rules.agreement import kappa
from reflection_wall.services import agree, code, codebooks, memo
from reflection_wall.services.agree import Asked
from reflection_wall.services.code import Seen

CANARY = "Ask the second table, 🍁 please.\n\nAnd soon."


@pytest.fixture
def office(house: House) -> Office:
    """Two coders with a codebook."""
    found = opened(house)
    codebooks.adopt(found.store, found.programme_id, "equity")
    return found


def told(shell: Shell, *options: str) -> Any:
    """The whole document for programs."""
    return shell("export", CODE, "--format", "json", *options).json


def notes(office: Office, reflection: str, text: str = CANARY) -> None:
    """Anna writes a memo."""
    memo.add(office.store, office.programme_id, office.anna, reflection, text)


def grouped(house: House, name: str, *reflections: str) -> None:
    """A person makes a theme of reflections."""
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name=name)
    for each in reflections:
        assert house.desk.asks("PUT", f"reflections/{each}/theme", theme=theme).status in (200, 204)


def test_a_reflection_brings_its_theme_and_its_memos(office: Office, shell: Shell) -> None:
    first, second = office.shared("We visit."), office.shared("We wait.")
    grouped(office.house, "Visits", first)
    notes(office, second)
    notes(office, second, "Done.")

    assert [(row["theme"], row["memos"]) for row in told(shell)["reflections"]] == [
        ("Visits", None),
        (None, f"Anna: {CANARY}\n\nAnna: Done."),
    ]


def test_memos_stand_alone_with_who_wrote_them_and_when(office: Office, shell: Shell) -> None:
    office.shared("We visit.")
    notes(office, office.shared("We wait."))
    document = told(shell)

    assert document["memos"] == [
        {
            "place": 2,
            "reference": document["reflections"][1]["reference"],
            "by": "Anna",
            "text": CANARY,
            "written_at": "2025-11-05T16:00:00.000Z",
        }
    ]


def test_themes_are_counted_one_by_one(office: Office, shell: Shell) -> None:
    grouped(office.house, "Visits", office.shared("We visit."), office.shared("We too.", "22"))
    grouped(office.house, "Nothing yet")

    assert told(shell)["themes"] == [
        {"position": 1, "theme": "Visits", "reflections": 2, "tables": 2, "communities": 2},
        {"position": 2, "theme": "Nothing yet", "reflections": 0, "tables": 0, "communities": 0},
    ]


def test_agreement_can_be_reckoned_from_the_files_alone(office: Office, shell: Shell) -> None:
    found = [office.shared(f"Reflection {n}.") for n in range(10)]
    office.gives(office.anna, "Access", *found[:3])
    office.gives(office.ben, "Access", found[0], *found[4:6])
    for coder, read in ((office.anna, found), (office.ben, found[:8])):
        code.done(office.store, office.programme_id, coder, [Seen(each) for each in read], "equity")
    document = told(shell)
    judged = {name: {row["place"] for row in document["judged"] if row["coder"] == name} for name in ("Anna", "Ben")}
    yes = {(row["coder"], row["place"]) for row in document["codings"] if row["code"] == "Access"}
    both = sorted(judged["Anna"] & judged["Ben"])
    reckoned = kappa(*([(name, place) in yes for place in both] for name in judged))
    with office.store.reading() as session:
        asked = Asked(office.programme_id, "equity", (office.anna, office.ben))
        shown = agree.agreement(session, asked)

    assert len(both) == shown["units"] == 8
    assert reckoned == shown["codes"][0]["kappa"]


def test_a_coder_has_judged_what_they_gave_a_code_or_are_done_with(office: Office, shell: Shell) -> None:
    first, second = office.shared("We visit."), office.shared("We wait.")
    office.gives(office.anna, "Access", first)
    code.done(office.store, office.programme_id, office.ben, [Seen(second)], "equity")

    assert [(row["place"], row["coder"], row["codebook"], row["done"]) for row in told(shell)["judged"]] == [
        (1, "Anna", "Equity", False),
        (2, "Ben", "Equity", True),
    ]


def test_a_judgement_goes_with_its_words(office: Office, shell: Shell) -> None:
    key = fresh_key()
    reference = office.house.table().puts(key, "We visit.").body["reference"]
    reflection = office.house.desk.item(reference)["id"]
    code.done(office.store, office.programme_id, office.anna, [Seen(reflection)], "equity")
    office.house.table().puts(key, "We visit.", 2, consent="quote")
    same = told(shell)["judged"]
    office.house.table().puts(key, "Other words.", 3)

    assert (len(same), told(shell)["judged"]) == (1, [])


def test_coders_of_one_name_are_told_apart(office: Office, shell: Shell) -> None:
    office.store.write(lambda writing: setattr(writing.session.get_one(Organizer, office.ben), "name", "Anna"))
    reflection = office.shared("We visit.")
    for coder in (office.anna, office.ben):
        office.gives(coder, "Access", reflection)

    assert [row["coder"] for row in told(shell)["codings"]] == ["Anna", "Anna (2)"]


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
def test_nothing_of_it_is_passed_on(office: Office, shell: Shell, tmp_path: Path, scope: str) -> None:
    reference = office.house.table().shares("We visit.", consent="quote")["reference"]
    reflection = office.house.desk.item(reference)["id"]
    notes(office, reflection, "Canary.")
    grouped(office.house, "Visits", reflection)
    code.done(office.store, office.programme_id, office.anna, [Seen(reflection)], "equity")
    shell("export", CODE, "--format", "zip", scope, "-o", str(tmp_path / "out"))
    document = told(shell, scope)

    assert "Canary" not in everything((tmp_path / "out").read_bytes())
    assert {"theme", "memos"} & {*document["columns"], *document["reflections"][0]} == set()
    assert {"themes", "judged", "memos"} & {*document} == set()
    assert "Visits" not in json.dumps(document)
