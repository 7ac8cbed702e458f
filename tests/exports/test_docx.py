"""DOCX: the report, read back by two readers: what it says, and what a screen reader finds in it."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.shared import Pt
from lxml import etree
from support.conference import CODE, House
from support.people import Table, fresh_key
from support.shell import Shell
from support.visitor import Visitor

from reflection_wall.exports import quoting

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ, “belongs”; \"quoted\" 'x' Łı̨kʼe\n\n👩🏽‍🏫 عربي =1+1 <&>"


def report(shell: Shell, tmp_path: Path, *options: str) -> Document:
    """The report, as a document."""
    said = shell("export", CODE, "--format", "docx", *options, "-o", str(tmp_path / "out.docx"))
    assert said.status == 0, said.err
    return docx.Document(str(tmp_path / "out.docx"))


def part(tmp_path: Path, name: str) -> etree._Element:
    """One part of the file, by the second reader."""
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        return etree.fromstring(archive.read(name))


def headings(found: Document, level: int = 1) -> list[str]:
    """The headings of a level."""
    return [each.text for each in found.paragraphs if each.style and each.style.name == f"Heading {level}"]


def grid(found: Document, first: str) -> dict[str, list[str]]:
    """The table whose first heading is this, by its first column."""
    table = next(each for each in found.tables if each.rows[0].cells[0].text == first)
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.rows[1:]}


def quoted(found: Document) -> list[tuple[str, str]]:
    """Every quote and whom it is signed with."""
    lines = [each.text for each in found.paragraphs]
    return [
        (each.text, lines[n + 1])
        for n, each in enumerate(found.paragraphs)
        if each.style and each.style.name == "Quote" and lines[n + 1].startswith("— ")
    ]


def grouped(house: House, name: str, items: list[dict[str, Any]]) -> None:
    """Put these reflections into a new theme."""
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name=name)
    for item in items:
        assert house.desk.asks("PUT", f"reflections/{item['id']}/theme", theme=theme).status in (200, 204)


def test_a_report_has_a_section_for_everything_a_board_asks(house: House, shell: Shell, tmp_path: Path) -> None:
    found = report(shell, tmp_path)

    assert headings(found) == [
        *("Purpose", "How it was collected", "What the numbers count", "Participation by community"),
        *("Quotes by community", "What these data cannot say", "References"),
    ]
    assert "Somebody (2006). A book. https://doi.org/10.1000/1" in [each.text for each in found.paragraphs]


def test_purposes_are_there_and_no_guarded_community(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("9").shares("Guarded.", consent="quote")
    said = "\n".join(each.text for each in report(shell, tmp_path).paragraphs)

    assert ("Why we meet.\nAnd what for." in said, "Rural leaders: We visit one another." in said) == (True, True)
    assert ("Guarded." in said, "A guarded circle" in etree.tostring(part(tmp_path, "word/document.xml")).decode()) == (
        True,
        False,
    )


def test_questions_stand_to_the_letter_with_their_versions(house: House, shell: Shell, tmp_path: Path) -> None:
    assert grid(report(shell, tmp_path), "Question") == {
        "1 (en)": ["1", "What has your group learned?"],
        "1 (fr)": ["1", "Qu’est-ce que votre groupe a appris?"],
        "2": ["1", "And what will you do about it?"],
    }


def test_denominators_count_what_is_not_told(house: House, shell: Shell, tmp_path: Path) -> None:
    for consent in ("wall", "report", "quote"):
        house.table("14").shares(f"{consent} words.", consent=consent)
    house.desk.judges(house.desk.item(house.table("22").shares("Hidden.")["reference"]), "hide")
    key = fresh_key()
    house.table("22").puts(key, "Withdrawn.")
    house.table("22").takes_back(key)
    found = report(shell, tmp_path)

    assert {name: int(value) for name, (value,) in grid(found, "What is counted").items()} == {
        "Tables expected": 3,
        "Tables that have shared": 1,
        "Reflections kept": 3,
        "of these live": 3,
        "of these waiting for a moderator": 0,
        "of these late, after the question had closed": 0,
        "For the room and the organizers only": 1,
        "May be quoted without a name": 1,
        "May be quoted with the community’s name": 1,
        "Hidden by a moderator, and not counted above": 1,
        "Taken back by their groups, and not counted above": 1,
        "Erased, and not counted above": 0,
    }
    assert "2 of 3 reflections may be quoted." in [each.text for each in found.paragraphs]


def test_words_of_a_guarded_community_are_counted_without_a_name(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("14").shares("Named.", consent="quote")
    house.table("9").shares("Guarded.", consent="quote")
    found = grid(report(shell, tmp_path), "What is counted")

    assert found["May be quoted with the community’s name"] == ["1"]
    assert found["May be quoted without a name"] == ["1"]


def test_no_guarded_community_is_counted_and_no_few_tables(house: House, shell: Shell, tmp_path: Path) -> None:
    for label, many in (("14", 6), ("22", 4), ("9", 7)):
        for n in range(many):
            house.table(label).shares(f"{label}, {n}.", consent="quote")

    assert grid(report(shell, tmp_path), "Community") == {
        "Rural leaders": ["not told", "6"],
        "Direction francophone": ["not told", "4"],
    }


def test_what_is_counted_of_a_community_is_signed_with_its_name(house: House, shell: Shell, tmp_path: Path) -> None:
    for label, consent in (("14", "quote"), ("14", "report"), ("14", "wall"), ("22", "report")):
        house.table(label).shares(f"{label} {consent}.", consent=consent)
    found = report(shell, tmp_path)

    assert [signed for _, signed in quoted(found)].count("— Rural leaders") == 1
    assert {name: many for name, (_, many) in grid(found, "Community").items()} == {
        "Rural leaders": "1",
        "Direction francophone": "0",
    }


@pytest.mark.parametrize("options", [(), ("--all",), ("--share",)])
def test_quotes_have_the_names_that_their_groups_allow(
    house: House, shell: Shell, tmp_path: Path, options: tuple[str, ...]
) -> None:
    house.table("14").shares("Canary for the room.")
    house.table("14").shares("For the report.", consent="report")
    house.table("14").shares(ODD, consent="quote")
    house.table("9").shares("Guarded.", consent="quote")

    named, *unnamed = quoted(report(shell, tmp_path, *options))

    assert named == (ODD, "— Rural leaders")
    assert sorted(unnamed) == [
        ("For the report.", "— A group that is not named"),
        ("Guarded.", "— A group that is not named"),
    ]
    assert b"Canary" not in etree.tostring(part(tmp_path, "word/document.xml"))


def test_an_anonymous_report_names_no_community_of_a_few(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(5):
        house.table("14").shares(f"Rural {n}.", consent="quote")
    many = dict(quoted(report(shell, tmp_path, "--anonymous")))
    house.table("22").shares("Alone.", consent="quote")
    few = dict(quoted(report(shell, tmp_path, "--anonymous")))

    assert (many["Rural 0."], set(few.values())) == ("— Rural leaders", {"— A group that is not named"})
    assert "Reflections arrived" not in "\n".join(
        each.text for each in report(shell, tmp_path, "--anonymous").paragraphs
    )


def test_themes_are_counted_with_those_that_may_only_be_counted(house: House, shell: Shell, tmp_path: Path) -> None:
    for label, consent in (("14", "wall"), ("14", "report"), ("22", "wall"), ("22", "report"), ("9", "quote")):
        house.table(label).shares(f"{label} {consent}.", consent=consent)
    grouped(house, "Visits", house.desk.items())
    found = report(shell, tmp_path)

    assert grid(found, "Theme") == {"Visits": ["5", "not told", "not told"]}
    assert {words for words, _ in quoted(found)} == {"14 report.", "22 report.", "9 quote."}
    assert {"Reflections: 5.", "Reflections in no theme: 0."} <= {each.text for each in found.paragraphs}


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
@pytest.mark.parametrize("label", ["14", "22"])
def test_no_count_of_a_theme_says_whose_the_words_without_a_name_are(
    house: House, shell: Shell, tmp_path: Path, scope: str, label: str
) -> None:
    for _ in range(6):
        house.table("14").shares("Named.", consent="quote")
    house.table(label).shares("Whose?", consent="report")
    grouped(house, "Visits", house.desk.items())
    found = report(shell, tmp_path, scope)

    assert grid(found, "Theme") == {"Visits": ["7", "not told", "not told"]}
    assert [each.text for each in found.paragraphs if each.text.startswith("Reflections:")] == ["Reflections: 7."]


def test_a_theme_of_a_few_is_not_counted(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("9").shares("For the room.")
    grouped(house, "Few", house.desk.items())
    found = report(shell, tmp_path)

    assert grid(found, "Theme") == {"Few": ["not told"] * 3}
    assert "For the room." not in "".join(each.text for each in found.paragraphs)


def test_a_theme_of_a_few_cannot_be_found_by_subtracting_the_others(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(16):
        house.table("14").shares(f"Number {n}.")
    items = house.desk.items()
    for name, some in (("Many", items[:8]), ("Some", items[8:14]), ("Few", items[14:])):
        grouped(house, name, some)

    assert {name: many for name, (many, *_) in grid(report(shell, tmp_path), "Theme").items()} == {
        "Many": "8",
        "Some": "not told",
        "Few": "not told",
    }


def test_what_is_in_no_theme_gives_no_theme_away(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(13):
        house.table("14").shares(f"Number {n}.")
    items = house.desk.items()
    for name, some in (("Many", items[:6]), ("Few", items[6:8])):
        grouped(house, name, some)
    found = report(shell, tmp_path)

    assert {name: many for name, (many, *_) in grid(found, "Theme").items()} == {"Many": "6", "Few": "not told"}
    assert [each.text for each in found.paragraphs if each.text.startswith("Reflections in no")] == []


def test_words_without_a_name_stand_after_the_others(house: House, shell: Shell, tmp_path: Path) -> None:
    for n in range(10):
        house.table("14").shares(f"Named {n}.", consent="quote")
        house.table("14").shares(f"Unnamed {n}.", consent="report")
    grouped(house, "Visits", house.desk.items())
    words = [said for said, _ in quoted(report(shell, tmp_path))]

    assert words[:10] == [f"Named {n}." for n in range(10)]
    assert words[10:] != sorted(words[10:])


def test_every_table_speaks_before_any_speaks_twice(
    house: House, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quoting, "ALL", 6)
    for n in range(9):
        house.table("14").shares(f"Talkative {n}.", consent="quote")
    house.table("22").shares("Quiet.", consent="quote")
    grouped(house, "Visits", house.desk.items())
    found = report(shell, tmp_path)

    assert [words for words, _ in quoted(found)][:2] == ["Talkative 0.", "Quiet."]
    assert len(quoted(found)) == 6
    assert "6 of 10 quotes stand here" in "\n".join(each.text for each in found.paragraphs)


def test_what_nobody_has_put_into_a_theme_is_quoted_too(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table("14").shares("We visit.", consent="quote")
    grouped(house, "Visits", house.desk.items())
    house.table("22").shares("We wait.", consent="quote")
    found = report(shell, tmp_path)

    assert [words for words, _ in quoted(found)] == ["We visit.", "We wait."]
    assert headings(found, 2)[-2:] == ["Visits", "In no theme"]


def test_a_report_speaks_the_language_of_its_conference(house: House, shell: Shell, tmp_path: Path) -> None:
    house.set(locale="fr")
    house.table().shares("Nous visitons.", consent="quote", lang="fr-CA")
    found = report(shell, tmp_path)
    said = "\n".join(each.text for each in found.paragraphs)

    assert (found.core_properties.title, found.core_properties.language) == ("Conférence d’automne", "fr-CA")
    assert headings(found)[:2] == ["Raison d’être", "Comment cela a été recueilli"]
    assert "5 novembre 2025" in said
    assert "Leaders ruraux\u00a0: Nous nous rendons visite." in said


def test_a_screen_reader_finds_heads_of_tables_and_what_they_show(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("Words.", consent="quote", lang="cr-Cans")
    report(shell, tmp_path)
    tables = list(part(tmp_path, "word/document.xml").iter(f"{W}tbl"))
    languages = {each.get(f"{W}val") for each in part(tmp_path, "word/document.xml").iter(f"{W}lang")}

    assert tables
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").endswith(".")
    assert languages == {"cr-Cans"}
    assert {each.get(f"{W}val") for each in part(tmp_path, "word/styles.xml").iter(f"{W}lang")} == {"en-CA"}


def test_a_conference_without_a_word_has_a_report(house: House, shell: Shell, tmp_path: Path) -> None:
    assert "No group has allowed a quote." in [each.text for each in report(shell, tmp_path).paragraphs]


def paragraphs(shell: Shell, tmp_path: Path, code: str = CODE) -> str:
    """Everything that stands in the report outside of tables."""
    shell("export", code, "--format", "docx", "-o", str(tmp_path / "out.docx"))
    return "\n".join(each.text for each in docx.Document(str(tmp_path / "out.docx")).paragraphs)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((0,), "Reflections arrived: November 5, 2025\n"),
        ((8.5,), "Reflections arrived: November 5, 2025\n"),  # half past five in the evening in Edmonton
        ((0, 24), "Reflections arrived: November 5, 2025 – November 6, 2025 (UTC)\n"),
        ((24 * 30,), "Reflections arrived: December 5, 2025 (UTC)\n"),
    ],
)
def test_what_arrived_on_the_day_arrived_on_the_day_of_the_conference(
    house: House, shell: Shell, tmp_path: Path, hours: tuple[float, ...], said: str
) -> None:
    began = house.clock.now
    for each in hours:
        house.clock.now = began + timedelta(hours=each)
        house.table().shares()

    assert said in paragraphs(shell, tmp_path)


def test_a_report_says_by_which_clock_it_was_made(house: House, shell: Shell, tmp_path: Path) -> None:
    assert re.search(r"This report was made: .* \(UTC\)\n", paragraphs(shell, tmp_path))


def test_paper_is_told_where_there_was_paper(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares()
    before = paragraphs(shell, tmp_path)
    visitor = Visitor(house.app)
    form = visitor.opens(f"/d/{house.keys['presenter']}/cards").form("/cards/kept")
    visitor.sends(form, table="14", text="From a card.", written="en")

    assert ("paper card" in before, "paper card" in paragraphs(shell, tmp_path)) == (False, True)


def test_how_many_people_is_told_where_enough_tables_have_said_it(house: House, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "wide.toml").write_text(
        '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "WIDE"\n[[prompts]]\ntext = "?"\n'
        '[[communities]]\nname = "N"\n' + "".join(f'[[tables]]\nlabel = "{n}"\ncommunity = "N"\n' for n in range(6))
    )
    shell("create", str(tmp_path / "wide.toml"))
    shell("open", "WIDE")
    tables = [Table(house.send, each["key"]) for each in shell("links", "WIDE", "--json").json["tables"]]
    for table in tables[:4]:
        table.shares(people=6)
    few = paragraphs(shell, tmp_path, "WIDE")
    for people in (5, 3):
        tables[4].shares(people=people)
    tables[5].shares()

    assert "people together" not in few
    assert "5 tables have said how many sat there: 29 people together." in paragraphs(shell, tmp_path, "WIDE")


def test_a_report_without_themes_does_not_speak_of_who_made_them(house: House, shell: Shell, tmp_path: Path) -> None:
    reference = house.table().shares()["reference"]
    before = paragraphs(shell, tmp_path)
    theme = fresh_key()
    house.desk.asks("PUT", f"themes/{theme}", name="Visits")
    house.desk.asks("PUT", f"reflections/{house.desk.item(reference)['id']}/theme", theme=theme)

    made = "Themes were made and named by people"
    assert (made in before, made in paragraphs(shell, tmp_path)) == (False, True)


def test_a_column_is_as_wide_as_what_stands_in_it(house: House, shell: Shell, tmp_path: Path) -> None:
    table = next(each for each in report(shell, tmp_path).tables if each.rows[0].cells[0].text == "Question")
    number, version, wording = (column.width for column in table.columns)

    assert wording > 2 * number > version > Pt(7) * len("Version")


def test_no_page_comes_between_a_quote_and_what_belongs_to_it(house: House, shell: Shell, tmp_path: Path) -> None:
    house.table().shares("Words.", consent="quote", headline="A head")
    lines = report(shell, tmp_path).paragraphs
    head = next(n for n, each in enumerate(lines) if each.text == "A head")

    assert [each.paragraph_format.keep_with_next for each in lines[head : head + 3]] == [True, True, None]
