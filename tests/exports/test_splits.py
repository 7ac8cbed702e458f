"""Of what the groups speak: by region, by their own word, by code; never a number that points at a few."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from support.coding import Office, opened
from support.conference import CODE, House
from support.people import fresh_key
from support.shell import Shell

from reflection_wall.services import agree, codebooks


@pytest.fixture
def office(house: House) -> Office:
    """Two coders with a codebook."""
    found = opened(house)
    codebooks.adopt(found.store, found.programme_id, "equity")
    return found


def report(shell: Shell, tmp_path: Path, *options: str) -> Document:
    """The report."""
    said = shell("export", CODE, "--format", "docx", *options, "-o", str(tmp_path / "out.docx"))
    assert said.status == 0, said.err
    return docx.Document(str(tmp_path / "out.docx"))


def grids(found: Document) -> dict[str, dict[str, list[str]]]:
    """Every table by its first heading, as rows by their first column."""
    return {
        table.rows[0].cells[0].text: {
            row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows[1:]
        }
        for table in found.tables
    }


def words(found: Document) -> list[str]:
    """Every paragraph."""
    return [each.text for each in found.paragraphs]


def test_perspectives_and_practices_are_counted_apart(house: House, shell: Shell, tmp_path: Path) -> None:
    for kind, many in (("perspective", 6), ("practice", 7), (None, 5)):
        for n in range(many):
            house.table().shares(f"{kind} {n}.", kind=kind, consent="wall")

    assert grids(report(shell, tmp_path))["What the group calls it"] == {
        "A new perspective": ["6"],
        "A new practice": ["7"],
        "Both": ["0"],
        "The group has not said": ["5"],
    }


def test_a_kind_of_a_few_is_not_told_nor_found_by_subtracting(house: House, shell: Shell, tmp_path: Path) -> None:
    for kind, many in (("perspective", 2), ("practice", 7), ("both", 9)):
        for n in range(many):
            house.table().shares(f"{kind} {n}.", kind=kind)
    told = grids(report(shell, tmp_path))["What the group calls it"]

    assert (told["A new perspective"], told["A new practice"], told["Both"]) == (["not told"], ["not told"], ["9"])


def test_a_quote_says_what_its_group_calls_it(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("We listen.", kind="practice", consent="quote")
    house.table().shares("We see.", kind="perspective", consent="report")
    said = words(report(shell, tmp_path))

    assert "— Rural leaders · A new practice" in said
    assert "— A group that is not named · A new perspective" in said


def test_codes_are_counted_and_no_few(office: Office, shell: Shell, tmp_path: Path) -> None:
    found = [office.shared(f"Reflection {n}.") for n in range(9)]
    office.gives(office.anna, "Access", *found[:6])
    office.gives(office.ben, "Access", *found[4:7])
    office.gives(office.ben, "Opportunity", *found[:4])
    document = report(shell, tmp_path)

    assert grids(document)["Code"] == {"Access": ["7"], "Opportunity": ["not told"], "Inclusion": ["0"]}
    assert [each for each in words(document) if "have one of these codes" in each] == []


def test_how_many_have_any_code_is_told_where_no_code_is_held_back(
    office: Office, shell: Shell, tmp_path: Path
) -> None:
    found = [office.shared(f"Reflection {n}.") for n in range(9)]
    office.gives(office.anna, "Access", *found[:6])
    office.gives(office.anna, "Inclusion", *found[1:7])

    assert "7 of 9 reflections have one of these codes." in words(report(shell, tmp_path))


def test_a_code_that_was_settled_not_to_stand_is_not_counted(office: Office, shell: Shell, tmp_path: Path) -> None:
    found = [office.shared(f"Reflection {n}.") for n in range(7)]
    office.gives(office.anna, "Access", *found)
    agree.settle(office.store, office.programme_id, office.ben, found[0], office.code("Access"), stands=False)

    assert grids(report(shell, tmp_path))["Code"]["Access"] == ["6"]


def test_a_region_has_what_is_signed_and_its_themes(house: House, shell: Shell, tmp_path: Path) -> None:
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name="Visits")
    for label, consent in (("14", "quote"), ("14", "quote"), ("14", "report"), ("14", "wall"), ("22", "quote")):
        house.table(label).shares(f"{label} {consent}.", consent=consent)
    for item in house.desk.items()[:1]:
        house.desk.asks("PUT", f"reflections/{item['id']}/theme", theme=theme)

    assert grids(report(shell, tmp_path))["Region"] == {"Zone 4": ["Rural leaders", "2", "Visits"]}


def test_a_region_without_themes_has_the_codes_that_are_told(office: Office, shell: Shell, tmp_path: Path) -> None:
    for n in range(6):
        office.house.table().shares(f"Reflection {n}.", consent="quote")
    found = [item["id"] for item in office.house.desk.items()]
    office.gives(office.anna, "Access", *found[:5])
    office.gives(office.anna, "Inclusion", *found[:4])

    assert grids(report(shell, tmp_path))["Region"] == {"Zone 4": ["Rural leaders", "6", "Access"]}


def test_a_region_of_an_anonymous_report_counts_what_the_file_tells(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(4):
        house.table("14").shares(f"Rural {n}.", consent="quote")
    few = grids(report(shell, tmp_path, "--anonymous"))
    house.table("14").shares("Rural 4.", consent="quote")

    assert "Region" not in few
    assert grids(report(shell, tmp_path, "--anonymous"))["Region"] == {"Zone 4": ["Rural leaders", "5"]}


def test_a_conference_without_any_of_it_says_nothing_of_it(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares()

    assert {"Region", "Code", "What the group calls it"} & {*grids(report(shell, tmp_path))} == set()
