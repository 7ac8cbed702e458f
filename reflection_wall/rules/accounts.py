"""Accounts: from what somebody typed about an organizer to the name, address and role that are kept."""

from __future__ import annotations

import re
from collections.abc import Collection

from reflection_wall.rules.cleaning import clean_line, is_blank, length
from reflection_wall.rules.permission import OFFICE_ROLES, OfficeRole
from reflection_wall.rules.refusals import Invalid, Message, later

LONGEST_NAME = 100
# RFC 5321, section 4.5.3.1.3, less the brackets.
LONGEST_EMAIL = 254

# Whether an address exists only a letter can tell; this finds what was mistyped.
_EMAIL = re.compile(r"[^\s@<>()\",;:]+@[^\s@<>()\",;:.]+(\.[^\s@<>()\",;:.]+)*")

NO_EMAIL = later("This is not an e-mail address. It looks like name@example.org.")
NO_NAME = later("Please type a name.")
LONG_NAME = later("A name has at most %(most)s characters.")
NO_ROLE = later("Please choose a role.")
NO_COMMUNITY = later("A lead needs at least one community.")


def email(raw: str) -> str:
    """The address as it is kept and compared, in small letters. Raises Invalid."""
    found = clean_line(raw).casefold()
    if length(found) > LONGEST_EMAIL or not _EMAIL.fullmatch(found):
        raise Invalid({"email": Message(NO_EMAIL)})
    return found


def name(raw: str) -> str:
    """The name as it is kept. Raises Invalid."""
    found = clean_line(raw)
    if is_blank(found):
        raise Invalid({"name": Message(NO_NAME)})
    if length(found) > LONGEST_NAME:
        raise Invalid({"name": Message(LONG_NAME, {"most": LONGEST_NAME})})
    return found


def role(raw: str, communities: Collection[int]) -> OfficeRole:
    """The role, which must fit what it is given to see. Raises Invalid."""
    if raw not in OFFICE_ROLES:
        raise Invalid({"role": Message(NO_ROLE)})
    if raw == "lead" and not communities:
        raise Invalid({"communities": Message(NO_COMMUNITY)})
    return raw
