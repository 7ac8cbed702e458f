"""Sifting choices: from the store to what each filter can be set to, for one reader in their language."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Community, Conference, Prompt, Reflection, Table, Theme, Wording
from reflection_wall.rules.languages import said

Choice = tuple[str, str]


def choices(
    session: Session, programme_id: int, locale: str, communities: Collection[int] | None
) -> dict[str, list[Choice]]:
    """The values of each filter with what they say, by the sieve's own name for it; a lead is told of what touches
    their `communities` alone, and not of themes, which are made of what all of them said."""
    found = _communities(session, programme_id, communities)
    tables = _tables(session, programme_id, communities)
    seen = {each.conference_id for each in tables} | _shared_in(session, communities or ())
    conferences = _conferences(session, programme_id, seen, communities is None)
    numbers = [each.id for each in conferences]
    labels = dict.fromkeys(each.label for each in tables)
    return {
        "conferences": [(each.code, f"{said(each.title, locale)} ({each.code})") for each in conferences],
        "communities": [(str(each.id), said(each.name, locale)) for each in found],
        "community_kinds": [(kind, kind) for kind in sorted({each.kind for each in found})],
        "regions": [(region, region) for region in sorted({each.region for each in found if each.region})],
        "tables": [(label, label) for label in sorted(labels, key=_natural)],
        "prompts": _prompts(session, numbers, locale),
        "themes": _themes(session, numbers) if communities is None else [],
    }


def _communities(session: Session, programme_id: int, within: Collection[int] | None) -> list[Community]:
    statement = select(Community).where(Community.programme_id == programme_id)
    found = session.scalars(statement.order_by(Community.position, Community.id))
    return [each for each in found if within is None or each.id in within]


def _tables(session: Session, programme_id: int, within: Collection[int] | None) -> list[Any]:
    statement = select(Table.label, Table.conference_id, Table.community_id).join(Conference)
    found = session.execute(statement.where(Conference.programme_id == programme_id))
    return [each for each in found if within is None or each.community_id in within]


def _shared_in(session: Session, communities: Collection[int]) -> set[int]:
    """Where these communities have shared something, also before their tables were moved away."""
    return set(session.scalars(select(Reflection.conference_id).where(Reflection.community_id.in_(communities))))


def _conferences(session: Session, programme_id: int, seated: Collection[int], every: bool) -> list[Any]:
    statement = select(Conference.id, Conference.code, Conference.title).where(Conference.programme_id == programme_id)
    found = session.execute(statement.order_by(Conference.held_on, Conference.id))
    return [each for each in found if every or each.id in seated]


def _prompts(session: Session, conferences: Collection[int], locale: str) -> list[Choice]:
    statement = (
        select(Prompt.id, Wording.text)
        .join(Wording, (Wording.prompt_id == Prompt.id) & (Wording.version == Prompt.version))
        .where(Prompt.conference_id.in_(conferences))
        .order_by(Prompt.conference_id, Prompt.position)
    )
    return [(str(each.id), said(each.text, locale)) for each in session.execute(statement)]


def _themes(session: Session, conferences: Collection[int]) -> list[Choice]:
    statement = select(Theme.public_id, Theme.name).where(Theme.conference_id.in_(conferences))
    found = session.execute(statement.order_by(Theme.conference_id, Theme.position))
    return [(each.public_id, each.name) for each in found]


def _natural(label: str) -> tuple[int, str]:
    """Table 9 before table 10, whatever is no number after them."""
    return (int(label), "") if label.isascii() and label.isdigit() else (10**9, label)
