"""Plan: from lines and columns to the tables and communities that they mean, and a sentence for each line at fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reflection_wall.rules.cleaning import clean_line
from reflection_wall.rules.refusals import Invalid, Message, later
from reflection_wall.rules.seating.cells import Cells, Line
from reflection_wall.rules.seating.columns import recognized, unnamed
from reflection_wall.rules.seating.line import Kept, Read, read_line

# They are set up in one write, for which every phone waits.
MOST_TABLES = 500

NO_COLUMNS = later("Line %(line)s names no column that is known here. Please call them Table and Community.")
NO_COMMUNITY_COLUMN = later("Line %(line)s names no column for the community. Please call it Community.")
TWICE = later("Table %(label)s is in line %(other)s already.")
SEATED = later("There is a table %(label)s already, with another community.")
DIFFERS = later("Line %(other)s says something else of this community.")
KEPT = later(
    "“%(name)s” is there already, and says something else here. Please change it on its own page, or leave this empty."
)
TOO_MANY = later("With line %(line)s this list has more than %(most)s tables. Please bring it in parts.")
AT = later("Line %(line)s, column “%(column)s”: %(reason)s")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line: one sentence, with line and column in it."""

    line: int
    message: Message


@dataclass(frozen=True)
class Known:
    """What is there already: communities by each of their names in small letters, the community of each label."""

    communities: Mapping[str, int]
    tables: Mapping[str, int]
    # What is kept of each community, by its number.
    kept: Mapping[int, Kept] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One table of the list. `there`: it is there already, just so, and stays as it is."""

    line: int
    label: str
    community: str
    locale: str | None
    there: bool


@dataclass
class Plan:
    """What a list means. Nothing of it is to be set up while there is a fault."""

    rows: list[Row] = field(default_factory=list)
    # The communities that are not known yet, by the name in small letters that tables call them.
    new: dict[str, Read] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # The names of columns that were left alone.
    ignored: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> list[Row]:
        """The tables to be added."""
        return [row for row in self.rows if not row.there]


def planned(cells: Cells, known: Known) -> Plan:
    """What these lines mean beside what is known. It never raises: what is wrong is among the faults."""
    plan, head = Plan(), cells[0]
    columns: Mapping[int, str] = recognized(head.cells)
    named = bool(columns)
    columns = columns or unnamed(head.cells)
    if not columns or not any(column.startswith("community") for column in columns.values()):
        said = NO_COMMUNITY_COLUMN if columns else NO_COLUMNS
        plan.faults.append(Fault(head.number, Message(said, {"line": head.number})))
        return plan
    if named:
        plan.ignored = [clean_line(cell or "") for n, cell in enumerate(head.cells) if n not in columns and cell]
    names = {column: clean_line(head.cells[n] or "") if named else column for n, column in columns.items()}
    first: dict[str, int] = {}
    tables = 0
    for line in cells[1:] if named else cells:
        tables += _take(plan, line, columns, names, known, first)
        if tables > MOST_TABLES:
            plan.faults.append(Fault(line.number, Message(TOO_MANY, {"line": line.number, "most": MOST_TABLES})))
            break
    return plan


def _take(
    plan: Plan, line: Line, columns: Mapping[int, str], names: Mapping[str, str], known: Known, first: dict[str, int]
) -> int:
    """Put what one line says into the plan; how many tables it names."""
    try:
        read = read_line(line, columns)
    except Invalid as wrong:
        plan.faults += [_fault(line.number, names.get(column, column), why) for column, why in wrong.errors.items()]
        return 0
    name = read.name.casefold()
    if name not in known.communities:
        earlier = plan.new.setdefault(name, read)
        if not read.agrees_with(earlier):
            why = Message(DIFFERS, {"other": earlier.line})
            plan.faults.append(_fault(line.number, names.get("community", "community"), why))
    elif kept := known.kept.get(known.communities[name]):
        for column in read.apart_from(kept):
            plan.faults.append(_fault(line.number, names.get(column, column), Message(KEPT, {"name": read.name})))
    for label in read.labels:
        _seat(plan, read, label, known, first, names.get("table", "table"))
    return len(read.labels)


def _seat(plan: Plan, read: Read, label: str, known: Known, first: dict[str, int], column: str) -> None:
    """Put one table into the plan, or say why it has no place there."""
    there = label in known.tables
    if label in first:
        plan.faults.append(_fault(read.line, column, Message(TWICE, {"label": label, "other": first[label]})))
    elif there and known.tables[label] != known.communities.get(read.name.casefold()):
        plan.faults.append(_fault(read.line, column, Message(SEATED, {"label": label})))
    else:
        plan.rows.append(Row(read.line, label, read.name, read.locale, there))
    first.setdefault(label, read.line)


def _fault(line: int, column: str, reason: Message) -> Fault:
    return Fault(line, Message(AT, {"line": line, "column": column, "reason": reason}))
