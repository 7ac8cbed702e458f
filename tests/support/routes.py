"""Every address of the app, with good values in every place, so that a new one is met by the old tests."""

from __future__ import annotations

from dataclasses import dataclass

from reflection_wall.services import passes
from reflection_wall.services.passes import Wish
from support.conference import CODE, SECRET, House
from support.people import fresh_key

KEY_OF = {"wall": "wall", "wall_words": "wall", "office": "organizer", "passes": "moderator"}
# These come last: what they take away the others need.
TAKING_AWAY = ("table_api.delete", "phone.withdraw", "desk_tables.renew")
METHODS = ("GET", "PUT", "POST", "DELETE")


@dataclass(frozen=True)
class Route:
    """One address and one method of it."""

    endpoint: str
    method: str
    path: str


def routes(house: House) -> list[Route]:
    """All of them, with one reflection in the room."""
    client_key = fresh_key()
    receipt = house.table().puts(client_key).body
    item = house.desk.item(receipt["reference"])
    found = []
    with house.app.test_request_context():
        adapter = house.app.url_map.bind("localhost")
        for rule in house.app.url_map.iter_rules():
            values = {
                "key": _key(house, rule.endpoint),
                "reflection_key": client_key,
                "public_id": item["id"],
                "prompt_id": 1,
                "programme_id": 1,
                "community_id": 1,
                "table_id": 1,
                "page": "nothing",
                "theme": fresh_key(),
                "book": "equity",
                "number": 1,
                "pass_id": "standing-viewer-1",
                "code": CODE,
                "label": "14",
                "sheet": "sign",
                "ending": "json",
                "filename": "css/tokens.css",
            }
            path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
            found += [Route(rule.endpoint, method, path) for method in METHODS if method in (rule.methods or ())]
    return sorted(found, key=lambda route: route.endpoint in TAKING_AWAY)


def _key(house: House, endpoint: str) -> str:
    """A key that opens this address."""
    face = endpoint.partition(".")[0]
    if face == "office_reading" or endpoint.endswith("_at_office"):
        return reviewer_key(house)
    if face.startswith("desk") or endpoint.endswith("_at_desk"):
        return house.keys["presenter"]
    if endpoint.endswith("_at_wall"):
        return house.keys["wall"]
    return house.keys[KEY_OF[face]] if face in KEY_OF else house.tables["14"]


def reviewer_key(house: House) -> str:
    """The key of a reviewer's pass of the conference, which has no standing one."""
    if "reviewer" not in house.keys:
        house.keys["reviewer"] = passes.issue(house.store, SECRET, house.conference_id, Wish("reviewer")).key
    return house.keys["reviewer"]
