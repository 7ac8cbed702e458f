"""The questions of a conference: their words in every version, their order, and which is open."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules.questions import STAGES
from reflection_wall.services import ask
from reflection_wall.services.arrange import questions
from reflection_wall.services.sign_in import Person
from reflection_wall.store import Store
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import conference_of, doer, framed, me

office_questions = Blueprint("office_questions", __name__, url_prefix="/office/c/<code>/questions")


@office_questions.get("")
def show(code: str) -> ResponseReturnValue:
    """Every question, in order."""
    person = me("read set-up")
    return _page(person, conference_of(person, code))


@office_questions.post("")
def add(code: str) -> ResponseReturnValue:
    """One more, closed."""
    return _do(code, lambda store, found: questions.add(store, found.id, typed.words("question")), "question")


@office_questions.post("/stages")
def stages(code: str) -> ResponseReturnValue:
    """Three stages in place of what was to be asked."""
    return _do(code, lambda store, found: questions.stage(store, found.id), "stages")


@office_questions.get("/<int:prompt_id>")
def edit(code: str, prompt_id: int) -> ResponseReturnValue:
    """The form to reword one."""
    person = me("set up")
    return _one(person, conference_of(person, code), prompt_id, {})


@office_questions.post("/<int:prompt_id>")
def reword(code: str, prompt_id: int) -> ResponseReturnValue:
    """Other words, as the next version."""
    person, store = doer("set up")
    found = conference_of(person, code)
    with house().store.reading() as session:
        kept = questions.one(session, found.id, prompt_id)
    wish = typed.words("question", kept.text)
    if faults := typed.faults(lambda: questions.reword(store, found.id, prompt_id, wish), "question"):
        return _one(person, found, prompt_id, faults)
    return _back(found)


@office_questions.post("/<int:prompt_id>/move")
def move(code: str, prompt_id: int) -> ResponseReturnValue:
    """Up or down in the order."""

    def deed(store: Store, found: Conference) -> None:
        questions.move(store, found.id, prompt_id, -1 if typed.line("way") == "up" else 1)

    return _do(code, deed, "listed")


@office_questions.post("/<int:prompt_id>/state")
def set_state(code: str, prompt_id: int) -> ResponseReturnValue:
    """Open one, and close the one that was open; or close it."""

    def deed(store: Store, found: Conference) -> None:
        turn = ask.open_prompt if typed.line("state") == "open" else ask.close_prompts
        turn(store, found.id, prompt_id)

    return _do(code, deed, "listed")


@office_questions.post("/<int:prompt_id>/take-away")
def take_away(code: str, prompt_id: int) -> ResponseReturnValue:
    """Take one away that nobody has answered."""
    return _do(code, lambda store, found: questions.take_away(store, found.id, prompt_id), "listed")


def _do(code: str, deed: Callable[[Store, Conference], object], field: str) -> ResponseReturnValue:
    person, store = doer("set up")
    found = conference_of(person, code)
    if faults := typed.faults(lambda: deed(store, found), field):
        return _page(person, found, faults)
    return _back(found)


def _back(found: Conference) -> ResponseReturnValue:
    return redirect(url_for("office_questions.show", code=found.code), 303)


def _page(person: Person, found: Conference, faults: dict[str, str] | None = None) -> Response:
    with house().store.reading() as session:
        listed = questions.listed(session, found.id)
    return framed(
        "office/questions.html",
        person,
        422 if faults else 200,
        here="office_questions.show",
        conference=found,
        questions=listed,
        stages=STAGES,
        answered=any(each.answered for each in listed),
        values={"question": typed.words("question")} if faults else {},
        faults=faults or {},
        may_change=person.may("set up") and found.state != "archived",
    )


def _one(person: Person, found: Conference, prompt_id: int, faults: dict[str, str]) -> Response:
    with house().store.reading() as session:
        question = questions.one(session, found.id, prompt_id)
    return framed(
        "office/question.html",
        person,
        422 if faults else 200,
        here="office_questions.show",
        conference=found,
        question=question,
        values={"question": typed.words("question") if faults else question.text},
        faults=faults,
    )
