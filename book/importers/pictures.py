"""A folder of pictures brought in: copied into `assets/`, with captions from names or a list."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from book.errors import RequestError, UnfitError
from book.importers.bringing import Brought
from book.importers.markdown import at_start, escaped
from book.importers.report import NOWHERE, Report
from book.languages.columns import headings
from book.manuscript.config import slug_of
from book.manuscript.sheet_columns import heading_key
from book.manuscript.sheets import ENDINGS as LISTS
from book.manuscript.sheets import read_sheets
from book.photos.formats import is_photograph
from book.photos.originals import original

#: What cameras and telephones call their pictures: no caption is in such a name.
_NAMED_BY_A_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|dcim|pict?|p|image|photo|scan|screenshot|anh|zalo|fb_img|mvimg|pxl|wp)?"
    r"[\s_-]*\d[\d\s_.()-]*(?:\w{0,6})?",
    re.IGNORECASE,
)


def pictures_of(folder: Path, brought: Brought, report: Report) -> None:
    """Add the pictures of a folder, and a chapter that shows each with its caption.

    Captions and credits come from a spreadsheet in the folder (columns `Tệp`, `Chú thích`,
    `Nguồn`), else from the files' names where people gave them; dates from EXIF.
    """
    listed = _list_in(folder)
    found = sorted(
        (p for p in folder.iterdir() if p.is_file() and is_photograph(p)),
        key=lambda path: _typed(path.name),
    )
    if not found:
        raise RequestError("there are no pictures in {folder}", folder=folder.name)
    figures = []
    for path in found:
        try:
            about = original(path)
        except UnfitError as error:
            report.add("left", NOWHERE, "{file}: {reason}", file=path.name, reason=error.said)
            continue
        name = brought.free(f"assets/{slug_of(path.stem) or 'anh'}{path.suffix.lower()}")
        brought.files[name] = path.read_bytes()
        caption, credit = listed.get(_typed(path.name).casefold(), ("", ""))
        caption = caption or _caption_in(_typed(path.stem))
        year = about.taken[:4] if about.taken[:4].isdigit() else ""
        if not caption:
            report.add("doubt", NOWHERE, "{file} has no caption: say what it shows", file=name)
        alt = caption or _typed(f"{folder.name} ({path.stem})")
        words = f"{at_start(escaped(caption))}\n" if caption else ""
        asked = [f'credit="{credit}"'] if credit else []
        # Without a caption there is nothing to list.
        asked += [] if caption else ["unnumbered"]
        head = f"::: figure {{{' '.join(asked)}}}" if asked else "::: figure"
        taken = f"<!-- {about.taken} -->\n\n" if year else ""
        figures.append(f"{taken}{head}\n![{escaped(alt)}]({name})\n\n{words}:::\n")
        report.add("made", NOWHERE, "{file}: a picture", file=name)
    if figures:
        title = _typed(folder.name).replace("_", " ")
        file = brought.free(f"chapters/90-{slug_of(title) or 'anh'}.md")
        body = "\n".join(figures)
        brought.files[file] = f"---\ntitle: {title!r}\n---\n\n{body}".encode()
        report.add("made", NOWHERE, "{file}: chapter “{title}”", file=file, title=title)


def _typed(name: str) -> str:
    """A file's name as people type it; macOS keeps letters and their accents apart."""
    return unicodedata.normalize("NFC", name)


def _caption_in(stem: str) -> str:
    """The caption that a file's name gives; empty for a name that a camera gave."""
    words = stem.replace("_", " ").strip()
    return "" if _NAMED_BY_A_CAMERA.fullmatch(words) or len(words) < 4 else words


def _list_in(folder: Path) -> dict[str, tuple[str, str]]:
    """Captions and credits by file name, from spreadsheets that lie beside the pictures."""
    found: dict[str, tuple[str, str]] = {}
    columns = [
        {heading_key(words) for words in headings("pictures", column)}
        for column in ("file", "caption", "credit")
    ]
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in LISTS):
        try:
            sheets = read_sheets(path)
        except UnfitError:
            continue
        for sheet in sheets:
            for number, row in enumerate(sheet.rows[:10]):
                keys = [heading_key(words) for words in row]
                file, caption, credit = (
                    next((i for i, key in enumerate(keys) if key in known), -1) for known in columns
                )
                if file < 0 or caption < 0:
                    continue
                for below in range(number + 1, len(sheet.rows)):
                    name = _typed(sheet.cell(below, file)).casefold()
                    found[name] = (
                        sheet.cell(below, caption),
                        sheet.cell(below, credit) if credit >= 0 else "",
                    )
                break
    return found
