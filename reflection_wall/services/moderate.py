"""Moderate: a person's verdict on one reflection, from the desk into the store. Hide beats everything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, select

from reflection_wall.models import Reflection, Revision, Translation, Verdict
from reflection_wall.rules import moderation, visibility
from reflection_wall.rules.cleaning import LONGEST_TEXT, clean, is_blank, length
from reflection_wall.rules.flags import flags
from reflection_wall.rules.moderation import Deed, Standing
from reflection_wall.rules.refusals import Conflict, Invalid, Message, later
from reflection_wall.store import Store, Writing

LONGEST_REASON = 300
TAKEN_BACK = later("Its group has taken it back.")
NOT_HIDDEN = later("Only what is hidden can be shown again in this way.")
# Deeds after which a reflection stands elsewhere, or reads otherwise.
_MOVING = ("show", "hold", "hide", "restore", "redact")


@dataclass(frozen=True)
class Judgement:
    """What a person decides: the deed, on which version they saw, why, and the new text of a redaction."""

    deed: Deed
    version: int
    reason: str | None = None
    text: str | None = None


def judge(store: Store, conference_id: int, public_id: str, pass_id: int, given: Judgement) -> None:
    """Carry out a verdict. A hide needs no right version, and changes nothing where the group has been quicker still.

    Raises Unknown, Invalid, Conflict when somebody was quicker or the group has taken it back, store.Unavailable.
    """
    checked = _checked(given)
    store.write(lambda writing: _judge(writing, conference_id, public_id, pass_id, checked))


@dataclass(frozen=True)
class Hush:
    """All that one table has shared, or what arrived since a moment, and why it goes."""

    table_id: int
    since: datetime | None = None
    reason: str | None = None


def hide_all(store: Store, conference_id: int, pass_id: int, given: Hush) -> list[tuple[str, int]]:
    """Hide what a table has shared, each by an ordinary verdict; returns id and version of each, as this left it.

    Raises store.Unavailable.
    """
    reason = clean(given.reason or "")[:LONGEST_REASON] or None
    return store.write(lambda writing: _hide_all(writing, conference_id, pass_id, replace(given, reason=reason)))


def _checked(given: Judgement) -> Judgement:
    reason = clean(given.reason or "")[:LONGEST_REASON] or None
    if given.deed != "redact":
        return Judgement(given.deed, given.version, reason)
    text = clean(given.text or "")
    if is_blank(text):
        raise Invalid({"text": Message(later("Please say what it should read instead."))})
    if length(text) > LONGEST_TEXT:
        raise Invalid({"text": Message(later("That is longer than a reflection can be."))})
    return Judgement(given.deed, given.version, reason, text)


def _judge(writing: Writing, conference_id: int, public_id: str, pass_id: int, given: Judgement) -> None:
    row = writing.reflection(conference_id, public_id)
    if row.state in moderation.FINAL:
        if given.deed == "hide":
            return
        raise Conflict(Message(TAKEN_BACK))
    if row.version != given.version and given.deed != "hide":
        raise Conflict
    before = Standing(cast(moderation.State, row.state), row.shown_revision, row.show_at is not None)
    earlier = _earlier(writing, row) if given.deed == "restore" else None
    newest = writing.session.get_one(Revision, (row.id, row.revision))
    _carry_out(writing, row, newest, moderation.judged(given.deed, before, row.revision, earlier))
    if given.deed == "redact" and given.text is not None:
        _redact(writing, row, newest, given.text)
    row.pinned = given.deed == "pin" or (row.pinned and given.deed != "unpin")
    row.version += 1
    visibility.remember(row)
    writing.session.add(_verdict(writing, row, pass_id, given, before))
    writing.changed(row)


def _hide_all(writing: Writing, conference_id: int, pass_id: int, given: Hush) -> list[tuple[str, int]]:
    found = (
        select(Reflection.public_id, Reflection.version)
        .join(Revision, (Revision.reflection_id == Reflection.id) & (Revision.number == Reflection.revision))
        .where(
            Reflection.conference_id == conference_id,
            Reflection.table_id == given.table_id,
            Reflection.state.in_(("live", "held")),
        )
    )
    if given.since is not None:
        found = found.where(Revision.received_at >= given.since)
    rows = writing.session.execute(found).all()
    for public_id, version in rows:
        _judge(writing, conference_id, public_id, pass_id, Judgement("hide", version, given.reason))
    return [(public_id, version + 1) for public_id, version in rows]


def _earlier(writing: Writing, row: Reflection) -> Standing:
    """Where it stood before the deed that is taken back: a hide, or a show of the words that are up."""
    if row.state == "hidden":
        return _before_hiding(writing, row)
    last = writing.session.scalars(
        select(Verdict).where(Verdict.reflection_id == row.id, Verdict.deed.in_(_MOVING)).order_by(Verdict.id.desc())
    ).first()
    if row.state != "live" or last is None or (last.deed, last.revision) != ("show", row.revision):
        raise Conflict(Message(NOT_HIDDEN))
    # Wording that was up before the newer one was shown is up again: to hold would take both down.
    return Standing(last.before["state"], last.before["shown"])


def _before_hiding(writing: Writing, row: Reflection) -> Standing:
    hides = writing.session.scalars(
        select(Verdict).where(Verdict.reflection_id == row.id, Verdict.deed == "hide").order_by(Verdict.id.desc())
    )
    # Somebody may have hidden what another had just hidden: what counts is where it stood before the first of these.
    before: dict[str, Any] = next((each.before for each in hides if each.before["state"] != "hidden"), {})
    state, shown = before.get("state", "held"), before.get("shown")
    if row.redacted and shown != row.revision:
        return Standing("held")  # what was redacted may stand in the earlier wording too
    # Words that arrived while it was hidden were judged by nobody.
    return Standing(state if shown in (None, row.revision) else "held", shown)


def _carry_out(writing: Writing, row: Reflection, newest: Revision, to: Standing) -> None:
    if to.shown is not None and row.shown_revision is None:
        row.shown_at = writing.now
    if to.shown is not None:
        # Its group's last word on the wall counts, and the one that came with the wording that is up.
        shown = writing.session.get_one(Revision, (row.id, to.shown))
        row.on_wall = shown.on_wall and newest.on_wall
    row.state, row.shown_revision = to.state, to.shown
    if not to.clock:
        row.show_at = None


def _redact(writing: Writing, row: Reflection, newest: Revision, text: str) -> None:
    """Replace the words for good, in every revision: what must not be read in the newest may stand in an earlier one
    in other words. What was made from them goes too."""
    writing.session.execute(delete(Translation).where(Translation.reflection_id == row.id))
    for revision in writing.session.scalars(select(Revision).where(Revision.reflection_id == row.id)):
        revision.text, revision.headline = text, None
    row.redacted = True
    row.flags = flags(text, lang=newest.lang)
    if row.flags:
        row.show_at = None


def _verdict(writing: Writing, row: Reflection, pass_id: int, given: Judgement, before: Standing) -> Verdict:
    return Verdict(
        reflection_id=row.id,
        pass_id=pass_id,
        deed=given.deed,
        revision=row.revision,
        reason=given.reason,
        before={"state": before.state, "shown": before.shown},
        given_at=writing.now,
    )
