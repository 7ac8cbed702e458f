"""The moderation log: who, when, what, why, from where to where; and no word that was decided upon."""

from __future__ import annotations

import csv
import io

from support.conference import CODE, House
from support.people import fresh_key
from support.shell import Shell


def log(shell: Shell) -> list[dict[str, str]]:
    """The log, row by row."""
    raw = shell("export", CODE, "--verdicts").out.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(raw, newline="")))


def judges(house: House, reference: str, deed: str, **more: str) -> None:
    """One decision on what stands there now."""
    house.desk.judges(house.desk.item(reference), deed, **more)


def test_a_row_says_who_when_what_why_and_on_what(house: House, shell: Shell) -> None:
    reference = house.table().shares("Canary.")["reference"]
    judges(house, reference, "hide", reason="Names a child.")

    assert log(shell) == [
        {
            "given_at": "2025-11-05T16:00:00.000Z",
            "by": "presenter 1",
            "role": "presenter",
            "deed": "hide",
            "reason": "Names a child.",
            "reference": reference,
            "revision": "1",
            "state_before": "live",
            "state_after": "hidden",
        }
    ]


def test_a_decision_is_signed_with_the_label_of_its_pass(house: House, shell: Shell) -> None:
    made = shell("pass", CODE, "moderator", "--label", "Marie, afternoon", "--json").json
    reference = house.table().shares()["reference"]
    item = house.desk.item(reference)
    key = made["url"].rpartition("/")[2]
    body = {"deed": "hold", "version": item["version"]}
    assert house.send("PUT", f"/api/d/{key}/reflections/{item['id']}/verdict", body).status == 200

    assert [(row["by"], row["role"]) for row in log(shell)] == [("Marie, afternoon", "moderator")]


def test_the_log_has_no_word_redacted_hidden_or_old(house: House, shell: Shell) -> None:
    key = fresh_key()
    house.table().puts(key, "Canary one.", headline="Canary two")
    reference = house.table().puts(key, "Canary three.", 2).body["reference"]
    judges(house, reference, "redact", text="Canary four.", reason="A name.")
    judges(house, reference, "hide")

    assert "Canary" not in shell("export", CODE, "--verdicts").out


def test_states_lead_from_one_decision_to_the_next(house: House, shell: Shell) -> None:
    reference = house.table().shares()["reference"]
    for deed in ("hold", "show", "pin", "hide", "hide", "restore"):
        judges(house, reference, deed)

    assert [(row["deed"], row["state_before"], row["state_after"]) for row in log(shell)] == [
        ("hold", "live", "held"),
        ("show", "held", "live"),
        ("pin", "live", "live"),
        ("hide", "live", "hidden"),
        ("hide", "hidden", "hidden"),
        ("restore", "hidden", "live"),
    ]


def test_a_conference_without_decisions_has_a_log_with_its_columns(house: House, shell: Shell) -> None:
    assert shell("export", CODE, "--verdicts").out.startswith("\ufeffgiven_at,by,role,deed,reason,reference,")
