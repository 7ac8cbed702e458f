"""Data package: what the CSV files of an archive hold, for programs: names, types and meanings of every column.

Data Package v2 (datapackage.org, 2024), with Table Schemas, so that a researcher's tools read numbers as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reflection_wall.exports.meanings import kind
from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.sheets import Sheet
from reflection_wall.rules.languages import said
from reflection_wall.services import report

_SCHEMA = "https://datapackage.org/profiles/2.0/{}.json"


def described(parcel: Parcel, tables: Iterable[Sheet], files: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The descriptor; `files` gives size and SHA-256 of each table's file by the file's name."""
    conference = parcel.conference
    about = report.background(parcel.session, conference)
    found: dict[str, Any] = {
        "$schema": _SCHEMA.format("datapackage"),
        "name": f"reflections-{conference.code.lower()}",
        "title": said(conference.title, conference.locale),
        "description": " · ".join(each for each in (about.programme, f"scope: {parcel.what}") if each),
        "created": f"{parcel.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "resources": [_resource(each, files[f"{each.name}.csv"]) for each in tables],
    }
    if conference.ethics:
        found["ethics"] = conference.ethics
    return found


def _resource(sheet: Sheet, file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "$schema": _SCHEMA.format("dataresource"),
        "name": sheet.name,
        "title": sheet.title,
        "description": sheet.about,
        "type": "table",
        "path": f"{sheet.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "dialect": {"$schema": _SCHEMA.format("tabledialect"), "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": {
            "$schema": _SCHEMA.format("tableschema"),
            "missingValues": [""],
            "fields": [_field(name, meaning) for name, meaning in sheet.columns.items()],
        },
    }


def _field(name: str, meaning: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "type": kind(name), "description": meaning}
    if found["type"] == "boolean":
        found |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return found
