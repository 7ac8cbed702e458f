"""Meanings: what each column of each table says, for data dictionaries and schemas; reflections bring their own."""

from __future__ import annotations

NUMBERS = frozenset(
    (
        *("prompt_version", "people", "revision", "question", "version", "place", "start", "end", "tables_expected"),
        *("tables_shared", "reflections", "held", "hidden", "withdrawn", "erased", "arrived_late", "consent_wall"),
        *("consent_report", "consent_quote", "may_be_quoted", "named"),
        *("position", "tables", "communities"),
    )
)
TRUTHS = frozenset(("late", "on_wall", "redacted", "walk_in", "guarded", "newest", "retired", "stands", "done"))

PARTICIPATION = {
    "community": "Name of the community of practice.",
    "community_kind": "role, topic, affinity or other.",
    "region": "Region of the community.",
    "guarded": "Whether the community is guarded: never on a wall, never named.",
    "tables_expected": "How many tables it has at the conference, as they sit now.",
    "tables_shared": "How many of them have shared something that the organizers keep, as whatever community.",
    "reflections": "How many reflections the organizers keep: neither hidden nor withdrawn nor erased. They stay with "
    "the community as which they were written when their table is moved.",
    "held": "How many of these wait for a moderator.",
    "arrived_late": "How many of these arrived after their question had closed.",
    "hidden": "How many more a moderator has hidden.",
    "withdrawn": "How many more their groups have taken back.",
    "erased": "How many more were erased.",
    "consent_wall": "How many may not be passed on.",
    "consent_report": "How many may be quoted without a name.",
    "consent_quote": "How many may be quoted with the community's name.",
    "may_be_quoted": "How many may be quoted now; a flagged one waits for a person first.",
}
SHARED_PARTICIPATION = {
    "community": "Name of the community of practice; guarded ones are not listed.",
    "tables_expected": "How many tables it has at the conference; empty: fewer than 5, or they could be worked out.",
    "named": "How many reflections these files sign with its name.",
}
QUESTIONS = {
    "question": "Its place in the conference.",
    "version": "Version of its wording.",
    "newest": "Whether this is the wording of today.",
    "language": "Language of the wording (BCP 47); und: one wording for everybody.",
    "text": "The wording, to the letter.",
}
CODES = {
    "codebook": "Name of the codebook.",
    "code": "Name of the code.",
    "parent": "The code that it stands below.",
    "definition": "What it is for.",
    "source": "Where the definition comes from.",
    "retired": "Whether it is given no more.",
}
CODINGS = {
    "place": "Which reflection: its place in the file of reflections, from 1.",
    "reference": "The reflection's short name.",
    "codebook": "Name of the codebook.",
    "code": "Name of the code.",
    "coder": "Who gave it.",
    "start": "Where the passage begins, in characters (code points) from 0; empty: the whole reflection.",
    "end": "Where it ends; the character there is no longer part of it.",
    "passage": "The words of the passage.",
    "revision": "Number of the wording it was given to.",
    "stands": "Whether it stands, where two coders disagreed and settled it.",
    "coded_at": "When it was given (UTC).",
}
THEMES = {
    "position": "Its place on the wall, from 1.",
    "theme": "Name of the theme.",
    "reflections": "How many reflections people have put into it; hidden, withdrawn and invented ones do not count.",
    "tables": "How many tables these are from.",
    "communities": "How many communities these are from.",
}
JUDGED = {
    "place": "Which reflection: its place in the file of reflections, from 1.",
    "reference": "The reflection's short name.",
    "codebook": "Name of the codebook.",
    "coder": "Who judged it: gave it a code of this codebook, or is done with it. A code not given then means no.",
    "done": "Whether the coder said that they are done with it.",
    "done_at": "When they said so (UTC).",
}
MEMOS = {
    "place": "Which reflection: its place in the file of reflections, from 1.",
    "reference": "The reflection's short name.",
    "by": "Who wrote it.",
    "text": "The memo, to the letter.",
    "written_at": "When it was written (UTC).",
}


def kind(column: str) -> str:
    """The type of a column, in the words of a Table Schema."""
    if column in TRUTHS:
        return "boolean"
    return "integer" if column in NUMBERS else "string"


TYPES = {"boolean": "yes/no", "integer": "number", "string": "text"}
