"""Themes shown: a small book typeset in one, and the pages of it that show most."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from book.editions.edition import BookSource
from book.languages import Language
from book.paged.book_binding import pdf_of
from book.themes.registry import FOLDER, own_folder
from book.themes.specimen import of_language, shown


def specimen(
    folder: Path, theme: str, called: str, language: Language, opened: Callable[[Path], BookSource]
) -> tuple[bytes, list[int]]:
    """The PDF of a small book in a theme that the book of a folder can have, its cover saying what
    the theme is called, and the indexes of the pages that show it; `opened` opens its folder."""
    with tempfile.TemporaryDirectory() as passing:
        small = Path(passing) / "book"
        shutil.copytree(of_language(language.locale.language), small)
        if own := own_folder(theme, folder):
            shutil.copytree(own, small / FOLDER / theme)
        config = small / "book.yaml"
        named = f"theme: {theme}\nsubtitle: {json.dumps(called or theme, ensure_ascii=False)}\n"
        plain = re.sub(r"(?m)^subtitle:.*\n", "", config.read_text(encoding="utf-8"))
        config.write_text(plain + named, encoding="utf-8")
        source = opened(small)
        return pdf_of(source.pages, source.session), shown(source.pages.book_map)


def told_in(by_language: dict[str, str], language: Language) -> str:
    """Words of a theme in a language, or in English."""
    return by_language.get(language.locale.language) or by_language.get("en", "")
