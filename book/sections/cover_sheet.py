"""The cover as one sheet: back, spine and front side by side."""

from __future__ import annotations

from pathlib import Path

from book.languages import Language
from book.manuscript.config import BookConfig
from book.sections.back_cover import back_words
from book.sections.front import cover_words
from book.sections.templates import Templates
from book.text.photographs import PictureSetting
from book.text.tree import Element

#: What stays free beside the folds, in mm: a spine may be folded a little aside.
CLEAR = 1.5
#: How high a line of the sans is, in ems: twice what its highest capital with two marks stands
#: above its middle.
_LINE = 1.65
#: On a narrower spine (mm) words would be too small to be read.
LEAST_SPINE = 6.0


def spine_width(pages: int, thickness: float) -> float:
    """The width of the spine in mm, for leaves of a thickness in mm."""
    return (pages + 1) // 2 * thickness


def cover_sheet(
    config: BookConfig,
    folder: Path,
    language: Language,
    setting: PictureSetting,
    spine: float,
    *,
    theme: Path,
) -> Element:
    """The cover sheet, as large as its trim; `spine` is the spine's width in mm, `theme` the folder
    of the book's theme."""
    width, height = config.trim
    words = cover_words(config, language, folder, setting)
    said = config.cover.spine if config.cover else ""
    return Templates(folder, language, theme).render(
        "cover-sheet.html",
        kind="cover-sheet",
        start="recto",
        title=config.title,
        imprint=config.imprint,
        spine=spine,
        spine_words=(said or config.running_title) if spine >= LEAST_SPINE else "",
        spine_size=min((spine - 2 * CLEAR) / _LINE, 5.5),
        sheet_width=2 * width + spine,
        sheet_height=height,
        **words,
        **back_words(config),
    )
