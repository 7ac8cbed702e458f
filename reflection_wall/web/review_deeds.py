"""Review deeds: from a sent form to one deed on what was said, done and kept for being taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgspec import structs
from werkzeug.datastructures import MultiDict

from reflection_wall.models import Conference
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.services import code, codebooks, memo, sift
from reflection_wall.services.code import Passage, Seen
from reflection_wall.services.deeds import Last
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import last_deed, review_query
from reflection_wall.web.bodies import misshapen
from reflection_wall.web.house import house
from reflection_wall.web.looking import looked
from reflection_wall.web.review_query import View
from reflection_wall.web.speech import locale

Form = MultiDict[str, str]

NOTHING = later("Please choose at least one reflection first.")


@dataclass(frozen=True)
class Wanted:
    """One deed: `deed` is give, take, done, undone, memo, unmemo or undo; on which reflections, or all that pass."""

    deed: str
    seen: tuple[Seen, ...] = ()
    everything: bool = False
    code: int = 0
    book: str = ""
    passage: Passage | None = None
    memo: int = 0
    text: str = ""


def read(form: Form) -> Wanted:
    """What a form asks for. A button names its deed with everything that belongs to it: `take-one` is a code on one
    reflection, `write` the reflection whose memo box was filled. Raises Invalid."""
    seen = tuple(_seen(each) for each in form.getlist("reflection"))
    if "take-one" in form:
        reflection, number, *part = form["take-one"].split(":")
        return Wanted("take", (Seen(reflection),), code=_number(number), passage=_passage(part))
    if "write" in form:
        return Wanted("memo", (Seen(form["write"]),), text=form.get(f"memo-{form['write']}", ""))
    if "unwrite" in form:
        return Wanted("unmemo", memo=_number(form["unwrite"]))
    if "give" in form:
        deed = "take" if form.get("way") == "take" else "give"
        part = [each for each in (form.get("start"), form.get("end")) if each]
        return Wanted(deed, seen, "everything" in form, _number(form["give"]), passage=_passage(part))
    deed = next((each for each in ("undo", "done", "undone") if each in form), "")
    return Wanted(deed, seen, "everything" in form, book=form.get("book", ""))


def do(store: Store, person: Person, found: Conference, form: Form, view: View) -> list[str]:
    """Do what a form asks for and keep it; returns the reflections that it touched. Raises what the deed raises."""
    wanted = read(form)
    if wanted.deed == "undo":
        return last_deed.take_back(store, person, found)
    if wanted.deed == "unmemo":
        return _unwrite(store, person, found, wanted)
    seen = _meant(person, found, wanted, view)
    if wanted.deed == "memo":
        number = memo.add(store, found.programme_id, person.id, seen[0].reflection, wanted.text)
        last = Last("memo", {"memo": number, "reflection": seen[0].reflection})
    elif wanted.deed in ("give", "take"):
        last = _coded(store, person, found, wanted, seen)
    elif wanted.deed in ("done", "undone"):
        name = _book_name(found, wanted.book)
        yes, strictly = wanted.deed == "done", not wanted.everything
        undo = code.done(store, found.programme_id, person.id, seen, wanted.book, is_done=yes, strictly=strictly)
        last = last_deed.coded(wanted.deed, undo, len(seen), name)
    else:
        raise misshapen("deed")
    last_deed.keep(store, person, found, last)
    return [each.reflection for each in seen]


def _coded(store: Store, person: Person, found: Conference, wanted: Wanted, seen: list[Seen]) -> Last:
    names = _code_names(found)
    if wanted.code not in names:
        raise Unknown
    what = (wanted.code, wanted.passage)
    if wanted.deed == "give":
        undo = code.give(store, found.programme_id, person.id, seen, *what, strictly=not wanted.everything)
    else:
        these = [each.reflection for each in seen]
        undo = code.take(store, found.programme_id, person.id, these, *what, strictly=not wanted.everything)
    return last_deed.coded(wanted.deed, undo, len(seen), names[wanted.code])


def _unwrite(store: Store, person: Person, found: Conference, wanted: Wanted) -> list[str]:
    gone = memo.remove(store, found.programme_id, person.id, wanted.memo)
    what = {"reflection": gone.reflection, "text": gone.text, "at": iso(gone.at)}
    last_deed.keep(store, person, found, Last("memo taken", what, gone.reflection))
    return [gone.reflection]


def _meant(person: Person, found: Conference, wanted: Wanted, view: View) -> list[Seen]:
    """The reflections that a deed is about: those chosen, or everything that passes the filters. Raises Invalid."""
    if not wanted.everything:
        if not wanted.seen:
            raise Invalid({"reflection": Message(NOTHING)})
        return list(wanted.seen)
    asked = review_query.asked(person, found.programme_id, view)
    states = tuple(each for each in asked.sieve.states if each in review_query.STATES_TO_READ)
    if asked.sieve.states and not states:  # what is hidden or taken back can be read, and not coded
        raise Invalid({"reflection": Message(NOTHING)})
    asked = replace(asked, sieve=structs.replace(asked.sieve, states=states))
    passing = looked(lambda session: sift.passing(session, asked), long=bool(asked.sieve.text))
    if not passing:
        raise Invalid({"reflection": Message(NOTHING)})
    return [Seen(*each) for each in passing]


def _code_names(found: Conference) -> dict[int, str]:
    with house().store.reading() as session:
        listed = codebooks.listed(session, found.programme_id)
    return {each["id"]: said(each["name"], locale()) for book in listed for each in book["codes"]}


def _book_name(found: Conference, book: str) -> str:
    with house().store.reading() as session:
        return said(codebooks.books(session, found.programme_id, book)[0].name, locale())


def _seen(raw: str) -> Seen:
    reflection, _, revision = raw.partition(":")
    return Seen(reflection, _number(revision) if revision else None)


def _passage(part: list[str]) -> Passage | None:
    return Passage(_number(part[0]), _number(part[1])) if len(part) == 2 else None


def _number(raw: str) -> int:
    """Raises Invalid."""
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise misshapen("number")
    return int(raw)
