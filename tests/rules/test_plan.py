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
        ('title = "Fall Conference"', "title = 3", "Line 16, conference.title: expected str | object, got int."),
        ('title = "Fall Conference"', 'title = {de = "-"}', "Line 16, conference.title: the languages are en and fr."),
        ('title = "Fall Conference"', 'title = {en = ""}', "Line 16, conference.title: this text is empty."),
        ('title = "Fall Conference"', "title = {}", "Line 16, conference.title: this text is empty."),
        ("date = 2025-11-05", 'date = "soon"', "Line 17, conference.date: invalid rfc3339 encoded date."),
        ("date = 2025-11-05", "date = 2025", "Line 17, conference.date: expected date | null, got int."),
        ("date = 2025-11-05", "date = 9999-12-31", "Line 17, conference.date: this day is too far away."),
        ("date = 2025-11-05", "date = 0205-11-05", "Line 17, conference.date: this day is too far away."),
        ('code = "FALL25"', 'code = "fall"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        ('code = "FALL25"', 'code = "AB"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        ('code = "FALL25"', 'code = "A/B"', "Line 18, conference.code: 3 to 16 capital letters, digits or hyphens."),
        ('moderation = "hold"', 'moderation = "slow"', "Line 19, conference.moderation: invalid enum value 'slow'."),
        ("delay = 20", "delay = 0", "Line 20, conference.delay: expected int >= 1."),
        ("delay = 20", "delay = 601", "Line 20, conference.delay: expected int <= 600."),
        ("table_labels = true", 'table_labels = "yes"', "Line 22, conference.table_labels: expected bool, got str."),
        ('kind = "role"', 'kind = "club"', "Line 8, communities.1.kind: invalid enum value 'club'."),
        ("guarded = true", "guarded = 1", "Line 13, communities.2.guarded: expected bool, got int."),
        ('name = "Guarded circle"', "", "Line 11, communities.2.name: this field is missing."),
        ('"Guarded circle"', '"Rural leaders"', "Line 12, communities.2.name: another community has this name."),
        ('text = "What have you learned?"', 'text = ""', "Line 28, prompts.1.text: this text is empty."),
        ('label = "15"', 'label = "14"', "Line 35, tables.2.label: another table has this label."),
        ('label = "15"', "label = 15", "Line 35, tables.2.label: expected str, got int."),
        ('label = "15"', 'label = ""', "Line 35, tables.2.label: expected str of length >= 1."),
        ('community = "Leaders ruraux"', 'community = "X"', "Line 36, tables.2.community: no community has this name."),
        ('community = "Leaders ruraux"', "", "Line 34, tables.2.community: this field is missing."),
        ('"Somebody (2006)."', "1", "Line 4, programme.references.1: expected str, got int."),
        ('about = "Why we meet."', "about = ", "Line 3 is not TOML: Invalid value."),
        ('about = "Why we meet."', 'about = "Why', "Line 3 is not TOML: Illegal character '\\n'."),
        ("[programme]", "[programme", "Line 1 is not TOML: Expected ']' at the end of a table declaration."),
        ("[conference]", "[programme]", "Line 15 is not TOML: Cannot declare ('programme',) twice."),
    ],
)  # fmt: skip
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


def test_a_label_fits_on_a_tent() -> None:
    assert plan.read(GOOD.replace('"15"', f'"{"x" * 40}"')).tables[1].label == "x" * 40
    assert refusal(GOOD.replace('"15"', f'"{"x" * 41}"')) == "Line 35, tables.2.label: expected str of length <= 40."


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
