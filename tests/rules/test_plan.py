"""A plan file is either used as it is written, or refused with one sentence that names line and field."""

from __future__ import annotations

import datetime
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.conference import PLAN

import reflection_wall
from reflection_wall.rules import plan
from reflection_wall.rules.plan import BadPlan

CASS = Path(reflection_wall.__file__).with_name("samples").joinpath("cass.toml").read_text("utf-8")

GOOD = """\
[programme]
title = {en = "A year", fr = "Une année"}
about = "Why we meet."
references = ["Somebody (2006)."]

[[communities]]
name = {en = "Rural leaders", fr = "Leaders ruraux"}
kind = "role"
region = "Zone 4"

[[communities]]
name = "Guarded circle"
guarded = true

[conference]
title = "Fall Conference"
date = 2025-11-05
code = "FALL25"
moderation = "hold"
delay = 20
locale = "fr"
table_labels = true
walk_in = false
resonance = false
shared_draft = true

[[prompts]]
text = "What have you learned?"

[[tables]]
label = "14"
community = "Rural leaders"

[[tables]]
label = "15"
community = "Leaders ruraux"
locale = "fr"
"""


def refusal(source: str) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(BadPlan) as raised:
        plan.read(source)
    message = raised.value.message
    return message.text % message.values


def without(section: str) -> str:
    """The good file without its sections of this name."""
    return "\n\n".join(part for part in GOOD.split("\n\n") if section not in part)


def test_a_plan_is_read_as_it_is_written() -> None:
    found = plan.read(GOOD)

    assert found.programme == plan.Programme(
        title={"en": "A year", "fr": "Une année"}, about="Why we meet.", references=["Somebody (2006)."]
    )
    assert found.communities[1] == plan.Community(name="Guarded circle", kind="other", guarded=True)
    assert found.conference == plan.Conference(
        title="Fall Conference",
        date=datetime.date(2025, 11, 5),
        code="FALL25",
        moderation="hold",
        delay=20,
        locale="fr",
        table_labels=True,
        walk_in=False,
        resonance=False,
        shared_draft=True,
    )
    assert found.prompts == [plan.Prompt(text="What have you learned?")]
    assert found.tables[1] == plan.Table(label="15", community="Leaders ruraux", locale="fr")


def test_the_least_that_makes_a_conference() -> None:
    least = '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\n[[prompts]]\ntext = "?"\n'
    found = plan.read(least + '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n')

    assert found.conference == plan.Conference(title="C", moderation="open", locale="en", table_labels=False)


@pytest.mark.parametrize("sample", [PLAN, CASS], ids=["small", "cass"])
def test_our_own_plans_are_good(sample: str) -> None:
    assert plan.read(sample).tables


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('title = "Fall Conference"', "titel = 1", "Line 16, conference.titel: there is no such field."),
        ('title = "Fall Conference"', "", "Line 15, conference.title: this field is missing."),
        ('title = "Fall Conference"', 'title = " "', "Line 16, conference.title: this text is empty."),
        (
            'title = "Fall Conference"',
            "title = 3",
            "Line 16, conference.title: this is a text between quotation marks, or one for each language.",
        ),
        ('title = "Fall Conference"', 'title = {de = "-"}', "Line 16, conference.title: the languages are en and fr."),
        ('title = "Fall Conference"', 'title = {en = ""}', "Line 16, conference.title: this text is empty."),
        ('title = "Fall Conference"', "title = {}", "Line 16, conference.title: this text is empty."),
        ("date = 2025-11-05", 'date = "soon"', "Line 17, conference.date: this is a day such as 2025-11-05."),
        ("date = 2025-11-05", "date = 2025", "Line 17, conference.date: this is a day such as 2025-11-05."),
        ("date = 2025-11-05", "date = 9999-12-31", "Line 17, conference.date: this day is too far away."),
        ("date = 2025-11-05", "date = 0205-11-05", "Line 17, conference.date: this day is too far away."),
        ('code = "FALL25"', 'code = "fall"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        ('code = "FALL25"', 'code = "AB"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        ('code = "FALL25"', 'code = "A/B"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        (
            'moderation = "hold"',
            'moderation = "slow"',
            "Line 19, conference.moderation: this is one of open, delay, hold.",
        ),
        ("delay = 20", "delay = 0", "Line 20, conference.delay: this is a whole number from 1 to 600."),
        ("delay = 20", "delay = 601", "Line 20, conference.delay: this is a whole number from 1 to 600."),
        ("table_labels = true", 'table_labels = "yes"', "Line 22, conference.table_labels: this is true or false."),
        ('kind = "role"', 'kind = "club"', "Line 8, communities.1.kind: this is one of role, topic, affinity, other."),
        ("guarded = true", "guarded = 1", "Line 13, communities.2.guarded: this is true or false."),
        ('name = "Guarded circle"', "", "Line 11, communities.2.name: this field is missing."),
        ('"Guarded circle"', '"Rural leaders"', "Line 12, communities.2.name: another community has this name."),
        ('text = "What have you learned?"', 'text = ""', "Line 28, prompts.1.text: this text is empty."),
        ('label = "15"', 'label = "14"', "Line 35, tables.2.label: another table has this label."),
        ('label = "15"', "label = 15", "Line 35, tables.2.label: this is a text between quotation marks."),
        ('label = "15"', 'label = ""', "Line 35, tables.2.label: A label has between 1 and 20 characters."),
        ('community = "Leaders ruraux"', 'community = "X"', "Line 36, tables.2.community: no community has this name."),
        ('community = "Leaders ruraux"', "", "Line 34, tables.2.community: this field is missing."),
        (
            '"Somebody (2006)."',
            "1",
            "Line 4, programme.references.1: this is a text between quotation marks, or one for each language.",
        ),
        ('about = "Why we meet."', "about = ", "Line 3 is not TOML: Invalid value."),
        ('about = "Why we meet."', 'about = "Why', "Line 3 is not TOML: Illegal character '\\n'."),
        ("[programme]", "[programme", "Line 1 is not TOML: Expected ']' at the end of a table declaration."),
        ("[conference]", "[programme]", "Line 15 is not TOML: Cannot declare ('programme',) twice."),
    ],
)
def test_a_fault_is_told_with_its_line_and_field(line: str, instead: str, said: str) -> None:
    assert line in GOOD

    assert refusal(GOOD.replace(line, instead, 1)) == said


