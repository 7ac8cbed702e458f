"""Review query: from an address or a kept filter to what the review table shows, and back to an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from reflection_wall.rules import sieve as rule
from reflection_wall.rules.refusals import Invalid
from reflection_wall.rules.sieve import Sieve
from reflection_wall.services.sift import Asked
from reflection_wall.services.sign_in import Person
from reflection_wall.web.bodies import misshapen

# The filters by their name in an address, and by the sieve's own.
FILTERS = {
    "conference": "conferences",
    "community": "communities",
    "kind_of": "community_kinds",
    "region": "regions",
    "table": "tables",
    "prompt": "prompts",
    "state": "states",
    "consent": "consents",
    "kind": "kinds",
    "theme": "themes",
    "code": "codes",
}
SINGLE = {"coded": "coded", "waiting": "waiting", "text": "text", "coder": "coder"}
EVERYWHERE = "all"
# Hidden and taken back is for those who answer for it; others read what organizers keep.
STATES_TO_READ = ("live", "held")
STATES = (*STATES_TO_READ, "hidden", "withdrawn")
MOST_PAGES = 100_000
MOST_FIELDS = 500

Args = MultiDict[str, str]


@dataclass(frozen=True)
class View:
    """What is shown: through which sieve, with which codebook at hand, whose codings, which page of it."""

    args: Args
    sieve: Sieve
    book: str
    mine: bool
    page: int
    # The address asked for a filter that is none.
    strange: bool

    def chosen(self, name: str) -> list[str]:
        """The values of a filter."""
        return [value for value in self.args.getlist(name) if value]

    def query(self, **instead: Any) -> str:
        """The address of this view, with some values changed; None takes one away."""
        kept = [(name, value) for name, value in self.args.items(multi=True) if value and name not in instead]
        return urlencode(kept + [(name, str(value)) for name, value in instead.items() if value])

    def kept(self, code: str) -> dict[str, Any]:
        """The filters as they are kept. The conference where they are used is none of them: in the next one they are
        about that one."""
        told = {name: value for name, value in rule.kept(self.sieve).items() if name != "conferences"}
        chosen = self.chosen("conference")
        return {**told, "conferences": chosen} if chosen and chosen != [code] else told

    def without(self, name: str, value: str) -> str:
        """The address of this view with one value of a filter taken away."""
        kept = [each for each in self.args.items(multi=True) if each != (name, value) and each[0] != "page"]
        return urlencode(kept)

    def used(self, choices: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """The filters that narrow what is shown: name, value, and what it says."""
        codes = [each for _, listed in choices["codes"] for each in listed]
        said = {name: dict(choices.get(sieve, ())) for name, sieve in FILTERS.items() if name != "code"}
        said["code"] = dict(codes)
        return [
            (name, value, said.get(name, {}).get(value, value))
            for name, value in self.args.items(multi=True)
            if name in {*FILTERS, *SINGLE} and (name, value) != ("conference", EVERYWHERE)
        ]


def view(person: Person, code: str, args: Args) -> View:
    """The view of an address below a conference: without a word of conferences it is about this one."""
    known = {*FILTERS, *SINGLE, "book", "whose", "page"}
    if not person.may("read evidence"):
        known.remove("theme")
    kept = MultiDict((name, value) for name, value in args.items(multi=True) if name in known and value)
    strange = False
    try:
        sieve = rule.read(_wanted(person, code, kept))
    except Invalid:
        sieve, strange = Sieve(conferences=(code,)), True
    return View(
        args=kept,
        sieve=sieve,
        book=kept.get("book", ""),
        mine=kept.get("whose", "mine") == "mine" and person.may("code"),
        page=_page(kept.get("page", "")),
        strange=strange,
    )


def of_query(person: Person, code: str, query: str) -> View:
    """The view that a form was sent from. Raises Invalid for one that no page has."""
    try:
        return view(person, code, MultiDict(parse_qsl(query, max_num_fields=MOST_FIELDS)))
    except ValueError:
        raise misshapen("back") from None


def asked(person: Person, programme_id: int, view: View) -> Asked:
    """The question to the store. Memos are for those who code, as much of them as of the codings."""
    mine = [person.id] if view.mine else None
    return Asked(
        programme_id,
        person.id,
        view.sieve,
        communities=person.communities,
        coders=mine,
        writers=mine if person.may("code") else (),
    )


def address_of(kept: Mapping[str, Any]) -> str:
    """The query of a kept sieve."""
    pairs = [(name, str(value)) for name, sieves in FILTERS.items() for value in kept.get(sieves, ())]
    for name in SINGLE:
        value = kept.get(name)
        if value is not None and value != "":
            pairs.append((name, {True: "yes", False: "no"}.get(value, value) if name == "coded" else str(value)))
    return urlencode(pairs)


def _wanted(person: Person, code: str, args: Args) -> dict[str, Any]:
    wanted: dict[str, Any] = {sieve: args.getlist(name) for name, sieve in FILTERS.items() if name in args}
    if EVERYWHERE in wanted.get("conferences", ()):
        del wanted["conferences"]
    elif "conferences" not in wanted:
        wanted["conferences"] = [code]
    if not person.may("code") and "states" in wanted:
        wanted["states"] = [each for each in wanted["states"] if each in STATES_TO_READ] or list(STATES_TO_READ)
    for name, sieve in SINGLE.items():
        if name in args:
            wanted[sieve] = args[name]
    if "coded" in wanted:
        wanted["coded"] = wanted["coded"] == "yes"
    return wanted


def _page(raw: str) -> int:
    return min(max(int(raw), 1), MOST_PAGES) if raw.isascii() and raw.isdigit() and len(raw) < 9 else 1
