"""Readme: what lies in an archive and what may be done with it, in plain words, in the conference's language."""

from __future__ import annotations

from reflection_wall.exports.parcel import Parcel
from reflection_wall.exports.speech import Say, speaking
from reflection_wall.rules.languages import said


def words(parcel: Parcel, names: list[str]) -> str:
    """The README of an archive with these files."""
    _ = speaking(parcel.conference.locale)
    meanings = _meanings(_)
    scope = {
        "own": _(
            "These files are for the organizers. They hold reflections that their groups allowed nobody else to read: "
            "please mind the column consent, and do not pass them on."
        ),
        "all": _(
            "These files are for the organizers. They hold everything, what was hidden or taken back too: please do "
            "not pass them on."
        ),
        "share": _(
            "These files hold only what the groups allowed to be passed on, and name a community only where it allowed "
            "that too."
        ),
        "anonymous": _(
            "These files hold only what the groups allowed to be passed on, without tables and times, in an order of "
            "chance, and without communities of fewer than 5 reflections. Who was in the room may still know the words."
        ),
    }[parcel.what]
    lines = [
        said(parcel.conference.title, parcel.conference.locale),
        "",
        scope,
        *([f"{_('Ethics status')}: {parcel.conference.ethics}"] if parcel.conference.ethics else []),
        "",
        *(f"{name:<20} {meanings[name]}" for name in names if name in meanings),
        f"{'manifest.json':<20} {_('The size and the SHA-256 of every file, to check that all arrived whole.')}",
        "",
        _(
            "In the CSV files a cell that a spreadsheet would take for a formula begins with an apostrophe; the JSON "
            "file has the words untouched."
        ),
    ]
    return "\n".join(lines) + "\n"


def _meanings(_: Say) -> dict[str, str]:
    return {
        "reflections.csv": _("What the groups wrote."),
        "participation.csv": _("How many tables and reflections each community has."),
        "questions.csv": _("What was asked, in every wording."),
        "codes.csv": _("The codebooks."),
        "codings.csv": _("Which code was given to which reflection or passage."),
        "themes.csv": _("The themes that people have named, with how many reflections each has."),
        "judged.csv": _("Who has judged what with which codebook, so that agreement can be reckoned anew."),
        "memos.csv": _("The organizers’ own thoughts about reflections."),
        "verdicts.csv": _("What moderators decided, when and why, without the words."),
        "dictionary.csv": _("The meaning of every column."),
        "reflections.xlsx": _("All of these tables in one workbook."),
        "reflections.json": _("The same tables for programs, with every word untouched."),
        "report.docx": _("The evidence report, for Word."),
        "report.pdf": _("The evidence report, as accessible pages."),
        "reflections.qdpx": _("A project for NVivo, ATLAS.ti, MAXQDA or QualCoder."),
        "codebook.qdc": _("The codebook for these programs."),
        "datapackage.json": _("Describes the CSV files for programs."),
    }
