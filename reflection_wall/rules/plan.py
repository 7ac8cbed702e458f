"""Plan: from the TOML file that describes a conference to a checked plan, or one sentence with line and field."""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Annotated, Literal

import msgspec

from reflection_wall.rules import days
from reflection_wall.rules.languages import ANY, SPOKEN, said, text_of
from reflection_wall.rules.refusals import Message, Refused, later

Written = str | dict[str, str]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{2,15}")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_FIELD = re.compile(r"\$((?:\.\w+|\[[^\]]*\])+)")
_UNKNOWN = re.compile(r"unknown field `(\w+)`")
_MISSING = re.compile(r"missing required field `(\w+)`")


class Programme(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What endures from conference to conference."""

    title: Written
    about: Written = ""
    references: list[str] = []


class Community(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A community of practice."""

    name: Written
    purpose: Written = ""
    kind: Literal["role", "topic", "affinity", "other"] = "other"
    region: str | None = None
    contact: str | None = None
    guarded: bool = False


class Conference(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One dated meeting of the tables."""

    title: Written
    date: datetime.date | None = None
    code: str | None = None
    moderation: Literal["open", "delay", "hold"] = "open"
    delay: Annotated[int, msgspec.Meta(ge=1, le=600)] = 10
    locale: Literal["en", "fr"] = "en"
    table_labels: bool = False
    walk_in: bool = True
    resonance: bool = True
    shared_draft: bool = False


class Prompt(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One question to the tables."""

    text: Written


class Table(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One table of the room and the community that sits at it."""

    label: Label
    community: str
    locale: Literal["en", "fr"] | None = None


class Plan(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole conference, as `create` takes it."""

    programme: Programme
    conference: Conference
    prompts: list[Prompt]
    communities: list[Community]
    tables: list[Table]


class BadPlan(Refused):
    """The file cannot be used; the message names line and field."""


def read(source: str) -> Plan:
    """The text of a plan file to a checked plan. Raises BadPlan with the line and the field at fault."""
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as wrong:
        raise BadPlan(_toml_fault(str(wrong), source)) from None
    try:
        plan = msgspec.convert(values, Plan)
    except msgspec.ValidationError as wrong:
        raise BadPlan(_shape_fault(str(wrong), source)) from None
    _agree(plan, source)
    return plan


def _toml_fault(report: str, source: str) -> Message:
    at = _TOML_LINE.search(report)
    line = int(at[1]) if at else source.count("\n") + 1
    return Message(
        later("Line %(line)s is not TOML: %(reason)s."),
        {"line": line, "reason": _TOML_LINE.sub("", report).replace("(at end of document)", "").strip()},
    )


def _shape_fault(report: str, source: str) -> Message:
    path = _path(report)
    unknown, missing = _UNKNOWN.search(report), _MISSING.search(report)
    if unknown:
        return _fault(source, [*path, unknown[1]], later("there is no such field"))
    if missing:
        return _fault(source, [*path, missing[1]], later("this field is missing"))
    return _fault(source, path, report.split(" - at ")[0].replace("`", "").lower())


def _path(report: str) -> list[str | int]:
    found = _AT_FIELD.search(report)
    if not found:
        return []
    parts = re.findall(r"\.(\w+)|\[(\d+)\]", found[1])
    return [name or int(index) for name, index in parts]


def _agree(plan: Plan, source: str) -> None:
    if not plan.prompts:
        raise BadPlan(_fault(source, ["prompts"], later("there is at least one prompt")))
    code = plan.conference.code
    if code is not None and not CODE.fullmatch(code):
        reason = later("3 to 16 capital letters, digits or hyphens")
        raise BadPlan(_fault(source, ["conference", "code"], reason))
    if plan.conference.date is not None and not days.within_reach(plan.conference.date):
        reason = later("this day is too far away")
        raise BadPlan(_fault(source, ["conference", "date"], reason))
    for path, written in _needed(plan):
        _present(path, written, source)
    for path, written in [*_needed(plan), *_optional(plan)]:
        _speakable(path, written, source)
    _seated(plan, source)


def _needed(plan: Plan) -> list[tuple[list[str | int], Written]]:
    found: list[tuple[list[str | int], Written]] = [
        (["programme", "title"], plan.programme.title),
        (["conference", "title"], plan.conference.title),
    ]
    found += [(["prompts", n, "text"], prompt.text) for n, prompt in enumerate(plan.prompts)]
    found += [(["communities", n, "name"], each.name) for n, each in enumerate(plan.communities)]
    return found


def _optional(plan: Plan) -> list[tuple[list[str | int], Written]]:
    found: list[tuple[list[str | int], Written]] = [(["programme", "about"], plan.programme.about)]
    found += [(["communities", n, "purpose"], each.purpose) for n, each in enumerate(plan.communities)]
    return found


def _present(path: list[str | int], written: Written, source: str) -> None:
    text = text_of(written)
    if not text or not all(words.strip() for words in text.values()):
        raise BadPlan(_fault(source, path, later("this text is empty")))


def _speakable(path: list[str | int], written: Written, source: str) -> None:
    if not text_of(written).keys() <= {*SPOKEN, ANY}:
        raise BadPlan(_fault(source, path, later("the languages are en and fr")))


def _seated(plan: Plan, source: str) -> None:
    names = {name for each in plan.communities for name in (*text_of(each.name).values(),)}
    seen: set[str] = set()
    for n, table in enumerate(plan.tables):
        if table.community not in names:
            raise BadPlan(_fault(source, ["tables", n, "community"], later("no community has this name")))
        if table.label in seen:
            raise BadPlan(_fault(source, ["tables", n, "label"], later("another table has this label")))
        seen.add(table.label)
    titles = [said(text_of(each.name), "en") for each in plan.communities]
    for n, name in enumerate(titles):
        if name in titles[:n]:
            raise BadPlan(_fault(source, ["communities", n, "name"], later("another community has this name")))


def _fault(source: str, path: list[str | int], reason: str) -> Message:
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    return Message(
        later("Line %(line)s, %(field)s: %(reason)s."),
        {"line": _line_of(source, path), "field": field or "file", "reason": reason},
    )


def _line_of(source: str, path: list[str | int]) -> int:
    """The line of the field, or of the table it should stand in: TOML's own reader does not tell."""
    lines = source.splitlines()
    names = [part for part in path if isinstance(part, str)]
    nth = next((part for part in path if isinstance(part, int)), 0)
    if not names:
        return 1
    heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[\[?\s*{re.escape(names[0])}\s*\]", line)]
    if nth >= len(heads):
        return max(len(lines), 1)
    start = heads[nth]
    for n in range(start + 1, len(lines)):
        if re.match(r"\s*\[", lines[n]):
            break
        if len(names) > 1 and re.match(rf"\s*{re.escape(names[1])}\b", lines[n]):
            return n + 1
    return start + 1
