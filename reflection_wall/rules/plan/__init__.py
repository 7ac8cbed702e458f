"""Plan: from the TOML file that describes a conference to a checked plan, or one sentence with line and field."""

from __future__ import annotations

import re
import tomllib

import msgspec

from reflection_wall.rules.plan.checks import CODE, settle
from reflection_wall.rules.plan.faults import BadPlan, Faulty, of_shape
from reflection_wall.rules.plan.shape import Community, Conference, Plan, Programme, Prompt, Table, Written
from reflection_wall.rules.refusals import Message, later

__all__ = ["CODE", "BadPlan", "Community", "Conference", "Plan", "Programme", "Prompt", "Table", "Written", "read"]

NOT_UTF_8 = later("Line %(line)s is not UTF-8: please save the file as UTF-8.")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read(source: str | bytes) -> Plan:
    """A plan file to a plan of which every text is cleaned. Raises BadPlan with the line and the field at fault."""
    text = source if isinstance(source, str) else _decoded(source)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as wrong:  # a number or a nesting without end is no TOML either
        raise BadPlan(_toml_fault(str(wrong), text)) from None
    try:
        plan = msgspec.convert(values, Plan)
        settle(plan)
    except msgspec.ValidationError as wrong:
        raise of_shape(str(wrong)).told(text) from None
    except Faulty as wrong:
        raise wrong.told(text) from None
    return plan


def _decoded(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        before = bytes(wrong.object[: wrong.start])
        raise BadPlan(Message(NOT_UTF_8, {"line": before.count(b"\n") + 1})) from None


def _toml_fault(report: str, source: str) -> Message:
    at = _TOML_LINE.search(report)
    line = int(at[1]) if at else source.count("\n") + 1
    return Message(
        later("Line %(line)s is not TOML: %(reason)s."),
        {"line": line, "reason": _TOML_LINE.sub("", report).replace("(at end of document)", "").strip()},
    )
