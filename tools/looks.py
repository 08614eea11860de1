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

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from book.project import Project  # noqa: E402
from book.themes.registry import names  # noqa: E402
from book.themes.specimen import SPECIMEN, shown  # noqa: E402
from tools.page_pictures import EDGE, FIELD, pages_of, save, side_by_side  # noqa: E402

LOOKS = ROOT / "docs/looks"
#: Whole books by their themes, and the left pages of the spreads of it that are shown.
BOOKS = {
    "trang-trong": (ROOT, (4, 14, 44)),
    "hoc-duong": (ROOT / "examples/school", (4, 22, 28)),
    "hien-dai": (ROOT / "examples/rowing-club", (4, 14, 36)),
}
LARGEST = 80_000


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
            save(side_by_side(pages_of(made.path, numbers, 300)), LOOKS / f"{name}.png", LARGEST)


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
            spreads = [
                side_by_side(pages_of(made, (left, left + 1), 270), together=True) for left in lefts
            ]
            sheet = side_by_side([ImageOps.crop(spread, EDGE) for spread in spreads])
            save(sheet, LOOKS / f"{name}-book.png", LARGEST)


def first_book(path: Path, spreads: Sequence[Sequence[int]]) -> None:
    """Spreads of the finished book of this repository, side by side, for the README."""
    rows = [side_by_side(pages_of(path, numbers, 420), together=True) for numbers in spreads]
    width = sum(part.width for part in rows) - EDGE * (len(rows) - 1)
    sheet, x = Image.new("RGB", (width, rows[0].height), FIELD), 0
    for part in rows:
        sheet.paste(part, (x, 0))
        x += part.width - EDGE
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
