"""Questions: from the office to what a conference asks, in which order and in which words.

Every wording is kept: a reflection stays filed under the one that its table had read. What would file it elsewhere is
refused: other words for an open question that tables have answered, since more phones hold the old ones and are
writing; and taking a question away that has been answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from reflection_wall.models import Prompt, Reflection, Revision, Wording
from reflection_wall.rules import written
from reflection_wall.rules.questions import STAGES
from reflection_wall.rules.refusals import Conflict, Message, Unknown, later
from reflection_wall.rules.written import LONGEST_QUESTION, Faults
from reflection_wall.services.arrange import rows
from reflection_wall.store import Store, Writing

Words = Mapping[str, str]

BEING_ANSWERED = later(
    "Tables have answered this question and more are writing. Close it first, then reword it, or add a new one."
)
ANSWERED = later("Tables have answered this question, so that it stays.")
STARTED = later("Tables have shared already: the questions can no longer be replaced. Please add new ones instead.")
THE_LAST = later("A conference has at least one question.")


@dataclass(frozen=True)
class Asked:
    """A question as the office lists it; `earlier` are its wordings before the present one, the newest first."""

    id: int
    position: int
    version: int
    state: str
    text: dict[str, str]
    earlier: list[dict[str, str]]
    answered: bool


def listed(session: Session, conference_id: int) -> list[Asked]:
    """Every question with its wordings, in order."""
    return [_asked(session, prompt) for prompt in _prompts(session, conference_id)]


def one(session: Session, conference_id: int, prompt_id: int) -> Asked:
    """One question with its wordings. Raises Unknown."""
    return _asked(session, _one(session, conference_id, prompt_id))


def add(store: Store, conference_id: int, text: Words) -> int:
    """One more question at the end, closed; returns its number. Raises Invalid, Archived."""
    kept = _checked(text)

    def deed(writing: Writing) -> int:
        conference = rows.running(writing, conference_id)
        prompts = _prompts(writing.session, conference_id)
        last = max((each.position for each in prompts), default=0)
        prompt = Prompt(conference_id=conference.id, position=last + 1, state="closed", version=1)
        writing.session.add(prompt)
        writing.session.flush()
        writing.session.add(Wording(prompt_id=prompt.id, version=1, text=kept))
        return prompt.id

    return store.write(deed)


def reword(store: Store, conference_id: int, prompt_id: int, text: Words) -> None:
    """Other words for a question, as its next version; the same words change nothing. Raises Invalid, Conflict while it
    is open and answered, Unknown, Archived."""
    kept = _checked(text)

    def deed(writing: Writing) -> None:
        rows.running(writing, conference_id)
        prompt = _one(writing.session, conference_id, prompt_id)
        if writing.session.get_one(Wording, (prompt.id, prompt.version)).text == kept:
            return
        if prompt.state == "open" and _is_answered(writing.session, prompt_id):
            raise Conflict(Message(BEING_ANSWERED))
        prompt.version += 1
        writing.session.add(Wording(prompt_id=prompt.id, version=prompt.version, text=kept))

    store.write(deed)


def move(store: Store, conference_id: int, prompt_id: int, places: int) -> None:
    """Move a question up (negative) or down. Raises Unknown, Archived."""

    def deed(writing: Writing) -> None:
        rows.running(writing, conference_id)
        order = _prompts(writing.session, conference_id)
        at = order.index(_one(writing.session, conference_id, prompt_id))
        order.insert(max(0, min(len(order) - 1, at + places)), order.pop(at))
        for position, prompt in enumerate(order, start=1):
            prompt.position = position

    store.write(deed)


def take_away(store: Store, conference_id: int, prompt_id: int) -> None:
    """Take a question away that nobody has answered. Raises Conflict, Unknown, Archived."""

    def deed(writing: Writing) -> None:
        rows.running(writing, conference_id)
        prompt = _one(writing.session, conference_id, prompt_id)
        if _is_answered(writing.session, prompt_id):
            raise Conflict(Message(ANSWERED))
        if len(_prompts(writing.session, conference_id)) == 1:
            raise Conflict(Message(THE_LAST))
        _remove(writing, prompt)

    store.write(deed)


def stage(store: Store, conference_id: int) -> None:
    """Ask in three stages, challenge, choice and action, in place of what was to be asked. Raises Conflict once
    anything has been shared, Archived."""

    def deed(writing: Writing) -> None:
        conference = rows.running(writing, conference_id)
        prompts = _prompts(writing.session, conference_id)
        if any(_is_answered(writing.session, each.id) for each in prompts):
            raise Conflict(Message(STARTED))
        for prompt in prompts:
            _remove(writing, prompt)
        rows.ask(writing, conference, STAGES)

    store.write(deed)


def _checked(text: Words) -> dict[str, str]:
    faults = Faults()
    kept = written.text(faults, "question", text, LONGEST_QUESTION, needed=True)
    faults.settle()
    return kept


def _asked(session: Session, prompt: Prompt) -> Asked:
    wordings = select(Wording.text).where(Wording.prompt_id == prompt.id).order_by(Wording.version.desc())
    present, *earlier = session.scalars(wordings)
    answered = _is_answered(session, prompt.id)
    return Asked(prompt.id, prompt.position, prompt.version, prompt.state, present, earlier, answered)


def _prompts(session: Session, conference_id: int) -> list[Prompt]:
    statement = select(Prompt).where(Prompt.conference_id == conference_id).order_by(Prompt.position)
    return list(session.scalars(statement))


def _one(session: Session, conference_id: int, prompt_id: int) -> Prompt:
    found = session.get(Prompt, prompt_id)
    if found is None or found.conference_id != conference_id:
        raise Unknown
    return found


def _is_answered(session: Session, prompt_id: int) -> bool:
    """Whether anything was ever filed under it: what was taken back still names it."""
    return any(
        session.scalar(statement.limit(1)) is not None
        for statement in (
            select(Reflection.id).where(Reflection.prompt_id == prompt_id),
            select(Revision.reflection_id).where(Revision.prompt_id == prompt_id),
        )
    )


def _remove(writing: Writing, prompt: Prompt) -> None:
    writing.session.execute(delete(Wording).where(Wording.prompt_id == prompt.id))
    writing.session.delete(prompt)
    writing.session.flush()
