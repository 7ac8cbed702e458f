"""Lists of tables and communities, from a spreadsheet's file or its clipboard: understood, or refused line by line."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from reflection_wall.rules import seating
from reflection_wall.rules.seating import Kept, Known, Plan, Unreadable

NOTHING = Known({}, {})


def plan(text: str, known: Known = NOTHING) -> Plan:
    """What a pasted list means."""
    return seating.planned(seating.text_cells(text), known)


def faults(text: str, known: Known = NOTHING) -> list[str]:
    """What is wrong with it."""
    return [str(each.message) for each in plan(text, known).faults]


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An .xlsx file with these rows."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_it_reads_what_spreadsheets_write(separator: str, encoding: str) -> None:
    text = "Table;Communauté\r\n7;Équité à l’école\r\n".replace(";", separator)
    (row,) = seating.planned(seating.file_cells(text.encode(encoding)), NOTHING).rows

    assert (row.line, row.label, row.community) == (2, "7", "Équité à l’école")


def test_a_workbook_s_numbers_are_labels_and_its_lines_are_excel_s() -> None:
    cells = seating.file_cells(workbook(("Table", "CoP"), (14, "Rural"), (), (15.0, "ᓂᐦᐃᔭᐍᐏᐣ")))

    assert [(row.line, row.label, row.community) for row in seating.planned(cells, NOTHING).rows] == [
        (2, "14", "Rural"),
        (4, "15", "ᓂᐦᐃᔭᐍᐏᐣ"),
    ]


def test_one_cell_may_list_several_tables() -> None:
    rows = seating.planned(seating.file_cells(b'Table,Community\n"1, 2;A4-A5",Rural\n'), NOTHING).rows

    assert [row.label for row in rows] == ["1", "2", "A4", "A5"]


@pytest.mark.parametrize(
    ("head", "label"),
    [("Table,Community", "1"), ("N° de table;Communauté de pratique", "1"), ("CoP\tTable number", "Rural")],
)
def test_columns_are_known_by_their_names_in_both_languages(head: str, label: str) -> None:
    separator = next(each for each in ",;\t" if each in head)

    assert plan(f"{head}\n1{separator}Rural" if label == "1" else f"{head}\nRural{separator}1").rows[0].label == "1"


def test_a_list_without_names_of_columns_is_table_and_community() -> None:
    assert [(row.label, row.community, row.locale) for row in plan("1\tRural\tfr\n2\tRural\t").rows] == [
        ("1", "Rural", "fr"),
        ("2", "Rural", None),
    ]


def test_a_range_stands_for_many_tables() -> None:
    assert [row.label for row in plan("Table,Community\n1-3,Rural\nA1-A2,Rural").rows] == ["1", "2", "3", "A1", "A2"]


def test_a_new_community_brings_what_its_line_says_of_it() -> None:
    (new,) = plan("Community_en,Community (fr),Kind,Zone,Protégée\nCircle,Cercle,affinité,4,oui\n").new.values()

    assert (new.names, new.kind, new.region, new.guarded) == ({"en": "Circle", "fr": "Cercle"}, "affinity", "4", True)


def test_what_is_there_already_stays_and_is_found_in_any_letters() -> None:
    found = plan("Table,Community\n14,RURAL\n15,rural", Known({"rural": 1}, {"14": 1}))

    assert ([row.there for row in found.rows], found.new, found.faults) == ([True, False], {}, [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1,", "Line 2, column “Community”: The community is missing."),
        ("=1+1,Rural", "Line 2, column “Table”: “=1+1” begins like a formula; please type what it should say."),
        ("../../x,Rural", "Line 2, column “Table”: “../../x” looks like the name of a file; please call it something "),
        ("1,C:\\temp", "Line 2, column “Community”: “C:\\temp” looks like the name of a file; please call it"),
        ("9-1,Rural", "Line 2, column “Table”: “9-1” counts down; please write the smaller number first."),
        (f"{'x' * 21},Rural", "Line 2, column “Table”: A label has between 1 and 20 characters."),
        ("14,Other", "Line 2, column “Table”: There is a table 14 already, with another community."),
    ],
)
def test_each_line_at_fault_is_named_with_its_column(line: str, sentence: str) -> None:
    (said,) = faults(f"Table,Community\n{line}", Known({"rural": 1}, {"14": 1}))

    assert said.startswith(sentence)


RURAL = Kept(
    {"community": {"en": "Rural", "fr": "Ruraux"}, "purpose": {"en": "We visit.", "fr": "On se visite."}},
    kind="role",
    region="Zone 4",
    contact=None,
    guarded=False,
)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        *(("Guarded", "yes"), ("Guarded", "no"), ("Kind", "topic"), ("Kind", "rôle"), ("Region", "Zone 5")),
        *(("Region", "Zone 4"), ("Contact", "a@example.org"), ("Purpose", "We visit."), ("Purpose", "On se visite.")),
        *(
            ("Purpose", "We write."),
            ("Purpose", "WE VISIT."),
            ("Purpose_fr", "We visit."),
            ("Domain", "Schools"),
            ("Purpose", ""),
        ),
        *(("Community_fr", "ruraux"), ("Community_fr", "Les ruraux")),
    ],
)
def test_what_is_said_of_a_known_community_is_what_is_kept_or_is_named(column: str, said: str) -> None:
    as_kept = ("no", "rôle", "Zone 4", "We visit.", "On se visite.", "", "ruraux")
    known = Known({"rural": 1, "ruraux": 1}, {}, {1: RURAL})
    found = faults(f"Table,Community_en,{column}\n7,rural,{said}", known)

    if said in as_kept and column != "Purpose_fr":
        assert found == []
    else:
        (sentence,) = found
        assert sentence.startswith(f"Line 2, column “{column}”: “rural” is there already, and says something else")


def test_a_list_names_no_more_tables_than_can_be_set_up_at_once() -> None:
    ranges = "".join(f"{letter}1-{letter}250,Rural\n" for letter in "ABCDEFGHIJ")
    found = plan(f"Table,Community\n{ranges}")

    assert [str(each.message) for each in found.faults] == [
        "With line 4 this list has more than 500 tables. Please bring it in parts."
    ]
    assert len(found.rows) <= 750
    assert faults("Table,Community\n1-500,Rural") == []
    assert len(faults("Table,Community\n" + "1-500,Rural\n" * 2000)) < 600


def test_every_fault_is_named_and_not_the_first_alone() -> None:
    assert faults("Table,Community,Language\n1,Rural,xx\n2,,\n3,Rural,\n3,Rural,") == [
        "Line 2, column “Language”: “xx” is none of these: en, fr.",
        "Line 3, column “Community”: The community is missing.",
        "Line 5, column “Table”: Table 3 is in line 4 already.",
    ]


def test_a_formula_of_a_workbook_is_refused_and_never_worked_out() -> None:
    cells = seating.file_cells(workbook(("Table", "Community"), ("=1+1", "Rural")))

    assert "There is a formula or a date here" in str(seating.planned(cells, NOTHING).faults[0].message)


def test_control_characters_and_direction_overrides_are_left_out() -> None:
    assert plan("Table,Community\n1\x07,Ru\u202eral").rows[0].community == "Rural"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is nothing in this list."),
        (b"Table,Community\n" + b"1,Rural\n" * 2001, "more than 2000 lines"),
        (b"Table,Community\n" + b"1,Rural\n" * 100_000, "more than 2000 lines"),
        (b'Table,Community\n1,"Rural\n', "Line 2: a quotation mark is not closed"),
        (b"Table,Community\n1,Ru\x81ral", "Line 2, column 5: this is not text."),
        (b"\xd0\xcf\x11\xe0 old", "This is an old or a locked Excel file."),
        (b"PK\x03\x04 broken", "This file cannot be read."),
    ],
    ids=["empty", "2,001 lines", "100,000 lines", "quote", "no text", "old Excel", "broken"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(data)

    assert said in str(refused.value.message)


@pytest.mark.parametrize(
    "text", ["Table,Communauté\n1,« Équité »\n", "Table,Communauté\n1,À l’école\n", "Table,CDP\n1,« été »"]
)
def test_french_of_an_older_windows_is_told_from_damage(text: str) -> None:
    spaced = text.replace("« ", "«\xa0").replace(" »", "\xa0»")

    assert seating.file_cells(spaced.encode("cp1252")) == seating.text_cells(spaced)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("text", ["Table,Communauté\n1,Équité à l’école\n2,Ru|ral\n", "Table,Communauté\n\n2,Ru|ral"])
def test_one_damaged_letter_is_named_and_the_others_are_not_garbled(text: str, mark: bytes) -> None:
    before, _, after = text.partition("|")
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(mark + before.encode() + b"\xe9" + after.encode())

    assert str(refused.value.message).startswith("Line 3, column 5: this is not text.")


@pytest.mark.parametrize("kind", ["text", "workbook"])
def test_columns_beyond_the_last_are_not_dropped_in_silence(kind: str) -> None:
    head = ("Table", *[""] * 39, "Community")
    data = workbook(head, (1, *[""] * 39, "Rural")) if kind == "workbook" else ",".join(head).encode()
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(data)

    assert "Line 1 has more than 40 columns." in str(refused.value.message)


def test_empty_columns_beyond_the_last_are_nothing() -> None:
    assert plan("Table,Community" + "," * 90 + "\n1,Rural" + "," * 90).rows[0].community == "Rural"


@pytest.mark.parametrize("head", ["Table, number, or name\tCommunity", "Table\tCommunity, in full, of, practice"])
def test_tabs_part_the_columns_however_many_commas_a_name_has(head: str) -> None:
    assert [len(line.cells) for line in seating.text_cells(f"{head}\n1\tDirectors, Principals\n")] == [2, 2]


def test_a_zip_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(packed.getvalue())

    assert len(packed.getvalue()) < 100_000
    assert "unpacks to more" in str(refused.value.message)


def with_part(ends: str, change: Callable[[bytes], bytes], book: bytes | None = None) -> bytes:
    """A list as .xlsx in which one part is another."""
    packed, good = io.BytesIO(), book or workbook(("Table", "Community"), (1, "Rural"))
    with zipfile.ZipFile(io.BytesIO(good)) as read, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for part in read.namelist():
            written.writestr(part, change(read.read(part)) if part.endswith(ends) else read.read(part))
    return packed.getvalue()


def with_strings(strings: bytes, rows: bytes = b"") -> bytes:
    """A list as .xlsx with these strings that cells refer to, and more rows."""
    sheet = with_part("sheet1.xml", lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    packed = io.BytesIO(with_part("Types].xml", lambda xml: xml.replace(b"</Types>", named), sheet))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as written:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        written.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">'.encode() + strings + b"</sst>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("part", "before", "more"),
    [
        ("styles.xml", b"</fonts>", b"<font/>" * 500_000),
        ("sheet1.xml", b"</sheetData>", b"<row/>" * 600_000),
        ("workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 50_000),
    ],
)
def test_no_part_of_a_workbook_is_read_that_would_take_long(part: str, before: bytes, more: bytes) -> None:
    data = with_part(part, lambda xml: xml.replace(before, more + before))
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(data)

    assert len(data) < 100_000
    assert "unpacks to more" in str(refused.value.message)


def test_two_million_strings_in_a_few_kilobytes_are_not_unpacked() -> None:
    data = with_strings(b"<si><t/></si>" * 2_300_000)
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(data)

    assert len(data) < 100_000
    assert "unpacks to more" in str(refused.value.message)


def test_one_long_text_in_every_cell_is_not_taken_for_a_list() -> None:
    rows = (b"<row>" + b'<c t="s"><v>0</v></c>' * 20 + b"</row>") * 100
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(with_strings(b"<si><t>" + b"x" * 10_000 + b"</t></si>", rows))

    assert "unpacks to more" in str(refused.value.message)


def test_the_first_sheet_is_read_and_no_other_is_opened() -> None:
    book, written = openpyxl.Workbook(), io.BytesIO()
    for row in (("Table", "Community"), (1, "Rural")):
        book.active.append(row)
    book.create_sheet("Notes").append(("Something else",))
    book.save(written)

    assert [line.cells[:2] for line in seating.file_cells(written.getvalue())] == [
        ["Table", "Community"],
        ["1", "Rural"],
    ]


def test_a_date_of_a_workbook_is_no_label() -> None:
    cells = seating.file_cells(workbook(("Table", "Community"), (datetime.date(2025, 1, 8), "Rural")))

    assert "There is a formula or a date here" in str(seating.planned(cells, NOTHING).faults[0].message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_found_however_late_it_stands(encoding: str) -> None:
    head = f"<!--{'x' * 2000}--><!DOCTYPE x [<!ENTITY a 'b'>]>".encode(encoding)
    with pytest.raises(Unreadable) as refused:
        seating.file_cells(with_part("sheet1.xml", lambda xml: head + xml))

    assert str(refused.value.message).startswith("This file cannot be read.")


def test_a_workbook_that_declares_entities_is_not_opened() -> None:
    packed, bomb = io.BytesIO(), workbook(("Table", "Community"), (1, "Rural"))
    with zipfile.ZipFile(io.BytesIO(bomb)) as read, zipfile.ZipFile(packed, "w") as written:
        for part in read.namelist():
            more = b'<!DOCTYPE x [<!ENTITY a "b">]>' if part.endswith("sheet1.xml") else b""
            written.writestr(part, more + read.read(part))
    with pytest.raises(Unreadable):
        seating.file_cells(packed.getvalue())
