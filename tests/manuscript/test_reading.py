"""Reading a folder as people keep it: names of files, ids made of them, values left empty; and as
far as it goes where something is wrong."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter

from book.errors import Mistake
from book.manuscript.folder import id_of, strays
from book.manuscript.reading import read_as_far, read_manuscript

PEOPLE = "kind: people\ntitle: P\noffices: [{id: k, name: K}]\npeople:\n"


def told(folder: Path) -> list[str]:
    return [_said(m) for m in read_as_far(folder)[1]]


def _said(mistake: Mistake) -> str:
    return mistake.told(lambda message, **values: message.format(**values))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("chapters/02-thanh-lap.md", "thanh-lap"),
        ("chapters/Chương 1.md", "Chuong-1"),
        ("chapters/02 Đổi mới (tiếp).MD", "Doi-moi-tiep"),
        ("chapters/first_years.v2.markdown", "first_years.v2"),
        ("chapters/1994.md", "1994"),
        ("chapters/Глава 1.md", "Глава-1"),
        ("chapters/!!!.md", ""),
    ],
)
def test_one_rule_makes_ids_of_file_names(name: str, made: str) -> None:
    assert id_of(name) == made
    assert id_of(unicodedata.normalize("NFD", name)) == made


def test_files_are_read_by_the_names_that_people_give_them(make_folder: MakeFolder) -> None:
    decomposed = unicodedata.normalize("NFD", "Chương 2.md")
    files = {
        "chapters/Chương 10.MD": chapter("Ten", "x"),
        f"chapters/{decomposed}": chapter("Two", "x"),
        "chapters/Chương 1.markdown": chapter("One", "x"),
        "chapters/appendices/p.yml": PEOPLE + "  - {id: a, name: A B}\n",
    }
    manuscript = read_manuscript(make_folder(files))
    assert [c.matter.title for c in manuscript.chapters] == ["One", "Two", "Ten"]
    assert [a.id for a in manuscript.appendices] == ["p"]
    listed = "title: A\nlanguage: en\nchapters: [Chương 2, Chương 1.markdown]\n"
    manuscript = read_manuscript(make_folder(files, listed))
    assert [c.matter.title for c in manuscript.chapters] == ["Two", "One"]


def test_what_lies_about_is_told(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("One", "x"),
            "chapters/b.docx": "x",
            "chapters/c.yaml": "x",
            "chapters/~$b.docx": "x",
            "chapters/a.md~": "x",
            "chapters/.DS_Store": "x",
            "chapters/old/a.md": "x",
            "chapters/appendices/p.yaml": PEOPLE,
            "chapters/appendices/q.yaml": PEOPLE,
            "chapters/appendices/note.md": "x",
            "chapters/appendices/Thumbs.db": "x",
        },
    )
    read = ["chapters/a.md", "chapters/appendices/p.yaml"]
    found = {s.file: s.cure.message for s in strays(folder, read, ["chapters/appendices"])}
    assert list(found) == [
        "chapters/a.md~",
        "chapters/b.docx",
        "chapters/c.yaml",
        "chapters/old",
        "chapters/~$b.docx",
        "chapters/appendices/note.md",
        "chapters/appendices/q.yaml",
    ]
    assert "list in book.yaml leaves it out" in found["chapters/appendices/q.yaml"]
    assert "chapters/appendices; move it there" in found["chapters/c.yaml"]
    assert "copy" in found["chapters/a.md~"]
    assert "copy" in found["chapters/~$b.docx"]


def test_an_id_that_is_taken_tells_where_and_that_a_name_made_it(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/Chương 1.md": chapter("One", "x"),
            "chapters/Chuong 1.md": chapter("Two", "x"),
            "chapters/c.md": chapter("Three", "x", id="contents"),
            "chapters/!.md": chapter("Four", "x"),
            "chapters/appendices/p.yaml": PEOPLE + "  - {id: a, name: A}\n  - {id: a, name: B}\n",
        }
    )
    assert [line for said in told(folder) for line in said.split("\n")[:1]] == [
        "chapters/!.md:1:1: the name of this file has no letter or digit to make an id of",
        "chapters/Chương 1.md:2:1: the id “Chuong-1”, made of the name of this file, is taken "
        "already, at chapters/Chuong 1.md:2:1",
        "chapters/c.md:3:5: the id “contents” is taken already, at the builder's own pages",
        "chapters/appendices/p.yaml:6:5: the id “a” is taken already, at "
        "chapters/appendices/p.yaml:5:5",
    ]


def test_an_id_that_an_index_or_a_page_of_the_builder_has_is_told(make_folder: MakeFolder) -> None:
    config = (
        "title: A book\nlanguage: en\nnotes: 2\nindexes:\n"
        "  - {id: boats, of: [people]}\n  - {id: boats, of: [documents]}\n"
        "  - {id: contents, of: [people]}\n"
    )
    folder = make_folder(
        {
            "chapters/notes.md": chapter("Notes", "x"),
            "chapters/dedication.md": chapter("Nobody asked for one", "x"),
            "chapters/appendices/boats.yaml": PEOPLE + "  - {id: a, name: A}\n",
            # What is not printed stands beside no index.
            "chapters/appendices/q.yaml": "id: imprint\nprinted: false\n" + PEOPLE,
            "chapters/appendices/p.yaml": "id: credits\n" + PEOPLE + "  - {id: b, name: B}\n",
        },
        config,
    )
    assert [said.split("\n")[0] for said in told(folder)] == [
        "book.yaml:6:10: the id “boats” is taken already, at book.yaml:5:10",
        "book.yaml:7:10: the id “contents” is taken already, at the builder's own pages",
        "chapters/appendices/boats.yaml:1:1: the id “boats”, made of the name of this file, is "
        "taken already, at book.yaml:5:10",
        "chapters/appendices/p.yaml:1:5: the id “credits” is taken already, at the builder's own "
        "pages",
        "chapters/notes.md:2:1: the id “notes”, made of the name of this file, is taken already, "
        "at book.yaml:3:8",
    ]


EMPTY = {
    "a name": (PEOPLE + "  - {id: a, name: ''}\n", "“name” does not fit: it is empty"),
    "a name of spaces": (PEOPLE + "  - {id: a, name: '  '}\n", "“name” does not fit: it is empty"),
    "a name of nothing": (PEOPLE + "  - {id: a, name: }\n", "“name” does not fit: it is empty"),
    "an id": (PEOPLE + "  - {id: '', name: A}\n", "“id” does not fit: it is empty"),
    "an alias": (PEOPLE + "  - {id: a, name: A, aliases: ['']}\n", "“aliases” does not fit: it is"),
    "an item": (PEOPLE + "  -\n", "lines such as “id: …” are expected; the keys here are: id,"),
    "a person of a word": (PEOPLE + "  - Anna\n", "the keys here are: id, name, aliases"),
    "an office": (
        "kind: people\ntitle: P\noffices: [{id: k, name: ''}]\n",
        "“name” does not fit: it is empty",
    ),
    "a congress": (
        "kind: congresses\ntitle: C\ncongresses: [{id: c, name: '', from: 1999}]\n",
        "“name” does not fit: it is empty",
    ),
    "an event": (
        "kind: chronology\ntitle: C\nevents: [{when: 1999, text: ''}]\n",
        "“text” does not fit: it is empty",
    ),
    "a title": ("kind: places\ntitle: ''\n", "“title” does not fit: it is empty"),
    "a whole file": ("", "does not say which kind it is"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_value_is_told(name: str, make_folder: MakeFolder) -> None:
    text, words = EMPTY[name]
    folder = make_folder({"chapters/a.md": chapter("One", "x"), "chapters/appendices/p.yaml": text})
    assert any(words in said for said in told(folder)), told(folder)


def test_a_key_without_a_value_is_left_out(make_folder: MakeFolder) -> None:
    people = PEOPLE + "  - {id: a, name: A B, note: , terms: }\n"
    folder = make_folder(
        {
            "chapters/a.md": chapter("One", "x", period="", id=""),
            "chapters/appendices/p.yaml": people,
        },
        "title: A\nlanguage: en\nsubtitle:\nimprint:\nkeywords:\n",
    )
    assert told(folder) == []
    folder = make_folder({}, "title:\nlanguage: en\nfoo:\n")
    assert [said.partition("\n")[0] for said in told(folder)] == [
        "book.yaml:1:7: the value of “title” does not fit: it is empty",
        "book.yaml:3:1: the key “foo” is not known here",
    ]


def test_what_can_be_read_is_read_beside_what_can_t(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/a.md": "No front matter.\n",
            "chapters/b.md": "---\ntitel: Two\n---\nText.\n",
            "chapters/c.md": b"\xff",
            "chapters/appendices/p.yaml": PEOPLE
            + "  - {id: a, name: A B, born: never}\n  - {name: B C}\n  - {id: c, name: C D}\n"
            "  - {id: d, name: D E, terms: [{office: k}, {office: k, from: 1999}]}\n",
        },
        "title: A\nlanguage: en\nextra: 1\n",
    )
    manuscript, mistakes = read_as_far(folder)
    assert [(c.file, c.body.strip()) for c in manuscript.chapters] == [
        ("chapters/a.md", "No front matter."),
        ("chapters/b.md", "Text."),
    ]
    assert manuscript.unread == ("chapters/c.md",)
    assert [e.id for e in manuscript.register] == ["a", "c", "d"]
    # What moved up in its list is still told at its own place.
    assert manuscript.place("p", "people", 2, "name").line == 8
    assert manuscript.appendices[0].people[2].terms[0].first.year == 1999  # type: ignore[attr-defined]
    assert manuscript.place("p", "people", 2, "terms", 0).column > 40
    assert len(mistakes) == 8
