"""How a language is written comes from its folder: quotes, no-break spaces, dates, hyphenation."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Build, MakeFolder, chapter, run

from book.dates import PartialDate, RecordDate
from book.languages import language
from book.paged.weasy.composer import places
from book.themes.styles import PageGeometry, style_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("tag", "first", "last", "written"),
    [
        ("en", "1994-01-27", "1994-01-29", "January 27 – 29, 1994"),
        ("en-GB", "1994-01-27", "1994-03-02", "27 January – 2 March 1994"),
        ("en-GB", "1994-01", "1995-03", "January 1994 – March 1995"),
        ("en", "1994", "1997", "1994–1997"),
        ("en", "1994", "1997-03", "1994 – March 1997"),
        ("de", "1994-01-27", "1994-01-29", "27.–29. Januar 1994"),
        ("zh", "1994-01-27", "1994-01-29", "1994年1月27日至29日"),
        ("vi", "1994-01-27", "1994-01-29", "27/01/1994 – 29/01/1994"),
    ],
)
def test_stretches_are_written_as_intervals(tag: str, first: str, last: str, written: str) -> None:
    begins, ends = (RecordDate(PartialDate.parse(text)) for text in (first, last))
    assert language(tag).span(begins, ends) == written


def test_rules_have_a_default_for_every_language() -> None:
    rules = language("de").rules
    assert rules.quotes == ("„", "“", "‚", "‘")
    assert rules.hyphenated
    assert rules.colon == ":"
    assert rules.joined("12 km, 12 Leute") == f"12{NBSP}km, 12 Leute"
    assert not language("vi").rules.hyphenated


def test_french_has_its_quotes_and_colons(build: Build) -> None:
    pdf = build(
        {"chapters/a.md": chapter("Un", 'Il a dit "bonjour" à Mme Leroy.')},
        "title: Un livre\nlanguage: fr\nimprint: {editor: Leroy}\n",
    )
    text = " ".join(pdf.text)
    assert "« bonjour » à Mme Leroy" in text
    assert "Editor : Leroy" in text  # no French words yet, but its colon
    rules = language("fr").rules
    assert rules.joined("à Mme Leroy, p. 7") == f"à Mme{NBSP}Leroy, p.{NBSP}7"
    assert rules.quotes[0] == f"«{NBSP}"


INDONESIAN = {
    "languages/id/catalog.po": """
        msgid ""
        msgstr ""
        "Content-Type: text/plain; charset=utf-8\\n"
        "Language: id\\n"
        "Plural-Forms: nplurals=1; plural=0;\\n"

        msgid "Contents"
        msgstr "Daftar Isi"

        msgid "nothing in the book has the id “{id}”"
        msgstr "tidak ada yang bernama “{id}” dalam buku ini"

        msgid "{count} page"
        msgid_plural "{count} pages"
        msgstr[0] "{count} halaman"
        """,
    "languages/id/rules.yaml": """
        quotes: ["«", "»", "‹", "›"]
        colon: " ="
        dates: {day: "d/M/y"}
        unbroken: {before names: [bapak], phrases: [terima kasih]}
        """,
}
CONFIG = "title: Buku\nlanguage: id\nimprint: {editor: Ani}\n"


def test_a_book_brings_a_language_of_its_own(build: Build, make_folder: MakeFolder) -> None:
    pdf = build(
        {
            **INDONESIAN,
            "chapters/a.md": chapter("Satu", 'Kata "awal" dari bapak Budi, terima kasih.'),
        },
        CONFIG,
    )
    text = " ".join(pdf.text)
    assert "Daftar Isi" in text
    assert "«awal» dari bapak Budi, terima kasih" in text
    assert "Editor = Ani" in text
    folder = make_folder({**INDONESIAN, "chapters/a.md": chapter("S", "[[x]]")}, CONFIG, "wrong")
    assert "tidak ada yang bernama “x”" in run("-C", str(folder)).stderr
    spoken = language("id", folder)
    assert spoken.rules.joined("bapak Budi bapak, terima kasih") == (
        f"bapak{NBSP}Budi bapak, terima{NBSP}kasih"
    )
    assert spoken.date(PartialDate.parse("1994-01-27")) == "27/1/1994"
    assert (
        spoken.date(PartialDate.parse("1994-01")) == "Januari 1994"
    )  # where the file says nothing
    assert language("id").say("Contents") == "Contents"  # and no other book has it


def test_a_book_s_own_rules_reach_its_paragraphs(make_folder: MakeFolder) -> None:
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter("S", "Kata."),
        "languages/id/rules.yaml": "together: {before names: [ketua]}",
    }
    folder = make_folder(files, CONFIG)
    style = style_of(folder, PageGeometry.of((148, 210)))
    other = make_folder({"chapters/a.md": chapter("S", "Kata.")}, CONFIG, "other")
    plain = style_of(other, PageGeometry.of((148, 210)))
    assert style.fingerprint != plain.fingerprint
    try:
        places.speak_as(style.roots[0], style.languages)
        assert places.bonds("di ketua Budi", "id") == {9}
        places.speak_as(plain.roots[0], plain.languages)
        assert places.bonds("di ketua Budi", "id") == frozenset()
    finally:
        places.speak_as("", "")


def test_wrong_rules_are_told(make_folder: MakeFolder) -> None:
    for text in ("quotes: [a]", "colour: red", "- a", "a: [", "unbroken: {before: [a]}"):
        files: dict[str, str | bytes] = {
            "chapters/a.md": chapter("S", "Kata."),
            "languages/id/rules.yaml": text,
        }
        done = run("-C", str(make_folder(files, CONFIG)))
        assert done.returncode == 1
        assert done.stderr.startswith("languages/id/rules.yaml: these are no rules")


def test_a_changed_language_makes_the_book_again(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder({**INDONESIAN, "chapters/a.md": chapter("Satu", 'Kata "awal".')}, CONFIG)
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert run("-C", str(folder), **env).returncode == 0
    (folder / "languages/id/rules.yaml").write_text('quotes: ["„", "“", "‚", "‘"]', "utf-8")
    assert run("-C", str(folder), **env).returncode == 0
    from pdf import ReadPdf

    assert "„awal“" in " ".join(ReadPdf(folder / "dist/buku.pdf").text)


def test_large_numbers_are_written_out() -> None:
    assert language("en").number(1.5e30) == "1,500" + ",000" * 9
    assert language("vi").number(10**24) == "1" + ".000" * 8
