"""Certificate: from what `services.retain` certifies to the two files that prove it: JSON for programs, PDF for people.

The PDF says the SHA-256 of the JSON, so that the two belong together; neither has a word of what went.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime

from reflection_wall.exports import typesetting
from reflection_wall.exports.speech import speaking
from reflection_wall.rules.refusals import later

_TITLE = later("Certificate of purge")
_STATEMENT = later(
    "Every reflection of this conference has been erased: all wordings, translations, notes, codings and memos, and "
    "the reasons of moderators. Only rows without words remain, so that nothing can be sent in again."
)
_BACKUPS = later(
    "Copies made before, by backup, export or by hand, are outside of this certificate; whoever made them lets them go."
)
_BY_ITSELF = later("the retention date")
_CONFERENCE, _HELD, _PURGED = later("Conference"), later("Held on"), later("Erased on")
_REFLECTIONS, _BEFORE = later("Reflections erased"), later("Erased one by one before")
_BY, _REASON, _CHECKSUM = later("Erased by"), later("Reason"), later("SHA-256 of the JSON file")


def files(told: Mapping[str, Any], locale: str) -> dict[str, bytes]:
    """The certificate by the endings of its files."""
    as_json = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return {".json": as_json, ".pdf": _pdf(told, locale, hashlib.sha256(as_json).hexdigest())}


def write(told: Mapping[str, Any], locale: str, path: Path) -> list[Path]:
    """Both files beside each other, called as `path` says but for the ending. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stem = path.with_suffix("") if path.suffix in (".pdf", ".json") else path
    made = []
    for ending, content in files(told, locale).items():
        made.append(stem.with_name(stem.name + ending))
        made[-1].write_bytes(content)
    return made


def _pdf(told: Mapping[str, Any], locale: str, checksum: str) -> bytes:
    say = speaking(locale)
    held = date.fromisoformat(told["held_on"]) if told["held_on"] else None
    purged = datetime.fromisoformat(told["purged_at"])
    by = say(_BY_ITSELF) if told["by"] == "retention" else told["by"]
    rows = [
        (say(_CONFERENCE), f"{told['programme']} – {told['title']} ({told['conference']})"),
        (say(_HELD), format_date(held, "long", locale=locale) if held else None),
        (say(_PURGED), f"{format_datetime(purged, 'long', locale=locale)}"),
        (say(_REFLECTIONS), str(told["reflections"])),
        (say(_BEFORE), str(told["erased_before"])),
        (say(_BY), by),
        (say(_REASON), told["reason"]),
    ]
    return typesetting.pdf(
        "certificate",
        {
            "title": f"{say(_TITLE)} · {told['conference']}",
            "lang": locale,
            "name": say(_TITLE),
            "conference": told["title"],
            "statement": say(_STATEMENT),
            "rows": [row for row in rows if row[1]],
            "backups": say(_BACKUPS),
            "checksum": [say(_CHECKSUM), checksum],
        },
    )
