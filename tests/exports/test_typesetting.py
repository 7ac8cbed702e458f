"""Pages that everybody can read: tagged, titled, in every script that people write in here."""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from reflection_wall.exports import typesetting

SAMPLES = {
    "French": "L’œuvre d’une collectivité : « ça va »… déjà 40 % à Nîmes – Œdipe, où ÿ ?",
    "Tłı̨chǫ": "Tłı̨chǫ Yatıı̀, nezı̨, gǫ̀hłı̨, ɂedànı̀",
    "Dëne Sųłıné": "Dëne Sųłıné, ʔedlą́ghë, ą̀ ę́ ı̨́ ǫ̀",
    "Plains Cree": "ᓀᐦᐃᔭᐍᐏᐣ ᑖᓂᓯ ᒥᔪ ᐲᓯᒼ",
    "Inuktitut": "ᐃᓄᒃᑎᑐᑦ ᖃᓄᐃᑦ ᓵᓐ",
    "emoji": "🌱 👍🏽 🇨🇦 👩🏽‍🏫",
}
PAGE = '#import "house.typ": *\n#show: house\n#set page(width: 14cm, height: 8cm)\n'


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Puts a template of a test beside the one of the house."""
    shutil.copy(typesetting.TEMPLATES / "house.typ", tmp_path)
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    return lambda body: (tmp_path / "page.typ").write_text(PAGE + body, "utf-8")


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def copied(made: bytes) -> str:
    """What somebody has who copies the page."""
    return pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()


def claims_ua(made: PdfReader) -> bool:
    metadata = made.trailer["/Root"]["/Metadata"].get_data().decode()
    return bool(re.search(r"pdfuaid:part>\s*1<", metadata))


@pytest.mark.parametrize("face", ["serif", "sans"])
@pytest.mark.parametrize("words", SAMPLES.values(), ids=SAMPLES)
def test_every_script_is_set_with_real_letters_that_can_be_copied(template, words: str, face: str) -> None:
    template(f"#text(font: {face}, data.words)")
    made = typesetting.pdf("page", {"title": "Proof", "lang": "en", "words": words})
    assert claims_ua(read(made)), "PDF/UA refuses a file in which one letter has no glyph"
    assert "".join(copied(made).split()) == "".join(words.split())


def test_a_document_says_its_title_and_its_language(template) -> None:
    template("= #data.title")
    made = read(typesetting.pdf("page", {"title": "Cartes de table", "lang": "fr"}))
    root = made.trailer["/Root"]
    assert (made.metadata.title, root["/Lang"][:2]) == ("Cartes de table", "fr")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_same_data_make_the_same_bytes(template) -> None:
    template("= #data.title")
    data = {"title": "Twice", "lang": "en"}
    assert typesetting.pdf("page", data) == typesetting.pdf("page", data)


def test_a_sign_that_no_font_has_takes_nobodys_page_away(template) -> None:
    template("= #data.title\n#data.words")
    made = read(typesetting.pdf("page", {"title": "Proof", "lang": "en", "words": "before \U0010abcd after"}))
    assert not claims_ua(made)
    assert "before" in made.pages[0].extract_text()
    assert "after" in made.pages[0].extract_text()


def test_words_are_words_and_never_a_command_to_the_typesetter(template) -> None:
    template("#data.words")
    hostile = '#read("house.typ") *bold* $x$ @ref <label> \\ // no comment'
    made = read(typesetting.pdf("page", {"title": "Proof", "lang": "en", "words": hostile}))
    assert "".join(hostile.split()) == "".join(made.pages[0].extract_text().split())


def test_a_template_that_cannot_be_set_says_which_and_why(template) -> None:
    template("#nothing-of-that-name")
    with pytest.raises(typesetting.NotSet, match=r"page: .*unknown variable"):
        typesetting.pdf("page", {"title": "Proof", "lang": "en"})
