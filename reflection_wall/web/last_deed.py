"""Last deed: from what a deed gives back to plain values that are kept, and from these to taking it back.

Each face keeps its own kinds of deeds; any page takes any of them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext

from reflection_wall.models import Conference
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import Conflict, Message, later
from reflection_wall.services import agree, code, deeds, group, memo
from reflection_wall.services.code import Done, Mark, Passage, Undo
from reflection_wall.services.deeds import Last
from reflection_wall.services.group import Formed
from reflection_wall.services.memo import Thought
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web.house import house

What = Mapping[str, Any]


def keep(store: Store, person: Person, conference: Conference, last: Last) -> None:
    """Keep what somebody did just now."""
    what = {**last.what, "conference": conference.id}
    deeds.keep(store, conference.programme_id, person.id, Last(last.kind, what, last.reflection))


def sentence_of(person: Person, conference: Conference) -> str:
    """What somebody did last in this programme, in a few words; nothing when there is nothing to take back."""
    last = present(person, conference)
    return _said(last) if last else ""


def present(person: Person, conference: Conference) -> Last | None:
    """The deed that can be taken back."""
    with house().store.reading() as session:
        return deeds.last(session, conference.programme_id, person.id, house().store.clock())


def take_back(store: Store, person: Person, conference: Conference) -> list[str]:
    """Undo the last deed; returns the reflections that it was about. Raises Conflict when there is none."""
    last = present(person, conference)
    if last is None:
        raise Conflict(Message(later("There is nothing to take back.")))
    touched = _BACK[last.kind](store, person, conference, last.what)
    deeds.forget(store, person.id)
    return touched


def coded(kind: str, undo: Undo, many: int, name: str) -> Last:
    """A deed of `code` as it is kept: what it was, on how many reflections, and the name of the code or codebook."""
    put, taken = ([_mark(each) for each in marks] for marks in (undo.put, undo.taken))
    return Last(kind, {"put": put, "taken": taken, "many": many, "name": name})


def _said(last: Last) -> str:
    name, many = last.what.get("name", ""), int(last.what.get("many", 1))
    said: dict[str, Callable[[], str]] = {
        "give": lambda: gettext("“%(name)s” given", name=name),
        "take": lambda: gettext("“%(name)s” taken away", name=name),
        "done": lambda: gettext("Marked as done with “%(name)s”", name=name),
        "undone": lambda: gettext("No longer marked as done with “%(name)s”", name=name),
        "memo": lambda: gettext("Memo written"),
        "memo taken": lambda: gettext("Memo taken away"),
        "settle": lambda: gettext("Settled: “%(name)s”", name=name),
        "form": lambda: gettext("Theme “%(name)s” made", name=name),
        "merge": lambda: gettext("Theme “%(name)s” put into another", name=name),
        "moved": lambda: gettext("Put into “%(name)s”", name=name),
        "drop": lambda: gettext("Theme “%(name)s” taken away", name=name),
        "rename": lambda: gettext("Theme “%(name)s” changed", name=name),
    }
    return said[last.kind]() + (f" ({many})" if many > 1 else "")


def _mark(mark: Mark | Done) -> list[Any]:
    if isinstance(mark, Done):
        return [mark.reflection, mark.codebook, mark.revision, iso(mark.at)]
    part = [mark.passage.start, mark.passage.end] if mark.passage else [None, None]
    return [mark.reflection, mark.code, mark.revision, iso(mark.at), *part]


def _marked(kept: list[Any]) -> Mark | Done:
    reflection, of, revision, at, *part = kept
    when = datetime.fromisoformat(at)
    if not part:
        return Done(reflection, of, revision, when)
    return Mark(reflection, of, revision, Passage(*part) if part[0] is not None else None, when)


def _uncode(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    put, taken = (tuple(_marked(each) for each in what[side]) for side in ("put", "taken"))
    code.undo(store, conference.programme_id, person.id, Undo(put, taken))
    return list(dict.fromkeys(mark.reflection for mark in (*put, *taken)))


def _unwrite(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    memo.remove(store, conference.programme_id, person.id, what["memo"])
    return [what["reflection"]]


def _rewrite(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    thought = Thought(what["reflection"], what["text"], datetime.fromisoformat(what["at"]))
    memo.restore(store, conference.programme_id, person.id, thought)
    return [what["reflection"]]


def _unsettle(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    agree.settle(store, conference.programme_id, person.id, what["reflection"], what["code"], stands=what["before"])
    return [what["reflection"]]


def _unform(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    group.drop_theme(store, what["conference"], what["theme"])
    return []


def _reform(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    formed = Formed(what["theme"], what["name"], what["position"], tuple(what["reflections"]))
    group.form(store, what["conference"], formed.theme, formed.name, formed.reflections, formed.position)
    return []


def _unmove(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    group.move(store, what["conference"], what["before"])
    return []


def _unname(store: Store, person: Person, conference: Conference, what: What) -> list[str]:
    group.put_theme(store, what["conference"], what["theme"], what["name"], what.get("position"))
    return []


_BACK: dict[str, Callable[[Store, Person, Conference, What], list[str]]] = {
    **dict.fromkeys(("give", "take", "done", "undone"), _uncode),
    "memo": _unwrite,
    "memo taken": _rewrite,
    "settle": _unsettle,
    "form": _unform,
    **dict.fromkeys(("merge", "drop"), _reform),
    "moved": _unmove,
    "rename": _unname,
}
