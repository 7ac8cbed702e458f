"""Whole: everything in one zip archive: every table, every report, with sizes and checksums to prove that it is whole.

Each file is written to a temporary one and copied in with its checksum, so that no two are ever held at once.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from reflection_wall.exports import datapackage, readme
from reflection_wall.exports.archive import entry
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.sheets import Sheet

Write = Callable[[BinaryIO], object]

_PIECE = 1 << 16


@dataclass
class _Archive:
    """An archive that notes what it holds."""

    zip: ZipFile
    parcel: Parcel
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, write: Write) -> None:
        """Add what `write` writes, and note its size and its SHA-256."""
        digest, size = hashlib.sha256(), 0
        with (
            tempfile.TemporaryFile() as draft,
            self.zip.open(entry(name, self.parcel.made_at), "w", force_zip64=True) as out,
        ):
            write(draft)
            draft.seek(0)
            while piece := draft.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}


def write(
    parcel: Parcel, tables: list[Sheet], as_csv: Callable[[Sheet, BinaryIO], None], files: dict[str, Write],
    to: BinaryIO,
) -> None:  # fmt: skip
    """Write the archive: each table through `as_csv`, then `files` by name, then what describes them all."""
    with ZipFile(to, "w", ZIP_DEFLATED) as opened:
        archive = _Archive(opened, parcel)
        for sheet in tables:
            archive.add(f"{sheet.name}.csv", lambda out, sheet=sheet: as_csv(sheet, out))  # type: ignore[misc]
        for name, each in files.items():
            archive.add(name, each)
        package = datapackage.described(parcel, tables, archive.files)
        archive.add("datapackage.json", lambda out: out.write(_json(package)))
        words = readme.words(parcel, list(archive.files))
        archive.add("README.txt", lambda out: out.write(words.encode()))
        manifest = {
            "conference": parcel.conference.code,
            "scope": parcel.what,
            "made_at": f"{parcel.made_at:%Y-%m-%dT%H:%M:%SZ}",
            "reflections": len(parcel.chosen.ids),
            "files": [{"name": name, **about} for name, about in archive.files.items()],
        }
        opened.writestr(entry("manifest.json", parcel.made_at), _json(manifest))


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
