"""Judging again: what a moderator has hidden, taken down or redacted since a backup was made comes over whole, so that
a phone that sends it again finds it known; what a group has allowed to fewer people is allowed to no more.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Pass, Prompt, Reflection, Revision, Table, Translation, Verdict
from reflection_wall.rules import visibility
from reflection_wall.services.retain.standing import CONSENTS, Chosen, Judged
from reflection_wall.store import Writing


def stand_again(writing: Writing, conference_id: int, was: Judged) -> bool:
    """Let one reflection stand, and read, as a moderator left it; says whether it did not yet."""
    session = writing.session
    row = session.scalar(_known(conference_id, was.itself["write_key_hash"]))
    if row is None:
        row = _missing(writing, conference_id, was)
    elif row.state == "erased" or row.revision == 0 or _as_it_was(session, row, was):
        return False
    if row is None:
        return False
    newer, withdrawn = row.revision > was.standing["revision"], row.state == "withdrawn"
    if not newer:
        for name, value in was.standing.items():
            setattr(row, name, value)
    if withdrawn or newer:
        # Words that the replaced database has never seen were judged by nobody there.
        row.state = "withdrawn" if withdrawn else "hidden" if was.standing["state"] == "hidden" else "held"
        row.shown_revision = None
    row.redacted = row.redacted or was.standing["redacted"]
    row.show_at, row.version = None, row.version + 1
    session.add(row)
    session.flush()
    _word_again(session, row, was)
    visibility.remember(row)
    writing.changed(row)
    return True


def choose_again(writing: Writing, conference_id: int, was: Chosen) -> bool:
    """Let a group allow no more than it did last; says whether that is less than it seemed."""
    row = writing.session.scalar(_known(conference_id, was.write_key_hash))
    if row is None or row.revision == 0 or row.state == "erased":
        return False
    lower = min(row.consent, was.consent, key=CONSENTS.index)
    if (row.consent, row.on_wall) == (lower, row.on_wall and was.on_wall):
        return False
    for each in (row, writing.session.get_one(Revision, (row.id, row.revision))):
        each.consent, each.on_wall = lower, each.on_wall and was.on_wall
    row.version += 1
    writing.changed(row)
    return True


def free_reference(session: Session, conference_id: int, reference: str) -> str:
    """This reference, or one like it: another phone may have drawn the same letters since."""
    taken = select(Reflection.id).where(Reflection.conference_id == conference_id, Reflection.reference == reference)
    return reference if session.scalar(taken) is None else f"{reference}-{secrets.token_hex(2)}"


def _known(conference_id: int, write_key_hash: str) -> Select[Reflection]:
    return select(Reflection).where(
        Reflection.conference_id == conference_id, Reflection.write_key_hash == write_key_hash
    )


def _as_it_was(session: Session, row: Reflection, was: Judged) -> bool:
    """Whether the backup says the same: it was made after the verdict."""
    here = {each.number: each.text for each in session.scalars(_wordings_of(row))}
    there = {each["number"]: each["text"] for _, each in was.wordings}
    same = (row.state, row.redacted) == (was.standing["state"], was.standing["redacted"])
    return same and all(here.get(number, text) == text for number, text in there.items())


def _missing(writing: Writing, conference_id: int, was: Judged) -> Reflection | None:
    """A row for what the backup has never seen, where it has tables at all."""
    at = select(Table).where(Table.conference_id == conference_id)
    table = writing.session.scalars(at.order_by(Table.label != was.label, Table.id).limit(1)).first()
    if table is None:
        return None
    guarded = writing.session.get_one(Community, table.community_id).guarded
    place = {"table_id": table.id, "community_id": table.community_id, "guarded": guarded, "muted": table.muted}
    itself = was.itself | {"reference": free_reference(writing.session, conference_id, was.itself["reference"])}
    return Reflection(conference_id=conference_id, version=1, revision=0, state="held", **place, **itself)


def _word_again(session: Session, row: Reflection, was: Judged) -> None:
    """The wordings, and the verdicts on them, as they were."""
    here = {each.number: each for each in session.scalars(_wordings_of(row))}
    for position, told in was.wordings:
        if (known := here.get(told["number"])) is not None:
            known.text, known.headline = told["text"], told["headline"]
        else:
            prompt = _prompt(session, row.conference_id, position)
            session.add(Revision(reflection_id=row.id, prompt_id=prompt, **told))
            if told["number"] == row.revision:
                row.prompt_id = prompt
    if row.redacted:
        session.execute(delete(Translation).where(Translation.reflection_id == row.id))
    given = select(Verdict.deed, Verdict.given_at).where(Verdict.reflection_id == row.id)
    there = {tuple(each) for each in session.execute(given)}
    for key_hash, role, told in was.verdicts:
        by = _pass(session, row.conference_id, key_hash, role)
        if by is not None and (told["deed"], told["given_at"]) not in there:
            session.add(Verdict(reflection_id=row.id, pass_id=by, **told))


def _wordings_of(row: Reflection) -> Select[Revision]:
    return select(Revision).where(Revision.reflection_id == row.id)


def _prompt(session: Session, conference_id: int, position: int) -> int:
    """The question at this position, or the first one where the backup has none there yet."""
    here = select(Prompt.id).where(Prompt.conference_id == conference_id)
    return session.scalars(here.order_by(Prompt.position != position, Prompt.position).limit(1)).one()


def _pass(session: Session, conference_id: int, key_hash: str, role: str) -> int | None:
    """The pass itself, or another of its role where it was made after the backup."""
    of_role = select(Pass.id).where(Pass.conference_id == conference_id, Pass.role == role)
    return session.scalars(of_role.order_by(Pass.key_hash != key_hash, Pass.id).limit(1)).first()
