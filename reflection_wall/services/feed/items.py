"""Items: from a row to what walls, desk and its own table are told of it."""

from __future__ import annotations

from typing import Any

from reflection_wall.models import Conference, Reflection, Revision
from reflection_wall.rules import visibility
from reflection_wall.rules.hues import hue
from reflection_wall.rules.languages import said
from reflection_wall.rules.receipts import iso
from reflection_wall.services.feed.around import Around
from reflection_wall.services.feed.rows import Row

Item = dict[str, Any]


def told(conference: Conference, row: Row) -> Item | None:
    """What walls are told of a row: itself, that it is gone, or nothing at all."""
    if visibility.visible(row.reflection):
        return public(conference, row)
    return {**_public_numbers(row), "state": "gone"} if row.reflection.was_public else None


def _public_numbers(row: Row) -> Item:
    """Walls hear of a change that is theirs under its own number, and of nothing else: a count of numbers would tell
    them what resonates."""
    return {**_numbers(row), "seq": row.reflection.public_seq}


def _numbers(row: Row) -> Item:
    return {
        "id": row.reflection.public_id,
        "seq": row.reflection.changed_seq,
        "version": row.reflection.version,
    }


def public(conference: Conference, row: Row) -> Item:
    """What everybody may see: the judged wording, signed with the community. `seat` tells tables apart, not which.
    A rehearsal's has `sample` as well, so that no screen passes it off as a table's."""
    return {
        **_public_numbers(row),
        "state": "live",
        **_place(conference, row),
        "table": row.table.label if conference.table_labels else None,
        "seat": row.table.seat,
        **_words(row.shown),
        "translation": _translation(row, row.shown),
        "pinned": row.reflection.pinned,
        "shown_at": iso(row.reflection.shown_at),
        **({"sample": True} if row.reflection.source == "rehearsal" else {}),
    }


def _place(conference: Conference, row: Row) -> Item:
    community = row.community
    return {
        "prompt": row.reflection.prompt_id,
        "prompt_version": row.reflection.prompt_version,
        "community": {
            "id": community.id,
            "name": said(community.name, conference.locale),
            "hue": hue(community.position),
        },
    }


def _words(revision: Revision | None) -> Item:
    if revision is None:
        return {"headline": None, "text": "", "lang": None, "kind": None}
    return {
        "headline": revision.headline,
        "text": revision.text,
        "lang": revision.lang,
        "kind": revision.kind,
    }


def _translation(row: Row, revision: Revision | None) -> Item | None:
    """A translation stands under the words it was made of, and under no others."""
    if row.translation is None or revision is None or row.translation.words_hash != revision.words_hash:
        return None
    return {"lang": row.translation.lang, "text": row.translation.text}


def whole(conference: Conference, row: Row, around: Around) -> Item:
    """What the desk sees: the newest words, and those that are up when they are others. Taken back is taken back."""
    reflection = row.reflection
    final = reflection.state in ("withdrawn", "erased")
    newest = None if final else row.newest
    waits = row.shown is not None and reflection.shown_revision != reflection.revision
    return {
        **_numbers(row),
        "state": reflection.state,
        **_place(conference, row),
        "table": row.table.label,
        "table_id": row.table.id,
        **_words(newest),
        "translation": _translation(row, newest),
        "pinned": reflection.pinned,
        "shown_at": iso(reflection.shown_at),
        "reference": reflection.reference,
        "revision": reflection.revision,
        "shown": _words(row.shown) if waits else None,
        "visible": visibility.visible(reflection),
        "theme": row.theme,
        **_marks(reflection),
        "reasons": around.reasons.get(reflection.id, []),
        "notes": around.notes.get(reflection.id, []),
        "translated": around.translators.get(reflection.id),
        "resonance": around.resonance.get(reflection.id, 0),
        "signatures": around.signatures.get(reflection.id, 0),
        "received_at": iso(reflection.received_at),
    }


def _marks(reflection: Reflection) -> Item:
    return {
        "flags": reflection.flags,
        "show_at": iso(reflection.show_at),
        "late": reflection.late,
        "on_wall": reflection.on_wall,
        "guarded": reflection.guarded,
        "muted": reflection.muted,
        "redacted": reflection.redacted,
        "walk_in": reflection.walk_in,
        "source": reflection.source,
        "consent": reflection.consent,
    }


def own(row: Row, around: Around) -> Item:
    """What a table is told of what it has shared itself: the newest words and where they stand."""
    reflection = row.reflection
    return {
        "id": reflection.public_id,
        "version": reflection.version,
        "reference": reflection.reference,
        "state": reflection.state,
        "show_at": iso(reflection.show_at),
        "visible": visibility.visible(reflection),
        "late": reflection.late,
        "on_wall": reflection.on_wall,
        "received_at": iso(reflection.received_at),
        **_words(row.newest),
        "resonance": around.resonance.get(reflection.id, 0),
        "signatures": around.signatures.get(reflection.id, 0),
    }
