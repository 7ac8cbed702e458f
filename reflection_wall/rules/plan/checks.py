"""Checks: a plan of the right shape, held against what the office's own forms take; its texts come out cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from reflection_wall.rules import days, written
from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.labels import label, strange
from reflection_wall.rules.languages import ANY, SPOKEN, said, text_of
from reflection_wall.rules.plan.faults import Faulty
from reflection_wall.rules.plan.lines import Path
from reflection_wall.rules.plan.shape import Plan, Written
from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.rules.written import LONGEST_NAME, LONGEST_QUESTION, LONGEST_TEXT, MOST_ENTRIES, TOO_MANY, Faults

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,15}")

BAD_CODE = later("3 to 16 capital letters, digits or hyphens")
DISTANT = later("this day is too far away")
EMPTY = later("this text is empty")
LANGUAGES = later("the languages are en and fr")
NO_PROMPT = later("there is at least one prompt")
NOBODY = later("no community has this name")
SAME_LABEL = later("another table has this label")
SAME_NAME = later("another community has this name")


def settle(plan: Plan) -> None:
    """Clean every text of a plan, where it stands. Raises Faulty for the first thing that cannot be used."""
    if not plan.prompts:
        raise Faulty(("prompts",), NO_PROMPT)
    if plan.conference.code is not None and not CODE.fullmatch(plan.conference.code):
        raise Faulty(("conference", "code"), BAD_CODE)
    if plan.conference.date is not None and not days.within_reach(plan.conference.date):
        raise Faulty(("conference", "date"), DISTANT)
    for field in _fields(plan):
        setattr(field.of, field.name, _kept(field.path, getattr(field.of, field.name), field))
    _references(plan)
    for n, each in enumerate(plan.communities):
        for name in text_of(each.name).values():
            if wrong := strange(name):
                raise Faulty(("communities", n, "name"), wrong)
    _seat(plan)


@dataclass(frozen=True)
class _Field:
    """A text of the plan, and what it may be."""

    path: Path
    of: msgspec.Struct
    name: str
    most: int = LONGEST_NAME
    paragraphs: bool = False
    needed: bool = True


def _fields(plan: Plan) -> Iterator[_Field]:
    yield _Field(("programme", "title"), plan.programme, "title")
    yield _Field(("conference", "title"), plan.conference, "title")
    for n, prompt in enumerate(plan.prompts):
        yield _Field(("prompts", n, "text"), prompt, "text", LONGEST_QUESTION, paragraphs=True)
    for n, each in enumerate(plan.communities):
        yield _Field(("communities", n, "name"), each, "name")
    yield _Field(("programme", "about"), plan.programme, "about", LONGEST_TEXT, paragraphs=True, needed=False)
    for n, each in enumerate(plan.communities):
        path = ("communities", n)
        yield _Field((*path, "purpose"), each, "purpose", LONGEST_TEXT, paragraphs=True, needed=False)
        for name in ("region", "contact"):
            if getattr(each, name) is not None:
                yield _Field((*path, name), each, name, needed=False)


def _kept(path: Path, raw: Written, field: _Field) -> Written:
    text = text_of(raw)
    if not text.keys() <= {*SPOKEN, ANY}:
        raise Faulty(path, LANGUAGES)
    faults = Faults()
    cleaned = (written.text if field.paragraphs else written.line)(faults, field.name, text, field.most, needed=False)
    if field.needed and (not cleaned or cleaned.keys() != text.keys()):
        raise Faulty(path, EMPTY)
    for wrong in faults.found.values():
        raise Faulty(path, wrong)
    return cleaned.get(ANY, "") if isinstance(raw, str) else cleaned


def _references(plan: Plan) -> None:
    found = plan.programme.references
    if len(found) > MOST_ENTRIES:
        raise Faulty(("programme", "references"), Message(TOO_MANY, {"most": MOST_ENTRIES}))
    for n, each in enumerate(found):
        path = ("programme", "references", n)
        found[n] = _kept(path, each, _Field(path, plan.programme, "references", LONGEST_QUESTION))


def _seat(plan: Plan) -> None:
    names = {name for each in plan.communities for name in text_of(each.name).values()}
    seen: set[str] = set()
    for n, table in enumerate(plan.tables):
        table.community = clean_line(table.community)
        if table.community not in names:
            raise Faulty(("tables", n, "community"), NOBODY)
        try:
            table.label = label(table.label)
        except Invalid as wrong:
            raise Faulty(("tables", n, "label"), wrong.message) from None
        if table.label in seen:
            raise Faulty(("tables", n, "label"), SAME_LABEL)
        seen.add(table.label)
    titles = [said(text_of(each.name), "en") for each in plan.communities]
    for n, name in enumerate(titles):
        if name in titles[:n]:
            raise Faulty(("communities", n, "name"), SAME_NAME)
