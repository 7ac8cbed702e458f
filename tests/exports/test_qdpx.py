"""QDPX and QDC: valid against the official schema, read back by an independent reader, every letter as it was typed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject
from support.coding import opened
from support.conference import CODE, SECRET, House
from support.evidence import coded
from support.people import fresh_key
from support.refi import schema
from support.shell import Shell

from reflection_wall.rules import keys
from reflection_wall.services import memo

ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ, “belongs”; \"quoted\" 'x' Łı̨kʼe\n\n👩🏽‍🏫 عربي =1+1 <&> ]]>"


def project(shell: Shell, tmp_path: Path, *options: str) -> Any:
    """A project as the independent reader has it; what the schema does not allow fails here."""
    file = tmp_path / "out.qdpx"
    said = shell("export", CODE, "--format", "qdpx", *options, "-o", str(file))
    assert said.status == 0, said.err
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        schema().assertValid(etree.fromstring(archive.read("project.qde")))
    return RefiProject.load(file, tmp_path / "unpacked")


def texts(found: Any, tmp_path: Path) -> dict[str, bytes]:
    """The bytes of every text, by the name of its source."""
    return {
        source.name: RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "unpacked").read_bytes()
        for source in found.sources.text_source
    }


def variables(found: Any, source: Any) -> dict[str, Any]:
    """The values of a source or a case by the name of the variable."""
    names = {each.guid: each.name for each in found.variables.variable}
    return {
        names[each.variable_ref.target_guid]: each.text_value if each.integer_value is None else each.integer_value
        for each in source.variable_value
    }


@pytest.mark.parametrize(("options", "many"), [((), 3), (("--all",), 3), (("--share",), 2), (("--anonymous",), 2)])
def test_a_project_is_valid_in_every_scope(
    house: House, shell: Shell, tmp_path: Path, options: tuple[str, ...], many: int
) -> None:
    references = [house.table().shares(f"{n} {ODD}", consent=consent)["reference"]
                  for n, consent in enumerate(("wall", "report", "quote"))]  # fmt: skip
    coded(
        house, *((each, "Practice", (2, 10)) for each in references), *((each, "Domain", None) for each in references)
    )
    house.table().takes_back("B" * 22)

    assert len(project(shell, tmp_path, *options).sources.text_source) == many


def test_an_empty_conference_is_a_valid_project(house: House, shell: Shell, tmp_path: Path) -> None:
    assert project(shell, tmp_path).sources is None


def test_every_letter_is_in_its_file(house: House, shell: Shell, tmp_path: Path) -> None:
    long = ("ᓂᐦᐃᔭᐍᐏᐣ 👍🏽 mot " * 200)[:1500].strip()
    first, second = house.table().shares(ODD)["reference"], house.table().shares(long)["reference"]

    assert texts(project(shell, tmp_path), tmp_path) == {first: ODD.encode(), second: long.encode()}


def test_texts_lie_where_nvivo_looks_for_them(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares()
    project(shell, tmp_path)
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        names = archive.namelist()

    assert [name.partition("/")[0] for name in names] == ["sources", "project.qde"]


def test_codes_are_on_the_very_words(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares("👍 We visit ᓂᐦᐃ.")["reference"]
    coded(house, (reference, "Practice", (2, 10)), (reference, "Domain", None))
    found = project(shell, tmp_path)
    names = {each.guid: each.name for book in found.code_book.codes.code for each in book.code}
    text = texts(found, tmp_path)[reference].decode()
    people = {each.guid: each.name for each in found.users.user}
    (source,) = found.sources.text_source

    assert {
        (text[each.start_position : each.end_position], names[code.code_ref.target_guid], people[code.creating_user])
        for each in source.plain_text_selection
        for code in each.coding
    } == {(text, "Domain", "Ada Coder"), ("We visit", "Practice", "Ada Coder")}


def test_variables_and_cases_say_where_a_text_comes_from(house: House, shell: Shell, tmp_path: Path) -> None:
    house.set(ethics="REB 2025-118, approved")
    reference = house.table("14").shares(consent="quote")["reference"]
    house.table("9").shares(on_wall=False)
    found = project(shell, tmp_path)
    source = next(each for each in found.sources.text_source if each.name == reference)
    cases = {each.name: [ref.target_guid for ref in each.source_ref] for each in found.cases.case}

    assert variables(found, source) == {
        "Conference": CODE,
        "Community": "Rural leaders",
        "Kind of community": "role",
        "Region": "Zone 4",
        "Table": "14",
        "Question": "What has your group learned?",
        "Version of the question": 1,
        "Consent": "quote",
        "Ethics status": "REB 2025-118, approved",
        "State": "live",
        "Source": "phone",
        "Wanted on the wall": "yes",
    }
    assert cases["Community: Rural leaders"] == cases["Table: 14"] == [source.guid]
    assert len(cases[f"Conference: {CODE}"]) == 2


def test_headline_and_theme_are_there_too(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares("We visit.", headline="Out and about")["reference"]
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name="Visits")
    house.desk.asks("PUT", f"reflections/{house.desk.item(reference)['id']}/theme", theme=theme)
    found = project(shell, tmp_path)
    (source,) = found.sources.text_source
    values = variables(found, source)
    cases = {each.name: [ref.target_guid for ref in each.source_ref] for each in found.cases.case}

    assert (values["Headline"], values["Theme"], cases["Theme: Visits"]) == ("Out and about", "Visits", [source.guid])


def test_a_memo_is_a_note_about_its_text(house: House, shell: Shell, tmp_path: Path) -> None:
    office = opened(house)
    about = office.shared("We visit.")
    office.shared("We wait.")
    memo.add(house.store, office.programme_id, office.anna, about, ODD)
    found = project(shell, tmp_path)
    (note,) = found.notes.note
    words = RefiProject.resolve_source_path(note.plain_text_path, tmp_path / "unpacked").read_bytes()
    people = {each.guid: each.name for each in found.users.user}

    assert (words.decode(), people[note.creating_user]) == (ODD, "Anna")
    assert [[each.target_guid for each in source.note_ref] for source in found.sources.text_source] == [
        [note.guid],
        [],
    ]


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
def test_no_note_and_no_theme_is_passed_on(house: House, shell: Shell, tmp_path: Path, scope: str) -> None:
    office = opened(house)
    reference = house.table().shares("We visit.", consent="quote")["reference"]
    memo.add(house.store, office.programme_id, office.anna, house.desk.item(reference)["id"], "Ask them.")
    found = project(shell, tmp_path, scope)

    assert (found.notes, [each.name for each in found.users.user]) == (None, ["Reflection Wall"])
    assert "Theme" not in [each.name for each in found.variables.variable]


def test_no_variable_marks_the_words_of_a_guarded_community(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("9").shares(consent="quote")
    house.table("14").shares(consent="report")
    found = project(shell, tmp_path, "--share")
    guarded, unnamed = found.sources.text_source

    assert variables(found, guarded) == variables(found, unnamed)


def test_a_text_that_a_rehearsal_invented_says_so(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().puts(keys.rehearsal_key(SECRET), "Invented.")
    found = project(shell, tmp_path)

    assert [variables(found, each)["Source"] for each in found.sources.text_source] == ["rehearsal"]


def test_another_export_makes_the_same_identities(house: House, shell: Shell, tmp_path: Path) -> None:
    coded(house, (house.table().shares(consent="quote")["reference"], "Practice", (0, 2)))
    first, second = (project(shell, tmp_path / each) for each in ("a", "b") if not (tmp_path / each).mkdir())

    assert [each.guid for each in first.sources.text_source] == [each.guid for each in second.sources.text_source]
    assert first.sources.text_source == second.sources.text_source
    assert (first.code_book, first.cases, first.users) == (second.code_book, second.cases, second.users)


def test_an_anonymous_one_has_new_identities_every_time(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares("We visit each other.", consent="quote")["reference"]
    coded(house, (reference, "Practice", (0, 2)))
    first, second = (
        project(shell, tmp_path / each, "--anonymous").sources.text_source
        for each in ("a", "b")
        if not (tmp_path / each).mkdir()
    )

    assert {each.guid for each in first} & {each.guid for each in second} == set()
    assert [each.guid for each in first[0].plain_text_selection] != [
        each.guid for each in second[0].plain_text_selection
    ]
    assert [each.creation_date_time for each in first] == [None]


def test_names_of_codes_are_unique_over_all_codebooks(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares()["reference"]
    coded(house, (reference, "Our codes", None), (reference, "our codes", None), (reference, "Practice", None))
    found = project(shell, tmp_path)
    names = [each.name for book in found.code_book.codes.code for each in (book, *book.code)]

    assert len({name.casefold() for name in names}) == len(names) == 4


def test_a_codebook_alone_has_every_code_with_its_definition(house: House, shell: Shell, tmp_path: Path) -> None:
    coded(house, (house.table().shares()["reference"], "Practice", None))
    shell("export", CODE, "--format", "qdc", "-o", str(tmp_path / "out.qdc"))
    (book,) = RefiCodebook.load(tmp_path / "out.qdc").codes.code

    assert (book.name, book.is_codable) == ("Our codes", False)
    assert [(each.name, each.is_codable, each.description) for each in book.code] == [
        ("Practice", True, "About Practice.\n\nSource: Somebody (2006)."),
    ]


def test_no_codes_make_no_codebook(house: House, shell: Shell, tmp_path: Path) -> None:
    said = shell("export", CODE, "--format", "qdc", "-o", str(tmp_path / "out.qdc"))

    assert (said.status, said.err.count("\n"), (tmp_path / "out.qdc").exists()) == (1, 1, False)
