"""Ask: from desk or command line to the questions of a conference: which there are, and which is open.

The open question is part of the stage document, so every change here gives the stage a new number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reflection_wall.models import Conference, Prompt, Stage, Wording
from reflection_wall.rules.cleaning import clean, is_blank, length
from reflection_wall.rules.languages import SPOKEN
from reflection_wall.rules.refusals import Invalid, Message, Unknown, later
from reflection_wall.store import Store, Writing

LONGEST_QUESTION = 1000
LONGEST_GRACE = 60 * 60
NO_QUESTION = later("This conference has no question with the number %(number)s.")


def open_prompt(store: Store, conference_id: int, prompt_id: int | None = None) -> None:
    """Open a prompt and close the one that was open; without an id the first. Raises Unknown, Archived."""
    store.write(lambda writing: _open(writing, conference_id, prompt_id))


def close_prompts(store: Store, conference_id: int, prompt_id: int | None = None, grace: int = 0) -> None:
    """Close one prompt, or all, `grace` seconds from now; what arrives after that is late.

    Raises Unknown, Archived, Invalid.
    """
    if not 0 <= grace <= LONGEST_GRACE:
        raise Invalid({"grace": Message(later("The last call lasts between 0 seconds and an hour."))})
    store.write(lambda writing: _close(writing, conference_id, prompt_id, grace))


def add_prompt(store: Store, conference_id: int, text: str | Mapping[str, str]) -> int:
    """Add a question at the end, closed, in the conference's language or in several; returns its id.

    Raises Invalid, Archived.
    """
    said = {language: clean(words) for language, words in ({"": text} if isinstance(text, str) else text).items()}
    if not said or any(is_blank(words) for words in said.values()):
        raise Invalid({"text": Message(later("Please write the question."))})
    if any(length(words) > LONGEST_QUESTION for words in said.values()):
        raise Invalid(
            {"text": Message(later("A question has at most %(most)s characters."), {"most": LONGEST_QUESTION})}
        )
    if not said.keys() <= {"", *SPOKEN}:
        raise Invalid({"text": Message(later("There is no such language here."))})
    return store.write(lambda writing: _add(writing, conference_id, said))


def close_due(store: Store) -> float | None:
    """Close what has come to the end of its last call; returns the seconds until the next will, or None."""
    now = store.clock()
    with store.reading() as session:
        ends = {key: at for key, at in session.execute(_closing()) if at is not None}
    due = [key for key, at in ends.items() if at <= now]
    if due:
        store.write(lambda writing: _close_due(writing, due))
    left = [(at - now).total_seconds() for at in ends.values() if at > now]
    return min(left) if left else None


def prompt_at(session: Session, conference_id: int, position: int) -> int:
    """The id of the prompt that stands at this place, from 1, in the organizer's order. Raises Unknown."""
    found = session.scalar(select(Prompt.id).where(Prompt.conference_id == conference_id, Prompt.position == position))
    if found is None:
        raise Unknown(Message(NO_QUESTION, {"number": position}))
    return found


def _open(writing: Writing, conference_id: int, prompt_id: int | None) -> None:
    stage = writing.stage(conference_id)
    prompts = _prompts(writing, conference_id)
    chosen = _one(prompts, prompt_id) if prompt_id is not None else prompts[0]
    for prompt in prompts:
        prompt.closes_at = None
        if prompt is not chosen:
            prompt.state = "closed"
    writing.session.flush()  # the database allows one open prompt: the other is closed first
    if chosen.state != "open":
        chosen.state, chosen.opened_at = "open", writing.now
        stage.ends_at = None  # the time was the other question's
    writing.changed(stage)


def _close(writing: Writing, conference_id: int, prompt_id: int | None, grace: int) -> None:
    stage = writing.stage(conference_id)
    prompts = _prompts(writing, conference_id)
    for prompt in [_one(prompts, prompt_id)] if prompt_id is not None else prompts:
        if grace and prompt.state == "open":
            prompt.closes_at = writing.now + timedelta(seconds=grace)
        else:
            prompt.state, prompt.closes_at = "closed", None
    writing.changed(stage)


def _add(writing: Writing, conference_id: int, said: dict[str, str]) -> int:
    stage = writing.stage(conference_id)
    conference = writing.session.get_one(Conference, conference_id)
    last = max((prompt.position for prompt in _prompts(writing, conference_id)), default=0)
    prompt = Prompt(conference_id=conference_id, position=last + 1, state="closed", version=1)
    writing.session.add(prompt)
    writing.session.flush()
    writing.session.add(
        Wording(
            prompt_id=prompt.id,
            version=1,
            text={language or conference.locale: words for language, words in said.items()},
        )
    )
    writing.changed(stage)
    return prompt.id


def _closing() -> Select[int, datetime | None]:
    return select(Prompt.id, Prompt.closes_at).where(Prompt.state == "open", Prompt.closes_at.is_not(None))


def _close_due(writing: Writing, due: list[int]) -> None:
    for key in due:
        prompt = writing.session.get_one(Prompt, key)
        if prompt.closes_at is not None and prompt.closes_at <= writing.now:
            prompt.state, prompt.closes_at = "closed", None
            writing.changed(writing.session.get_one(Stage, prompt.conference_id))


def _prompts(writing: Writing, conference_id: int) -> list[Prompt]:
    statement = select(Prompt).where(Prompt.conference_id == conference_id).order_by(Prompt.position)
    return list(writing.session.scalars(statement))


def _one(prompts: list[Prompt], prompt_id: int) -> Prompt:
    found = next((prompt for prompt in prompts if prompt.id == prompt_id), None)
    if found is None:
        raise Unknown(Message(NO_QUESTION, {"number": prompt_id}))
    return found
