"""Printing: what a camera reads off paper is the link, and what a reader reads is whole, in every language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.conference import CODE, House
from support.paper import Paper, Sheet
from support.server import ROOT
from support.shell import Said, Shell

from reflection_wall import address
from reflection_wall.settings import Settings

PUBLIC = "https://wall.example.ca"
# As long as a name can be.
LONG = (
    "Superintendents and system leaders of small rural, remote, northern and First Nations-serving school authorities, "
    "zone 4"
)
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
PURPOSE = "We visit one another, bring one live dilemma to each meeting, and test first steps together. "

Print = Callable[..., Paper]


@pytest.fixture
def prints(shell: Shell, house: House, tmp_path: Path) -> Iterator[Print]:
    """Prints something of the small conference, at an address that stays unless said otherwise."""
    printed = []

    def run(what: str, *words: str, code: str = CODE, **env: str) -> Paper:
        file = tmp_path / f"{what}.pdf"
        told = shell(what, code, "-o", str(file), *words, **({"PUBLIC_URL": PUBLIC} | env))
        assert (told.status, told.out) == (0, f"{file} says {address_of(env)}.\n"), told.err
        printed.append(Paper(file))
        return printed[-1]

    yield run
    for paper in printed:
        paper.close()


def address_of(env: dict[str, str]) -> str:
    return env.get("PUBLIC_URL", PUBLIC) or "http://127.0.0.1:8000"


def whole(name: str, sheet: Sheet) -> bool:
    """Whether every letter is there; where lines break is the typesetter's affair."""
    return letters(name) in letters(sheet.text)


def letters(said: str) -> str:
    return "".join(each for each in said if each.isalnum())


def links(shell: Shell, code: str = CODE) -> dict[str, str]:
    """Every table's address, as another program is told it."""
    told: Said = shell("links", code, "--json", PUBLIC_URL=PUBLIC)
    return {table["label"]: table["url"] for table in json.loads(told.out)["tables"]}


def big(shell: Shell, tmp_path: Path, tables: int = 60) -> str:
    """A conference of many tables, with names as people give them."""
    names = [LONG, "Math", "Leadership francophone à l’échelle du système", "ᓀᐦᐃᔭᐍᐏᐣ · Tłı̨chǫ Yatıı̀", WORD]
    seats = [
        f'[[tables]]\nlabel = "{label}"\ncommunity = {json.dumps(names[n % len(names)], ensure_ascii=False)}\n'
        for n, label in enumerate(["Près de la fenêtre", *map(str, range(2, tables + 1))])
    ]
    communities = [
        f"[[communities]]\nname = {json.dumps(name, ensure_ascii=False)}\npurpose = {json.dumps(PURPOSE * 12)}\n"
        for name in names
    ]
    head = '[programme]\ntitle = "A year"\n[conference]\ntitle = "Big"\ncode = "BIG"\n[[prompts]]\ntext = "What?"\n'
    file = tmp_path / "big.toml"
    file.write_text(head + "\n".join([*communities, *seats]), "utf-8")
    assert shell("create", str(file)).status == 0
    return "BIG"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_both_faces_of_every_tent_lead_to_its_table(prints: Print, shell: Shell, paper: str) -> None:
    printed = prints("tents", "--paper", paper)

    read = [[(code.says, code.upside_down) for code in sheet.codes] for sheet in printed.sheets]
    assert read == [[(url, True), (url, False)] for url in links(shell).values()]


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (216, 279))])
@pytest.mark.parametrize("what", ["tents", "cards", "sign", "run-sheet"])
def test_sheets_have_the_size_of_the_paper(prints: Print, what: str, paper: str, size: tuple[int, int]) -> None:
    sheets = prints(what, "--paper", paper).sheets

    assert {(round(sheet.width), round(sheet.height)) for sheet in sheets} == {size}


@pytest.mark.parametrize(("what", "least"), [("tents", 45), ("cards", 30), ("sign", 60), ("run-sheet", 25)])
def test_codes_are_large_enough_for_where_they_are_read(prints: Print, what: str, least: float) -> None:
    assert min(code.millimetres for sheet in prints(what).sheets for code in sheet.codes) >= least


@pytest.mark.parametrize("what", ["tents", "cards", "sign", "run-sheet"])
def test_everything_is_black_on_white(prints: Print, what: str) -> None:
    red, green, blue = prints(what).sheets[0].picture.convert("RGB").split()

    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize("what", ["tents", "cards", "sign", "run-sheet"])
def test_what_is_printed_is_accessible(prints: Print, what: str) -> None:
    assert prints(what).claims_ua


def test_a_tent_says_table_community_purpose_and_what_to_type(prints: Print) -> None:
    said = prints("tents").sheets[0].text

    for words in ("TABLE", "14", "Rural leaders", "We visit one another.", "One person scans this", "wall.example.ca"):
        assert words in said
    assert CODE in said


def test_a_tent_speaks_its_table_s_language(prints: Print) -> None:
    first, second, _ = prints("tents").sheets

    assert ("writes for the table" in first.text, "écrit pour la table" in second.text) == (True, True)


