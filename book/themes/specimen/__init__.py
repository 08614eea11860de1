"""A small book that shows a theme: a folder for each language that it is written in."""

from __future__ import annotations

from pathlib import Path

from book.pagemap import BookMap

SPECIMEN = Path(__file__).resolve().parent
#: What is shown of it: the section, or the one behind it, and which of its pages.
_SHOWN = (
    ("cover", 0, 0),
    ("title-page", 0, 0),
    ("key-figures", 0, 0),
    ("key-figures", 0, 1),
    ("key-figures", 1, 0),
    ("key-figures", 1, 1),
    ("appendices", 0, 0),
    ("appendices", 1, 0),
)


def shown(book_map: BookMap) -> list[int]:
    """The indexes of the pages that show a theme: cover, title page, key figures, the first two
    pages of the chapter, the part of the appendices, the people."""
    order = list(dict.fromkeys(leaf.section for leaf in book_map.leaves))
    found = []
    for section, behind, page in _SHOWN:
        wanted = (order[order.index(section) + behind], page)
        leaves = enumerate(book_map.leaves)
        found += [index for index, leaf in leaves if (leaf.section, leaf.page) == wanted]
    return found


def of_language(code: str) -> Path:
    """The folder of the small book in a language, in English where it is not written in it."""
    folder = SPECIMEN / code
    return folder if (folder / "book.yaml").is_file() else SPECIMEN / "en"
