"""Archive: entries of zip files, all alike: with the moment of the export, readable by everybody, and compressed where
they are not already."""

from __future__ import annotations

from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

_COMPRESSED = (".xlsx", ".docx", ".pdf", ".qdpx")


def entry(name: str, made_at: datetime) -> ZipInfo:
    """The entry of one file; a zip knows no year before 1980 and no odd second."""
    made = ZipInfo(name, (max(made_at.year, 1980), *made_at.timetuple()[1:6]))
    made.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
    made.external_attr = 0o100644 << 16
    return made
