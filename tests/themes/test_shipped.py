"""Every theme that ships sets a small book: its page, its faces, and the house's own checks."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path
from statistics import median

import pikepdf
import pypdfium2
import pytest
from conftest import Build, MakeFolder, chapter, run
from page import validate_pdf

from book.paged.pdf.contact_sheet import ContactSheets
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.paged.typeset_book import TypesetBook
from book.project import Project
from book.themes.registry import names
from book.themes.specimen import SPECIMEN
from tools.pdf_lines import read

THEMES = tuple(name for name in names() if name != "default")
#: What paints in colours of a screen.
OF_SCREENS = {"rg", "RG", "sh"}


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, store: GalleyStore, pool: TypesetPool
) -> dict[str, tuple[Path, Path, TypesetBook]]:
    """The specimen in each theme: for the screen, for the press, and its pages."""
    found = {}
    for name in THEMES:
        folder = tmp_path_factory.mktemp("specimen") / name
        shutil.copytree(SPECIMEN / "vi", folder)
        with (folder / "book.yaml").open("a", encoding="utf-8") as config:
            config.write(f"theme: {name}\n")
        project = Project(folder, session=Session(store, pool))
        screen = project.edition("screen").make().path
        press = project.edition("press").make().path
        found[name] = (screen, press, project.pages)
    return found


def off_the_grid(path: Path, book: TypesetBook) -> list[str]:
    """The lines of running text that do not stand on the page's grid."""
    leaves, geometry = book.book_map.leaves, book.style.geometry
    chapters = {n for n, leaf in enumerate(leaves) if leaf.section in ("loi-noi-dau", "buoi-dau")}
    _, _, paragraphs = read(path)
    lines = [line for p in paragraphs if p.role == "P" for line in p.lines if line.page in chapters]
    size = median(line.size for line in lines)
    running = [line for line in lines if abs(line.size - size) < 0.1]
    assert len(running) > 20
    first = running[0].y
    off = ((line.y - first) / geometry.leading for line in running)
    return [line.text for line, n in zip(running, off, strict=True) if abs(n - round(n)) > 0.02]


@pytest.mark.parametrize("name", THEMES)
def test_a_book_in_a_theme_passes_the_checks(
    made: dict[str, tuple[Path, Path, TypesetBook]], name: str
) -> None:
    screen, press, pages = made[name]
    for profile in ("ua1", "2a"):
        report = validate_pdf(screen, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    assert off_the_grid(screen, pages) == []
    with pikepdf.open(press) as pdf:
        assert "PDF/X-4" in str(pdf.open_metadata())
        forms = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/BBox" in o]
        streams = [*pdf.pages, *forms]
        used = {str(op) for stream in streams for _, op in pikepdf.parse_content_stream(stream)}
    assert not used & OF_SCREENS
    assert not [d for g in pages.galleys.values() for d in g.diagnostics]


def test_themes_are_truly_different(made: dict[str, tuple[Path, Path, TypesetBook]]) -> None:
    styles = {name: pages.style for name, (_, _, pages) in made.items()}
    for one, other in combinations(styles.values(), 2):
        assert one.faces.text != other.faces.text
        assert one.faces.heads != other.faces.heads
        assert abs(one.geometry.outer - other.geometry.outer) > 1
        assert (
            one.geometry.leading != other.geometry.leading
            or one.geometry.size != other.geometry.size
        )
        assert one.palette != other.palette


def test_pages_of_themes_lie_side_by_side(
    made: dict[str, tuple[Path, Path, TypesetBook]], tmp_path: Path
) -> None:
    sheets = ContactSheets("Themes", "en")
    for name in THEMES[:2]:
        with pikepdf.open(made[name][0]) as pdf:
            sheets.add(name, list(pdf.pages)[:8])
    with (tmp_path / "themes.pdf").open("wb") as stream:
        sheets.save(stream)
    with pikepdf.open(tmp_path / "themes.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == list(THEMES[:2])
        assert [len(page.Resources.XObject) for page in pdf.pages] == [8, 8]
    drawn = pypdfium2.PdfDocument(tmp_path / "themes.pdf")[1].render(scale=0.5).to_pil()
    assert len(drawn.convert("RGB").getcolors(100_000) or ()) > 100


def test_the_command_tells_every_theme_in_words(make_folder: MakeFolder) -> None:
    folder = make_folder({"chapters/a.md": chapter("One", "x"), "themes/own/own.css": "p {}"})
    told = run("themes", "--words", "-C", str(folder), "--language", "vi")
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [*names(), "own"]
    assert any("Trang trọng" in line for line in lines)
    assert not (folder / "dist").exists()


def test_a_chapter_that_is_only_begun_stands_on_one_page(build: Build) -> None:
    files = {"chapters/a.md": chapter("First", "Words."), "chapters/b.md": "---\ntitle: New\n---\n"}
    text = build(files, "title: T\nlanguage: en\ntheme: trang-trong\n").text
    pages = ["".join(page.casefold().split()) for page in text]
    assert any("chapteriinew" in page and "contents" not in page for page in pages)
