"""Shape: the sections and fields of the TOML file that describes a conference, as the contract has them."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, get_args

import msgspec

Written = str | dict[str, str]
Kind = Literal["role", "topic", "affinity", "other"]
Moderation = Literal["open", "delay", "hold"]
Locale = Literal["en", "fr"]

CHOICES = {"kind": get_args(Kind), "moderation": get_args(Moderation), "locale": get_args(Locale)}
LONGEST_DELAY = 600


class Programme(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What endures from conference to conference."""

    title: Written
    about: Written = ""
    references: list[Written] = []


class Community(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A community of practice."""

    name: Written
    purpose: Written = ""
    kind: Kind = "other"
    region: str | None = None
    contact: str | None = None
    guarded: bool = False


class Conference(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One dated meeting of the tables."""

    title: Written
    date: datetime.date | None = None
    code: str | None = None
    moderation: Moderation = "open"
    delay: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DELAY)] = 10
    locale: Locale = "en"
    table_labels: bool = False
    walk_in: bool = True
    resonance: bool = True
    shared_draft: bool = False


class Prompt(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One question to the tables."""

    text: Written


class Table(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One table of the room and the community that sits at it."""

    label: str
    community: str
    locale: Locale | None = None


class Plan(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole conference, as `create` takes it."""

    programme: Programme
    conference: Conference
    prompts: list[Prompt]
    communities: list[Community]
    tables: list[Table]
