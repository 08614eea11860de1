"""Pictures of the themes and of finished books for the documentation: docs/looks/*.png.

    python tools/looks.py            all pictures
    python tools/looks.py themes     those of the themes alone
    python tools/looks.py books      spreads of whole books
    python tools/looks.py book       those of the book of this repository alone

Each picture is a spread or a row of pages, in few colours, under 80 KB.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from book.project import Project  # noqa: E402
from book.themes.registry import names  # noqa: E402
from book.themes.specimen import SPECIMEN, shown  # noqa: E402

LOOKS = ROOT / "docs/looks"
#: Whole books by their themes, and the left pages of the spreads of it that are shown.
BOOKS = {
    "trang-trong": (ROOT, (4, 14, 28)),
    "hoc-duong": (ROOT / "examples/school", (4, 22, 28)),
    "hien-dai": (ROOT / "examples/rowing-club", (4, 14, 36)),
}
LARGEST = 80_000
_EDGE = 14
_FIELD = (226, 226, 222)


def pages_of(path: Path, numbers: Sequence[int], height: int) -> list[Image.Image]:
    """Pages of a PDF (from 1) as pictures of a height in pixels."""
    pdf = pypdfium2.PdfDocument(path)
    found = []
    for number in numbers:
        page = pdf[number - 1]
        found.append(page.render(scale=height / page.get_height()).to_pil().convert("RGB"))
    return found


def row(pages: Sequence[Image.Image], together: bool = False) -> Image.Image:
    """Pages side by side on a grey field; a spread's touch at the fold."""
    gap = 0 if together else _EDGE
    width = sum(page.width for page in pages) + gap * (len(pages) - 1) + 2 * _EDGE
    sheet = Image.new("RGB", (width, pages[0].height + 2 * _EDGE), _FIELD)
    x = _EDGE
    for page in pages:
        sheet.paste(page, (x, _EDGE))
        x += page.width + gap
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with as many colours as fit into the largest size. Raises ValueError where
    none do."""
    LOOKS.mkdir(parents=True, exist_ok=True)
    path = LOOKS / f"{name}.png"
    for colours in (128, 64, 32, 16):
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return
    raise ValueError(f"{path} is too large")


def themes() -> None:
    """The small book in each theme."""
    for name in names():
        with tempfile.TemporaryDirectory() as passing:
            folder = Path(passing) / "book"
            shutil.copytree(SPECIMEN / "vi", folder)
            with (folder / "book.yaml").open("a", encoding="utf-8") as config:
                config.write(f"theme: {name}\n")
            with Project(folder) as project:
                made = project.edition("screen").make()
                numbers = [index + 1 for index in shown(project.pages.book_map)]
            save(row(pages_of(made.path, numbers, 300)), name)


def books() -> None:
    """Spreads of whole books, each in its theme."""
    for name, (source, lefts) in BOOKS.items():
        with tempfile.TemporaryDirectory() as passing:
            folder = Path(passing) / "book"
            folder.mkdir()
            config = (source / "book.yaml").read_text(encoding="utf-8")
            (folder / "book.yaml").write_text(config, encoding="utf-8")
            for part in ("chapters", "assets", "styles", "kinds"):
                if (source / part).is_dir():
                    shutil.copytree(source / part, folder / part)
            with Project(folder) as project:
                made = project.edition("screen").make().path
            spreads = [row(pages_of(made, (left, left + 1), 270), together=True) for left in lefts]
            save(row([ImageOps.crop(spread, _EDGE) for spread in spreads]), f"{name}-book")


def first_book(path: Path, spreads: Sequence[Sequence[int]]) -> None:
    """Spreads of the finished book of this repository, side by side, for the README."""
    rows = [row(pages_of(path, numbers, 420), together=True) for numbers in spreads]
    width = sum(part.width for part in rows) - _EDGE * (len(rows) - 1)
    sheet, x = Image.new("RGB", (width, rows[0].height), _FIELD), 0
    for part in rows:
        sheet.paste(part, (x, 0))
        x += part.width - _EDGE
    sheet.quantize(96, dither=Image.Dither.NONE).save(ROOT / "docs/spread.png", optimize=True)


def main(wanted: Sequence[str]) -> int:
    if not wanted or "themes" in wanted:
        themes()
    if not wanted or "books" in wanted:
        books()
    if not wanted or "book" in wanted:
        with Project(ROOT) as project:
            made, leaves = project.edition("screen").make(), project.pages.book_map.leaves
        first: dict[str, int] = {}
        for number, leaf in enumerate(leaves, 1):
            if leaf.page is not None:
                first.setdefault(leaf.section, number)
        title, numbers = first["title-page"], first["key-figures"]
        spreads = [[1], [title - 1, title], [numbers, numbers + 1], [first["thanh-lap"]]]
        first_book(made.path, spreads)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
