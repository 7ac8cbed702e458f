"""Translate: a person's translation, from the desk to beneath the words of a reflection, on walls and in hands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete

from reflection_wall.models import Revision, Translation
from reflection_wall.rules import moderation
from reflection_wall.rules.cleaning import LONGEST_TEXT, clean, is_blank, length
from reflection_wall.rules.languages import is_tag
from reflection_wall.rules.refusals import Conflict, Invalid, Message, later
from reflection_wall.store import Store, Writing


@dataclass(frozen=True)
class Rendering:
    """The words in another language, None to take them away, and the version of the reflection that was read."""

    lang: str
    text: str | None
    version: int


def translate(store: Store, conference_id: int, public_id: str, pass_id: int, given: Rendering) -> None:
    """Put a translation beneath the newest words. Raises Unknown, Invalid, Conflict when they changed meanwhile."""
    checked = _checked(given)
    store.write(lambda writing: _translate(writing, conference_id, public_id, pass_id, checked))


def _checked(given: Rendering) -> Rendering:
    if not is_tag(given.lang):
        raise Invalid({"lang": Message(later("The language is a short code such as en-CA or fr."))})
    if given.text is None:
        return given
    said = clean(given.text)
    if is_blank(said) or length(said) > LONGEST_TEXT:
        raise Invalid({"text": Message(later("That is longer than a reflection can be, or nothing at all."))})
    return Rendering(given.lang, said, given.version)


def _translate(writing: Writing, conference_id: int, public_id: str, pass_id: int, given: Rendering) -> None:
    row = writing.reflection(conference_id, public_id)
    if row.version != given.version or row.state in moderation.FINAL:
        raise Conflict
    writing.session.execute(delete(Translation).where(Translation.reflection_id == row.id))
    if given.text is not None:
        newest = writing.session.get_one(Revision, (row.id, row.revision))
        writing.session.add(
            Translation(
                reflection_id=row.id,
                words_hash=newest.words_hash,
                lang=given.lang,
                text=given.text,
                pass_id=pass_id,
                written_at=writing.now,
            )
        )
    row.version += 1
    writing.changed(row)
