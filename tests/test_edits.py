"""A project that is open while its folder is written on makes what a new one makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs

from book.manuscript.chapters import Chapter
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project
from book.sections import chapters
from book.sections.context import BuildContext
from book.sections.section import Section

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="90"><rect width="9" height="9"/></svg>'
FIGURE = "::: figure\n![A dot](assets/dot.svg)\n\nA dot for Brown Ann.\n:::"
PEOPLE = "kind: people\ntitle: P\nprinted: {}\npeople:\n  - {{id: b, name: {}}}\n"


def folder_of(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/1-one.md": chapter("One", f"{paragraphs(3)}\n\n{FIGURE}", id="one"),
            "chapters/2-two.md": chapter(
                "Two", f"## Part\n\nSee [[one]] and [[four]].\n\n{FIGURE}"
            ),
            "chapters/3-three.md": chapter(
                "Three", f"By Brown Ann.[^1]\n\n{FIGURE}\n\n[^1]: Note."
            ),
            "chapters/4-four.md": chapter(
                "Four", "The end, by Brown Ann, or Green Bob.", id="four"
            ),
            "chapters/appendices/p.yaml": PEOPLE.format("true", "Brown Ann"),
            "assets/dot.svg": SVG.format(90),
        },
        "title: A book\nlanguage: en\ntrim: A5\n",
    )


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edited(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edited


def renamed(folder: Path) -> None:
    (folder / "chapters/2-two.md").rename(folder / "chapters/5-two.md")


def own_template(folder: Path) -> None:
    (folder / "templates").mkdir()
    theirs = Path(chapters.__file__).parent / "templates/chapter.html"
    text = theirs.read_text(encoding="utf-8")
    (folder / "templates/chapter.html").write_text(text + "<!-- own -->", encoding="utf-8")


EDITS = (
    edit("chapters/3-three.md", "By Brown", "Once more by Brown"),
    edit("chapters/1-one.md", "title: One", "title: One and only"),
    edit("chapters/1-one.md", "::: figure", f"{FIGURE}\n\n::: figure"),
    edit("chapters/4-four.md", "The end", f"{paragraphs(50)}\n\n{FIGURE}\n\n{paragraphs(20)}"),
    edit("chapters/4-four.md", "weighed it", "weighed it well"),
    edit("chapters/4-four.md", "\n\n", "\n\nA paragraph more.\n\n"),
    edit("chapters/4-four.md", "title: Four\nid: four", "id: four\ntitle: Four"),
    edit("chapters/appendices/p.yaml", "Brown Ann", "Green Bob"),
    edit("chapters/appendices/p.yaml", "printed: true", "printed: false"),
    edit("assets/dot.svg", 'width="90"', 'width="30"'),
    edit("book.yaml", "trim: A5", "trim: A5\nchapter_numbers: roman"),
    renamed,
    edit("chapters/1-one.md", FIGURE, ""),
    own_template,
)


def test_each_edit_makes_what_a_new_project_makes(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = folder_of(make_folder)
    with TypesetPool(1) as pool:
        going_on = Project(folder, session=Session(GalleyStore(tmp_path / "going-on"), pool))
        one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
        going_on.edition("screen").make(one)
        for number, edited in enumerate(EDITS):
            edited(folder)
            going_on.edition("screen").make(one)
            with TypesetPool(1) as other_pool:
                store = GalleyStore(tmp_path / f"new-{number}")
                new = Project(folder, session=Session(store, other_pool))
                new.edition("screen").make(other)
            assert one.read_bytes() == other.read_bytes(), number
            assert [s.stretches for s in going_on.sections] == [s.stretches for s in new.sections]


def test_what_has_not_changed_is_not_written_again(
    make_folder: MakeFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    own = chapters._chapter_section

    def counted(context: BuildContext, found: Chapter, number: str) -> Section:
        written.append(found.id)
        return own(context, found, number)

    monkeypatch.setattr(chapters, "_chapter_section", counted)
    folder = folder_of(make_folder)
    with TypesetPool(1) as pool:
        project = Project(folder, session=Session(GalleyStore(tmp_path / "store"), pool))
        assert len(project.sections) > 4

        def written_after(number: int) -> list[str]:
            written.clear()
            EDITS[number](folder)
            assert project.sections
            return written

        assert written_after(0) == ["three"]
        # A figure more moves the numbers of those behind it.
        assert written_after(2) == ["one", "two", "three", "four"]
        assert written_after(6) == ["four"]
        assert written_after(7) == ["one", "two", "three", "four"]
