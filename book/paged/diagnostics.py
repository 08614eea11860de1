"""What the typesetter could not do, told as mistakes of the book folder."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from book.errors import Mistakes, Place, Said
from book.files import image_file
from book.manuscript.reading import Manuscript
from book.paged.store import StoredGalley
from book.pagemap import Diagnostic
from book.sections.section import Section


def complaints_of(
    sections: Iterable[Section], galleys: dict[str, StoredGalley], manuscript: Manuscript
) -> Mistakes:
    """The pictures that could not be shown, and the lines of styles that were not understood."""
    mistakes = Mistakes()
    told: set[str] = set()
    for section in sections:
        for found in galleys[section.id].diagnostics:
            if found.picture:
                place = _place_of_picture(found, section.id, manuscript)
                if place is None and found.picture in told:
                    continue
                told.add(found.picture)
                mistakes.add(
                    place or Place(found.picture),
                    "the image {name} can't be shown: {reason}",
                    "Save the image again; JPEG, PNG, GIF, WebP and SVG files can be shown.",
                    name=found.picture,
                    reason=Said(found.reason, found.values),
                )
            else:
                mistakes.add(
                    Place(found.sheet, found.line, found.column),
                    "this style is not understood: {reason}",
                    "Correct it, or take it out; what WeasyPrint knows of CSS can be used.",
                    reason=found.reason,
                )
    return mistakes


def _place_of_picture(found: Diagnostic, section: str, manuscript: Manuscript) -> Place | None:
    """Where a picture is named: in a drawing, a style sheet, or the section's own file."""
    if found.inside:
        return Place(found.inside, _line_in(manuscript, found.inside, found.picture))
    if found.sheet:
        return Place(found.sheet, found.line)
    return manuscript.place_of_picture(section, found.picture)


def _line_in(manuscript: Manuscript, drawing: str, name: str) -> int:
    """The line of a drawing that names a picture; 0 where it is not found."""
    file, last = image_file(manuscript.folder, drawing), name.rpartition("/")[2]
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n") if file else []
    return next((n for n, line in enumerate(lines, 1) if last in unquote(line)), 0)
