"""Nothing is lost or printed as it was typed in silence: it is printed as people expect, or told."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Build, MakeFolder, chapter
from PIL import Image

from book.errors import BookError, Mistake
from book.manuscript.reading import read_manuscript
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.themes.styles import PageGeometry, style_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><path d="M0 0h90v60z"/></svg>'


def mistakes_in(folder: Path) -> list[Mistake]:
    """What is wrong with a folder before any page of it is made."""
    palette = style_of(folder, PageGeometry.of((148, 210))).palette
    try:
        Assembly.of(BuildContext.of(read_manuscript(folder), palette, 300))
    except BookError as error:
        return list(error.mistakes)
    return []


def nested(sign: str, depth: int, indent: str) -> str:
    return "\n".join(f"{indent * n}{sign}level {n}" for n in range(depth))


# What is wrong: the text, which begins in line 5, its line, and words of the message.
TOLD: dict[str, tuple[str, int, str]] = {
    "a third cell": ("| a | b |\n|---|---|\n| 1 | 2 | lost |", 7, "3 cells"),
    "a note that nobody calls": ("Text.\n\n[^1]: Lost.", 7, "nothing calls the note [^1]"),
    "two notes of one mark": ("Text.[^1]\n\n[^1]: Lost.\n\n[^1]: Kept.", 9, "a second note"),
    "a mark without a note": ("One\nTwo.[^9]", 6, "there is no note [^9]"),
    "a list in a note": ("Text.[^1]\n\n[^1]: Words.\n\n    - One", 9, "paragraphs alone"),
    "lists too deep": (nested("- ", 14, "  "), 15, "too deep"),
    "quotes too deep": (">" * 25 + " Lost", 5, "too deep"),
    "an unknown box": ("::: bokz\nText.\n:::", 5, "no box “bokz”"),
    "a misspelt box": ("::: figur\nText.\n:::", 5, "Did you mean “figure”?"),
    "a box with two colons": (":: figure\nText.\n", 5, "looks like a box"),
    "a stray end of a box": ("Text.\n:::\nMore.", 6, "not open"),
    "a box that is not closed": ("::: note\nText.\n\nThe rest.", 5, "not closed"),
    "a box of a table without one": (
        "::: table\n![x](assets/a.svg)\n\nLost.\n:::",
        5,
        "the table is empty",
    ),
    "code that is not closed": ("```\nText.\n\nThe rest.", 5, "not closed"),
    "attributes of nothing": ("Text {.class} more.", 5, "takes “{.class}”"),
    "a width of nothing": ("Text\n{width=50%}", 6, "takes “{width=50%}”"),
    "attributes of a reference": ("[[one]]{.big}", 5, "takes “{.big}”"),
    "a class of a heading": ("## Words {.big}", 5, "does not take “.big”"),
    "a class of a box": ("::: note {.big}\nText.\n:::", 5, "does not take “.big”"),
    "an attribute of an image": ("![x](assets/a.svg){height=3}", 5, "does not take “height”"),
    "a width that is none": ("![x](assets/a.svg){width=wide}", 5, "“wide” is not a width"),
    "a grid table": ("+---+---+\n| a | b |\n+---+---+", 5, "drawn with + and -"),
    "a table of another row": ("| a | b |\n|---|\n| 1 | 2 |", 5, "looks like a table"),
    "a table without its row": ("Text.\n\n| a | b |\n| 1 | 2 |", 7, "looks like a table"),
    "an empty reference": ("One [[]].", 5, "“[[]]” refers to nothing"),
    "a reference of no words": ("One [[id|]].", 5, "“[[id|]]” refers to nothing"),
    "a reference not closed": ("One [[id.", 5, "“[[” refers to nothing"),
    "a heading without a space": ("##Words", 5, "looks like a heading"),
    "an address that vanishes": ("[Source]: archive", 5, "nothing uses"),
    "a title of an image": ('![x](assets/a.svg "Lost")', 5, "“Lost” in the brackets"),
    "a note in a note": ("Text.[^1]\n\n[^1]: One.[^2]\n\n[^2]: Two.", 7, "calls another note"),
    "a note in itself": ("Text.[^1]\n\n[^1]: One.[^1]", 7, "calls another note"),
    "a list in a plate": (
        "::: plate\n![x](assets/a.svg)\n\n- Lost\n:::",
        5,
        "holds a picture and its caption",
    ),
    "a note on a plate": (
        "::: plate\n![x](assets/a.svg)\n\nOne.[^1]\n:::\n\n[^1]: Lost.",
        5,
        "no footnote on a page",
    ),
    "a second list of a group": (
        "::: group\n![x](assets/a.svg)\n\n1. One {at=1%,2%}\n\nCaption.\n\n1. Two {at=5%,6%}\n:::",
        12,
        "another",
    ),
    "a picture nearly so named": ("![x](assets/A.svg)", 5, "Did you mean “assets/a.svg”?"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_understood_is_told_at_its_line(name: str, make_folder: MakeFolder) -> None:
    text, line, words = TOLD[name]
    folder = make_folder({"chapters/one.md": chapter("One", "\n" + text), "assets/a.svg": SVG})
    told = [(m.place.line, m.told()) for m in mistakes_in(folder)]
    assert any(at == line and words in said for at, said in told), told


# What is printed: the text, and the words that the page shows; those that it must not show.
PRINTED: dict[str, tuple[str, str, str]] = {
    "a year at the head": ("1994. That year it began.", "1994. That year", " 1. "),
    "numbers as typed": ("3. Three\n5. Five", "3. Three 5. Five", "4."),
    "numbers all alike": ("1. One\n1. Two", "1. One 2. Two", ""),
    "a bracket": ("1) One\n2) Two", "1) One 2) Two", "2."),
    "lists ten deep": (nested("- ", 10, "  ") + "\n\nThe rest.", "level 9", ""),
    "strikethrough": ("Text ~~struck~~ more.", "Text struck more", "~~"),
    "tasks": ("- [ ] Open\n- [x] Done", "\N{BALLOT BOX WITH CHECK} Done", "[x]"),
    "an indented paragraph": ("One.\n\n     Two *words* more.", "Two words more", "*"),
    "a box in a box": ("::: sidebar\n::: note\nIn.\n:::\nOut.\n:::\n\nAfter.", "After", ":::"),
    "what is meant so": ("\\[\\[a\\]\\] and \\{.b} and (**).", "[[a]] and {.b} and (**)", "\\"),
    "a note in a task": ("- [x] Done[^1]\n\n[^1]: By whom.", "By whom", "[^"),
    "a note in a heading with an id": ("## Words[^1] {#w}\n\n[^1]: Of whom.", "Of whom", "{#"),
    "an address in a task": ("- [ ] See [it][a]\n\n[a]: http://a.example", "See it", "[a]"),
    "a remark": ("One.\n\n<!-- [[ ::: -->\n\nTwo.", "Two", ":::"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_what_people_expect_is_printed(name: str, build: Build) -> None:
    text, shown, hidden = PRINTED[name]
    words = " ".join(build({"chapters/one.md": chapter("One", text)}).body)
    assert shown in words, words
    assert not hidden or hidden not in words


def test_a_part_without_a_place_for_text_tells_it(make_folder: MakeFolder) -> None:
    part = "---\ntitle: Part\nkind: part\n---\n\n<!-- kept\nfor -->\n\nText.\n"
    folder = make_folder({"chapters/1.md": part, "chapters/2.md": chapter("One", "x")})
    told = [(m.place.line, m.problem) for m in mistakes_in(folder)]
    assert told == [(9, "a part of the book has no text of its own")]
    remark = part.replace("Text.", "")
    folder = make_folder({"chapters/1.md": remark, "chapters/2.md": chapter("One", "x")}, name="b")
    assert mistakes_in(folder) == []


def test_notes_are_no_words_of_captions_and_headings(build: Build) -> None:
    text = "## Head[^1]\n\n::: figure\n![x](assets/a.svg)\n\nShown.[^1]\n:::\n\n[^1]: Noted."
    pages = build(
        {"chapters/one.md": chapter("One", text), "assets/a.svg": SVG},
        "title: A book\nlanguage: en\n",
    )
    assert sum("Noted." in words for words in pages.text) == 1
    assert sum("Shown." in words for words in pages.text) == 2
    assert all("Noted" not in words for _, words, _ in pages.outline)


def test_an_image_takes_a_width_an_id_and_a_class(build: Build) -> None:
    def width(attributes: str) -> float:
        image = f"See [[p]].\n\n![A field](assets/a.jpg){{#p .mark {attributes}}}"
        files = {"chapters/one.md": chapter("One", image), "assets/a.jpg": jpeg()}
        pdf = build(files, name=f"folder {attributes.rstrip('%')}")
        page = pdf.page_with("See “A field” (page")
        left, _, right, _ = next(o.get_bounds() for o in pdf.shown[page].get_objects(filter=[3]))
        return right - left

    assert width("width=50%") == pytest.approx(2 * width("width=25%"), rel=0.02)
    assert width("width=30mm") == pytest.approx(30 / 25.4 * 72, rel=0.02)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_picture_is_found_by_the_name_that_people_give_it(form: str, build: Build) -> None:
    name = unicodedata.normalize(form, "Ảnh lễ (1) 100%.jpg")
    text = "![x](assets/Ảnh lễ (1) 100%.jpg)\n\n![x](<assets/Ảnh lễ (1) 100%.jpg>)"
    people = (
        "kind: people\ntitle: P\npeople:\n"
        "  - {id: a, name: A B, portrait: assets/Ảnh lễ (1) 100%.jpg}\n"
    )
    pdf = build(
        {
            "chapters/one.md": chapter("One", text),
            "chapters/appendices/p.yaml": people,
            f"assets/{name}": jpeg(),
        },
        "title: A book\nlanguage: en\nemblem: assets/Ảnh lễ (1) 100%.jpg\n",
    )
    shown = [len(list(page.get_objects(filter=[3]))) for page in pdf.shown]
    assert sum(shown) == 4


def jpeg() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (600, 400), "green").save(stream, "JPEG")
    return stream.getvalue()
