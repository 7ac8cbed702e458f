"""Agree: from what coders gave, each on their own, to how far they agree, where they do not, and what stands in the
end.

The unit is the reflection. A coder has judged it with a codebook when they gave it, or a passage of it, any code of
that codebook, or said that they are done with it; only then does a code that they did not give mean no. Two who read
different wordings have not judged the same thing: such reflections are left out and counted as `apart`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reflection_wall.models import Code, Codebook, Coding, Conference, Organizer, Reflection, Reviewed, Settlement
from reflection_wall.rules import visibility
from reflection_wall.rules.agreement import Matched, alpha, kappa, matched, percent
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services.agree.work import Asked, Unit, Work, shared, work_of
from reflection_wall.store import Store, Writing

__all__ = ["Asked", "agreement", "coders", "disagreements", "settle"]


def coders(session: Session, programme_id: int) -> list[tuple[int, str, str]]:
    """Everybody who has judged something of the programme: number, public id and name, by name."""
    given = select(Coding.coder_id).join(Code).join(Codebook).where(Codebook.programme_id == programme_id)
    done = select(Reviewed.coder_id).join(Codebook).where(Codebook.programme_id == programme_id)
    statement = select(Organizer).where(Organizer.id.in_(given.union(done)))
    found = [(each.id, each.public_id, each.name) for each in session.scalars(statement)]
    return sorted(found, key=lambda each: (each[2].casefold(), each[0]))


def agreement(session: Session, asked: Asked) -> dict[str, Any]:
    """How far coders agree: `{"judged": {coder: reflections}, "units", "apart", "codes": [{"code", "yes": {coder:
    reflections}, "percent", "kappa", "alpha", "both", "passages": {"both", "first", "second", "agreement"}}]}`.

    `units` are the reflections that at least two of the coders have judged, in the same wording. Percent, kappa, `both`
    (how many have it from both) and passages are for exactly two coders, and None for more; every measure is None where
    it is undefined. Raises Unknown.
    """
    work = work_of(session, asked)
    together, apart = shared(work, asked.coders)
    return {
        "judged": {coder: len(work.read[coder]) for coder in asked.coders},
        "units": len(together),
        "apart": apart,
        "codes": [_measured(work, asked.coders, together, code.id) for code in work.codes],
    }


def disagreements(session: Session, asked: Asked) -> list[dict[str, Any]]:
    """Where coders who have judged the same wording differ: `[{"reflection", "reference", "code", "yes": [coder],
    "no": [coder], "stands"}]`, oldest reflection first; `stands` is what was settled, None where nothing was.

    Raises Unknown.
    """
    work = work_of(session, asked)
    together, _ = shared(work, asked.coders)
    settled = _settled(session, [code.id for code in work.codes])
    given = _by_unit(work)
    found = []
    for unit in together:
        for code in given.get(unit.id, ()):  # where nobody has said yes, nobody differs
            said = {coder: work.said(coder, unit.id, code) for coder in asked.coders}
            if {True, False} <= set(said.values()):
                found.append(_told(unit, code, said, settled.get((unit.id, code))))
    return found


def settle(store: Store, programme_id: int, by: int, reflection: str, code: int, *, stands: bool | None) -> bool | None:
    """Say whether a code stands on a reflection, or with None that nothing is settled; returns what was said before,
    which takes it back. Raises Unknown."""
    return store.write(lambda writing: _settle(writing, programme_id, by, reflection, code, stands=stands))


def _measured(work: Work, coders: Sequence[int], shared: Sequence[Unit], code: int) -> dict[str, Any]:
    said = [[work.said(coder, unit.id, code) for unit in shared] for coder in coders]
    two = len(coders) == 2
    return {
        "code": code,
        "yes": {coder: sum(each is True for each in column) for coder, column in zip(coders, said, strict=True)},
        "percent": percent(*said) if two else None,
        "kappa": kappa(*said) if two else None,
        "alpha": alpha(said),
        "both": sum(a is True and b is True for a, b in zip(*said, strict=True)) if two else None,
        "passages": _passages(work, coders, shared, code) if two else None,
    }


def _passages(work: Work, coders: Sequence[int], shared: Iterable[Unit], code: int) -> dict[str, Any]:
    met = Matched()
    for unit in shared:
        first, second = (work.given.get((coder, unit.id, code), []) for coder in coders)
        if first or second:
            met += matched(first, second)
    return {"both": met.both, "first": met.first, "second": met.second, "agreement": met.agreement}


def _by_unit(work: Work) -> dict[int, list[int]]:
    """The codes that each reflection has from anybody, in the codebook's order."""
    place = {code.id: n for n, code in enumerate(work.codes)}
    found: dict[int, set[int]] = defaultdict(set)
    for _, unit, code in work.given:
        found[unit].add(code)
    return {unit: sorted(codes, key=place.__getitem__) for unit, codes in found.items()}


def _told(unit: Unit, code: int, said: Mapping[int, bool | None], stands: bool | None) -> dict[str, Any]:
    return {
        "reflection": unit.public_id,
        "reference": unit.reference,
        "code": code,
        "yes": [coder for coder, answer in said.items() if answer is True],
        "no": [coder for coder, answer in said.items() if answer is False],
        "stands": stands,
    }


def _settled(session: Session, codes: Sequence[int]) -> dict[tuple[int, int], bool]:
    rows = session.execute(select(Settlement).where(Settlement.code_id.in_(codes))).scalars()
    return {(row.reflection_id, row.code_id): row.stands for row in rows}


def _settle(
    writing: Writing, programme_id: int, by: int, reflection: str, code: int, *, stands: bool | None
) -> bool | None:
    session = writing.session
    row = session.scalar(
        select(Reflection)
        .join(Conference, Conference.id == Reflection.conference_id)
        .where(Conference.programme_id == programme_id, Reflection.public_id == reflection)
        .with_for_update(of=Reflection)
    )
    known = session.scalar(select(Code.id).join(Codebook).where(Codebook.programme_id == programme_id, Code.id == code))
    if row is None or known is None or row.revision == 0 or not visibility.kept_by_organizer(row):
        raise Unknown
    held = session.get(Settlement, (row.id, code))
    before = held.stands if held is not None else None
    if stands is None:
        if held is not None:
            session.delete(held)
    elif held is None:
        session.add(
            Settlement(reflection_id=row.id, code_id=code, stands=stands, settled_by=by, settled_at=writing.now)
        )
    else:
        held.stands, held.settled_by, held.settled_at = stands, by, writing.now
    return before