@pytest.mark.parametrize(
    ("section", "field"),
    [
        ("[programme]", "programme"),
        ("[conference]", "conference"),
        ("[[communities]]", "communities"),
        ("[[prompts]]", "prompts"),
        ("[[tables]]", "tables"),
    ],
)
def test_a_missing_section_is_named(section: str, field: str) -> None:
    source = without(section)

    assert refusal(source) == f"Line {len(source.splitlines())}, {field}: this field is missing."


def test_an_empty_file_is_refused() -> None:
    assert refusal("") == "Line 1, programme: this field is missing."


def test_a_conference_asks_something() -> None:
    source = without("[[prompts]]")

    assert refusal("prompts = []\n" + source).endswith("prompts: there is at least one prompt.")


@pytest.mark.parametrize("date", ["2025-11-05T10:00:00", "2025-11-05 10:00:00Z", "10:00:00"])
def test_a_date_is_a_day_without_a_time(date: str) -> None:
    assert refusal(GOOD.replace("date = 2025-11-05", f"date = {date}")).startswith("Line 17, conference.date: ")


def test_a_label_is_what_the_office_takes_for_one() -> None:
    assert plan.read(GOOD.replace('"15"', f'"{"x" * 20}"')).tables[1].label == "x" * 20


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("   ", "A label has between 1 and 20 characters."),
        (r"\u200b", "A label has between 1 and 20 characters."),
        ("x" * 21, "A label has between 1 and 20 characters."),
        ("../../x", "“../../x” looks like the name of a file; please call it something plainer."),
        ("=1+1", "“=1+1” begins like a formula; please type what it should say."),
    ],
)
def test_a_label_that_the_office_refuses_is_refused_with_its_line(label: str, said: str) -> None:
    assert refusal(GOOD.replace('"15"', f'"{label}"')) == f"Line 35, tables.2.label: {said}"


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('title = "Fall Conference"', r'title = "\u200b\u2060"', "Line 16, conference.title: this text is empty."),
        ('text = "What have you learned?"', r'text = "\u200B"', "Line 28, prompts.1.text: this text is empty."),
        (
            'text = "What have you learned?"',
            f'text = "{"x" * 1001}"',
            "Line 28, prompts.1.text: This has 1001 characters; at most 1000 fit.",
        ),
        (
            '"Guarded circle"',
            f'"{"x" * 10_000}"',
            "Line 12, communities.2.name: This has 10000 characters; at most 120 fit.",
        ),
        (
            '"Guarded circle"',
            '"=Guarded"',
            "Line 12, communities.2.name: “=Guarded” begins like a formula; please type what it should say.",
        ),
        ('"Guarded circle"', r'"\u0007"', "Line 12, communities.2.name: this text is empty."),
        ('"A year"', f'"{"x" * 121}"', "Line 2, programme.title: This has 121 characters; at most 120 fit."),
        ('"Une année"', '" "', "Line 2, programme.title: this text is empty."),
        ('"Why we meet."', f'"{"x" * 4001}"', "Line 3, programme.about: This has 4001 characters; at most 4000 fit."),
        ('"Somebody (2006)."', '"One.", " "', "Line 4, programme.references.2: this text is empty."),
        ('"Zone 4"', f'"{"x" * 121}"', "Line 9, communities.1.region: This has 121 characters; at most 120 fit."),
    ],
)
def test_a_text_that_the_office_refuses_is_refused_with_its_line(line: str, instead: str, said: str) -> None:
    assert line in GOOD

    assert refusal(GOOD.replace(line, instead, 1)) == said


