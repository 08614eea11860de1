"""A galley depends on its own sources and on the references that it prints, and on nothing else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, build_book, chapter, paragraphs, typeset_book

from book.errors import BookError
from book.paged.book_binding import bound
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{}"/></svg>'


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/1-one.md": chapter("One", paragraphs(3)),
            "chapters/2-two.md": chapter("Two", "![A dot](assets/dot.svg)"),
            "chapters/3-three.md": chapter("Three", "Look at [[four]]."),
            "chapters/4-four.md": chapter("Four", "The end, by Brown Ann.", id="four"),
            "chapters/appendices/p.yaml": "kind: people\ntitle: P\nprinted: false\npeople:\n  - {id: b, name: Brown Ann}\n",
            "assets/dot.svg": SVG.format("red"),
        }
    )


def again(folder: Path, session: Session) -> list[str]:
    """What is typeset by one more build."""
    session.typeset.clear()
    build_book(folder, None, session)
    return sorted(session.typeset)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed_nothing_typeset(folder: Path, own: Session) -> None:
    first = again(folder, own)
    assert {"one", "two", "three", "four", "contents", "index-people", "furniture"} <= set(first)
    assert again(folder, own) == []


def test_a_changed_word_sets_one_section_again(folder: Path, own: Session) -> None:
    again(folder, own)
    edit(folder / "chapters/1-one.md", "The committee met", "The council met")
    assert again(folder, own) == ["one"]


def test_a_picture_belongs_to_its_section(folder: Path, own: Session) -> None:
    again(folder, own)
    (folder / "assets/dot.svg").write_text(SVG.format("blue"))
    assert again(folder, own) == ["two"]


def test_a_longer_chapter_sets_again_only_what_prints_the_moved_pages(
    folder: Path, own: Session
) -> None:
    again(folder, own)
    edit(folder / "chapters/1-one.md", "---\nThe", f"---\n{paragraphs(40)}\n\nThe")
    changed = again(folder, own)
    assert {"one", "three", "contents", "index-people"} <= set(changed)
    assert "two" not in changed
    assert "four" not in changed


def test_a_book_that_has_settled_once_settles_at_once(folder: Path, own: Session) -> None:
    again(folder, own)
    edit(folder / "chapters/1-one.md", "---\nThe", f"---\n{paragraphs(40)}\n\nThe")
    changed = again(folder, own)
    assert len(changed) == len(set(changed))


def test_a_bench_that_goes_on_makes_what_a_new_one_makes(folder: Path, tmp_path: Path) -> None:
    with TypesetPool(1) as pool:
        going_on = Session(GalleyStore(tmp_path / "going-on"), pool)
        for number, words in enumerate(("The new committee.", "The council.", paragraphs(40))):
            edit(folder / "chapters/1-one.md", "---\nThe", f"---\n{words}\n\nThe")
            new = Session(GalleyStore(tmp_path / f"new-{number}"), pool)
            one, _ = build_book(folder, tmp_path / "one.pdf", going_on)
            other, _ = build_book(folder, tmp_path / "other.pdf", new)
            assert one.read_bytes() == other.read_bytes()


def test_a_template_that_comes_later_is_taken(folder: Path, own: Session) -> None:
    again(folder, own)
    theirs = files("book.sections") / "templates/contents.html"
    (folder / "templates").mkdir()
    written = folder / "templates/contents.html"
    written.write_text(theirs.read_text("utf-8").replace("<h1", '<h1 class="own"'), "utf-8")
    assert again(folder, own) == ["contents"]
    edit(written, 'class="own"', 'class="mine"')
    assert again(folder, own) == ["contents"]
    written.unlink()
    assert again(folder, own) == []


def test_a_new_style_sets_all_again_and_the_old_one_is_still_there(
    folder: Path, own: Session
) -> None:
    first = again(folder, own)
    (folder / "styles").mkdir()
    (folder / "styles/own.css").write_text("p { color: #123456 }")
    assert set(again(folder, own)) == set(first)
    (folder / "styles/own.css").unlink()
    assert again(folder, own) == []


def test_a_damaged_galley_is_typeset_again(folder: Path, own: Session) -> None:
    path, _ = build_book(folder, None, own)
    good = path.read_bytes()
    for galley in own.store.folder.glob("??/*"):
        galley.write_bytes(galley.read_bytes()[:-100])
    assert again(folder, own)
    assert path.read_bytes() == good


def test_the_store_forgets_what_was_used_longest_ago(folder: Path, own: Session) -> None:
    again(folder, own)
    galleys = list(own.store.folder.glob("??/*"))
    sizes = [p.stat().st_size for p in galleys]
    own.store.trim(sum(sizes) // 2)
    assert len(list(own.store.folder.glob("??/*"))) == len(galleys)  # another build may bind them
    for number, galley in enumerate(galleys):
        os.utime(galley, (number, number))
    own.store.trim(sum(sizes) // 2)
    left = [p.stat().st_size for p in own.store.folder.glob("??/*")]
    assert sum(left) <= sum(sizes) // 2
    assert again(folder, own)


def test_what_is_removed_meanwhile_is_told(folder: Path, own: Session) -> None:
    book = typeset_book(folder, own)
    own.store.clear()
    with pytest.raises(BookError, match="gone"):
        bound(book, own).save(io.BytesIO())


def test_two_builds_at_once_share_a_store(folder: Path, tmp_path: Path) -> None:
    edit(folder / "chapters/2-two.md", "![A dot]", f"{paragraphs(100)}\n\n![A dot]")
    outputs = [tmp_path / f"{number}.pdf" for number in range(3)]
    builds = [
        subprocess.Popen(
            [sys.executable, ROOT / "make_book.py", "-C", folder, "-o", output, "--jobs", "1"],
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        )
        for output in outputs
    ]
    assert [build.wait(120) for build in builds] == [0, 0, 0]
    assert len({output.read_bytes() for output in outputs}) == 1


def test_two_processes_make_the_same_bytes_as_one(folder: Path, tmp_path: Path) -> None:
    # Long enough to be worth a second process.
    edit(folder / "chapters/2-two.md", "![A dot]", f"{paragraphs(300)}\n\n![A dot]")
    made = []
    for count in (1, 2):
        with TypesetPool(count) as pool:
            session = Session(GalleyStore(tmp_path / f"store-{count}"), pool)
            path, _ = build_book(folder, tmp_path / f"{count}.pdf", session)
        made.append(path.read_bytes())
    assert made[0] == made[1]
