"""Columns: what a file says of a reflection, in words for its data dictionary, and which of it tells who spoke."""

from __future__ import annotations

from reflection_wall.services.review.choosing import Scope

# What the office has made of a reflection: in the organizers' own files alone.
MADE = {
    "theme": "The theme that people have put it into.",
    "memos": "The organizers' own thoughts about it, each with the name of who wrote it.",
}
# One column of every file, and what the data dictionary says of it.
COLUMNS = {
    "reference": "The short name on the group's receipt.",
    "conference": "Code of the conference.",
    "community": "Name of the community of practice.",
    "community_kind": "role, topic, affinity or other.",
    "region": "Region of the community.",
    "table": "Label of the table.",
    "prompt": "The question, to the letter, in the conference's language.",
    "prompt_version": "Version of the question's wording.",
    "headline": "The group's own headline for the wall.",
    "text": "What the group wrote, in its newest wording.",
    "kind": "The group's own word for it: perspective, practice or both.",
    "language": "Language of the text (BCP 47), as the phone said.",
    "people": "How many sat at the table, as the group said.",
    "state": "live, held, hidden, withdrawn or erased.",
    "late": "Whether it arrived after its question had closed.",
    "on_wall": "Whether its group wanted it on the wall.",
    "consent": "wall: for the room and the organizers; report: without a name; quote: with the community's name.",
    "redacted": "Whether a moderator replaced the words.",
    "revision": "Number of the wording.",
    "source": "phone, form, paper or rehearsal.",
    "walk_in": "Whether the table was picked from the list instead of scanned.",
    "received_at": "When the first wording arrived (UTC).",
    "revised_at": "When this wording arrived (UTC).",
    "shown_at": "When it was first on the wall (UTC).",
    "written_at": "When the group finished writing, by its phone's clock.",
    **MADE,
}

# What says which group it was: not for other people's eyes unless the group was willing to be named.
NAMING = (
    *("community", "community_kind", "region", "table", "walk_in", "people", "reference"),
    *("received_at", "revised_at", "shown_at", "written_at"),
)
# What an anonymous file never says of a reflection: where it sat, when it came, what else would find it again.
TRACES = frozenset(
    (
        *("reference", "table", "walk_in", "people", "language", "late", "on_wall", "revision", "source"),
        *("received_at", "revised_at", "shown_at", "written_at"),
    )
)
# The description of a community, from its name to its kind, in the order in which it is blurred.
DESCRIBING = ("community", "region", "community_kind")
SUPPRESSED = "suppressed"


def columns(scope: Scope) -> dict[str, str]:
    """The columns of a file of this scope, and what the data dictionary says of each."""
    if not scope.passed_on:
        return COLUMNS
    if not scope.anonymous:
        return {name: meaning for name, meaning in COLUMNS.items() if name not in MADE}
    blurred = f" “{SUPPRESSED}”: too few reflections here have it in common, or they would stand out; empty: not named."
    return {
        name: meaning + blurred if name in DESCRIBING else meaning
        for name, meaning in COLUMNS.items()
        if name not in TRACES and name not in MADE
    }