def test_what_nobody_can_see_in_a_name_is_left_out_of_it() -> None:
    found = plan.read(GOOD.replace('"Guarded circle"', r'"Guarded\u0007 \u202Ecircle\u200b "'))

    assert found.communities[1].name == "Guarded circle\u200b"


def test_a_table_finds_its_community_by_the_name_as_it_is_kept() -> None:
    spaced = GOOD.replace('community = "Rural leaders"', 'community = " Rural  leaders"')

    assert plan.read(spaced).tables[0].community == "Rural leaders"


def test_a_reference_may_be_in_several_languages() -> None:
    found = plan.read(GOOD.replace('"Somebody (2006)."', '"One.", {en = "Two.", fr = "Deux."}'))

    assert found.programme.references == ["One.", {"en": "Two.", "fr": "Deux."}]


ODDLY_WRITTEN = """\
tables = [{label = "14", community = "N"},
  {label = "../x", community = "N"}]

[[prompts]]
text = '''
[conference]
title = "not this one"'''

[programme . about]
# [conference]
en = "Why."
fr = "Pourquoi."

[programme]
title = {en = "P]", fr = "P["}  # ]
references = [
  "[[communities]]", # first
  "Two.",
]

["conference"]
title = "C"

[[communities]]
name = "N"
[communities.purpose]
en = \"""
kind = "no"
[tables]\"""
"""


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("", "", "Line 2, tables.2.label: “../x” looks like the name of a file"),
        ('"../x", community = "N"', '"15", community = "M"', "Line 2, tables.2.community: "),
        ('{label = "14", community = "N"}', "3", "Line 1, tables.1: this is a section"),
        ('fr = "Pourquoi."', 'de = "Warum."', "Line 9, programme.about: the languages are en and fr."),
        ("[programme . about]", "[programme.abuot]", "Line 9, programme.abuot: there is no such field."),
        ('"Two."', '""', "Line 18, programme.references.2: this text is empty."),
        ('title = "C"', 'title = ""', "Line 22, conference.title: this text is empty."),
        ('title = "C"', "", "Line 21, conference.title: this field is missing."),
        ('name = "N"', "", "Line 24, communities.1.name: this field is missing."),
        ('en = """', 'de = """', "Line 26, communities.1.purpose: the languages are en and fr."),
        ('title = "C"', "title.en.x = 1", "Line 22, conference.title: "),
    ],
)
def test_the_line_is_right_however_the_file_is_written(line: str, instead: str, said: str) -> None:
    assert line in ODDLY_WRITTEN

    assert refusal(ODDLY_WRITTEN.replace(line, instead, 1)).startswith(said)


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    refused = GOOD.replace("Une année", "Une ann\u20ace").encode("cp1252")

    with pytest.raises(BadPlan) as raised:
        plan.read(refused)
    assert str(raised.value.message) == "Line 2 is not UTF-8: please save the file as UTF-8."


@pytest.mark.parametrize("source", ["a = " + "[" * 100_000, "a = " + "9" * 10_000], ids=["nesting", "number"])
def test_what_has_no_end_is_not_toml(source: str) -> None:
    assert "is not TOML" in refusal(source)


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ('about = "Why we meet."', "about", "Line 3, programme.about: "),
        ('region = "Zone 4"', "purpose", "Line 9, communities.1.purpose: "),
    ],
)
@pytest.mark.parametrize("text", ['{de = "Warum"}', "{en = 3}", "3"])
def test_every_visible_text_is_in_a_language_that_we_speak(line: str, field: str, said: str, text: str) -> None:
    assert refusal(GOOD.replace(line, f"{field} = {text}")).startswith(said)


@given(st.text())
def test_any_text_is_either_used_or_refused(source: str) -> None:
    with suppress(BadPlan):
        plan.read(source)


@given(st.sampled_from(GOOD.splitlines()), st.sampled_from(["", "x", "= 1", "[a]", "[[a]]", "a.b = 1", "title = nan"]))
def test_any_line_may_be_spoiled(line: str, instead: str) -> None:
    with suppress(BadPlan):
        assert plan.read(GOOD.replace(line, instead, 1)).tables
