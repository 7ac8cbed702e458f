"""Pages: from the role of a pass to the page that its link opens."""

from __future__ import annotations

from reflection_wall.rules.permission import Role

_PAGES: dict[Role, str] = {
    "wall": "/w/{}",
    "viewer": "/w/{}/text",
    "presenter": "/d/{}",
    "moderator": "/d/{}",
    "reviewer": "/office/r/{}",
    "organizer": "/office/{}",
}


def page_of(role: Role, key: str) -> str:
    """The path of the page that a pass of this role opens under its key, or under what stands for it."""
    return _PAGES[role].format(key)