@pytest.mark.parametrize("what", ["tents", "cards", "sign", "run-sheet"])
def test_what_says_an_address_that_can_change_is_marked_as_a_rehearsal(prints: Print, what: str) -> None:
    practice, real = prints(what, PUBLIC_URL=""), prints(what)

    assert all("REHEARSAL" in sheet.text or "RÉPÉTITION" in sheet.text for sheet in practice.sheets)
    assert not any("REHEARSAL" in sheet.text or "RÉPÉTITION" in sheet.text for sheet in real.sheets)


def test_a_rehearsal_is_said_on_the_terminal_too(shell: Shell, house: House, tmp_path: Path) -> None:
    told = shell("tents", CODE, "-o", str(tmp_path / "tents.pdf"))

    assert told.err == "PUBLIC_URL is not set, so it is marked REHEARSAL: this address can change.\n"


def test_printing_is_remembered_with_its_address(prints: Print, settings: Settings) -> None:
    prints("tents")

    assert address.printed_for(settings.instance) == PUBLIC


def test_sixty_tables_have_sixty_tents_that_lead_to_them(prints: Print, shell: Shell, tmp_path: Path) -> None:
    code = big(shell, tmp_path)
    printed = prints("tents", code=code)

    assert [sheet.codes[1].says for sheet in printed.sheets] == list(links(shell, code).values())


@pytest.mark.parametrize("what", ["tents", "cards"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_name_is_whole_on_its_sheet_and_clear_of_the_code(
    prints: Print, shell: Shell, tmp_path: Path, what: str, paper: str
) -> None:
    printed = prints(what, "--paper", paper, code=big(shell, tmp_path, tables=5))

    assert printed.claims_ua
    for sheet, name in zip(printed.sheets, [LONG, "Math", "Leadership francophone", "ᓀᐦᐃᔭᐍᐏᐣ", WORD], strict=True):
        assert whole(name, sheet)
        assert {code.says for code in sheet.codes} == {sheet.codes[0].says}
        assert len(sheet.codes) == (2 if what == "tents" else 4)
        for letter in sheet.letters:
            if letter.said.strip():
                assert 5 <= letter.left <= letter.right <= sheet.width - 5
                assert 4 <= letter.bottom <= letter.top <= sheet.height - 4


def test_a_long_purpose_ends_with_a_sentence_and_not_within_one(prints: Print, shell: Shell, tmp_path: Path) -> None:
    sheet = prints("tents", code=big(shell, tmp_path, tables=5)).sheets[1]
    said = sheet.text.count("We visit one another")

    assert 1 < said < 24
    assert sheet.text.count("test first steps together.") == said


def test_paper_cards_come_four_to_a_sheet_with_their_table_s_code(prints: Print, shell: Shell) -> None:
    read = [[code.says for code in sheet.codes] for sheet in prints("cards").sheets]

    assert read == [[url] * 4 for url in links(shell).values()]


def test_a_paper_card_asks_the_question_and_for_consent_in_its_language(prints: Print) -> None:
    first, second, _ = (sheet.text for sheet in prints("cards").sheets)

    assert first.count("What has your group learned?") == 4
    assert first.count("Quoted, with our community’s name") == 4
    assert "Qu’est-ce que votre groupe a appris" in second
    assert "Les organisateurs peuvent-ils la transmettre" in second


def test_the_sign_leads_to_the_conference(prints: Print) -> None:
    (sheet,) = prints("sign").sheets

    assert [code.says for code in sheet.codes] == [f"{PUBLIC}/c/{CODE}"]
    assert "Fall Conference" in sheet.text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_run_sheet_is_one_page_with_every_place_to_work(
    prints: Print, house: House, shell: Shell, locale: str, paper: str
) -> None:
    house.set(locale=locale)
    (sheet,) = prints("run-sheet", "--paper", paper).sheets
    told = json.loads(shell("links", CODE, "--json", PUBLIC_URL=PUBLIC).out)

    roles = ("wall", "presenter", "moderator", "walk_in")
    assert sorted(code.says for code in sheet.codes) == sorted(told[role] for role in roles)
    assert ("2025" in sheet.text, "paper card" in sheet.text or "fiche" in sheet.text) == (True, True)


def test_the_sample_conference_prints_on_one_run_sheet(shell: Shell, prints: Print) -> None:
    shell("create", str(ROOT / "reflection_wall/samples/cass.toml"))

    assert len(prints("run-sheet", "--paper", "letter", code="CASS25").sheets) == 1


def test_printing_for_nobody_says_so_and_leaves_no_file(shell: Shell, house: House, tmp_path: Path) -> None:
    file = tmp_path / "tents.pdf"
    told = shell("tents", "NOPE", "-o", str(file))

    assert (told.status, told.err) == (1, "No conference has the code NOPE.\n")
    assert not file.exists()


def test_another_secret_prints_nothing_and_remembers_nothing(
    shell: Shell, house: House, settings: Settings, tmp_path: Path
) -> None:
    told = shell("tents", CODE, "-o", str(tmp_path / "tents.pdf"), SECRET_KEY="another")

    assert told.status == 1
    assert "links FALL25 --renew" in told.err
    assert address.printed_for(settings.instance) is None


def test_a_place_that_cannot_be_written_is_one_sentence(shell: Shell, house: House, tmp_path: Path) -> None:
    told = shell("sign", CODE, "-o", str(tmp_path / "nowhere" / "sign.pdf"))

    assert told.status == 1
    assert told.err == f"{tmp_path / 'nowhere' / 'sign.pdf'} could not be written: No such file or directory.\n"
