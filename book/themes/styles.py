"""The style of a book: its page, worked out from the trim, and its style sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from book.errors import BookError, Mistake, Place, UnfitError
from book.files import text_of
from book.themes.fonts import Face, Faces
from book.themes.palettes import as_css, merged, with_ornaments

# Processes that typeset are handed styles: only what makes them reads themes.
if TYPE_CHECKING:
    from book.themes.look import Look
    from book.themes.settings import PageShape

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class PageGeometry:
    """The page in mm (size, margins) and its type in pt (size, leading)."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    size: float
    leading: float
    #: Where running heads stand, and folios, in lines below the text.
    head: str = "top"
    folio: float = 3.2
    #: The initial's size in pt, and how far it is let down, in lines.
    drop_cap: float = 0.0
    drop_shift: float = 0.0

    @classmethod
    def of(
        cls,
        trim: tuple[float, float],
        size: float | None = None,
        shape: PageShape | None = None,
        initial: Face | None = None,
    ) -> PageGeometry:
        """The page for a trim (mm) in a theme's shape, and with its face of initials.

        The margins grow from the spine to the head, the fore-edge and the foot, as in the
        classical page (Tschichold, The Form of the Book); the line holds some 70 characters.
        A size given in pt is kept, otherwise it follows from the measure.
        """
        from book.themes.look import default_look
        from book.themes.settings import PageShape

        shape = shape or PageShape()
        initial = initial or default_look().faces.text
        width, height = trim
        inner, outer, top = width * shape.inner, width * shape.outer, height * shape.top
        if size is None:
            wanted = (width - inner - outer) * shape.size
            size = round(min(max(wanted, shape.least), shape.greatest) * 5) / 5
        longest = size * shape.longest
        spare = max(0.0, width - inner - outer - longest)
        inner, outer = inner + spare * 0.45, outer + spare * 0.55
        leading = round(size * shape.leading * 2) / 2
        lines = int((height - top - height * shape.bottom) * PT_PER_MM / leading)
        bottom = height - top - lines * leading / PT_PER_MM
        return cls(
            width=width,
            height=height,
            top=top,
            bottom=bottom,
            inner=inner,
            outer=outer,
            size=size,
            leading=leading,
            head=shape.head,
            folio=shape.folio,
            drop_cap=size + leading / initial.cap_height,
            drop_shift=0.5 * (1 - initial.drop / initial.cap_height),
        )

    @property
    def measure(self) -> float:
        """The width of the text block in mm."""
        return self.width - self.inner - self.outer

    @property
    def measure_pt(self) -> float:
        return self.measure * PT_PER_MM

    @property
    def text_shape(self) -> float:
        """The height of the text block by its width."""
        return (self.height - self.top - self.bottom) / self.measure

    def rules(self) -> str:
        """The @page rules, and the page's figures as custom properties for style sheets."""
        return f"""
@page {{ size: {self.width}mm {self.height}mm; margin-top: {self.top:.3f}mm;
  margin-bottom: {self.bottom:.3f}mm; }}
@page :left {{ margin-left: {self.outer:.3f}mm; margin-right: {self.inner:.3f}mm; }}
@page :right {{ margin-left: {self.inner:.3f}mm; margin-right: {self.outer:.3f}mm; }}
@page plate {{ margin: 0; }}
@page turned {{ size: {self.height}mm {self.width}mm; margin-left: {self.bottom:.3f}mm;
  margin-right: {self.top:.3f}mm; }}
@page turned:left {{ margin-top: {self.outer:.3f}mm; margin-bottom: {self.inner:.3f}mm; }}
@page turned:right {{ margin-top: {self.inner:.3f}mm; margin-bottom: {self.outer:.3f}mm; }}
@page strip {{ size: {self.measure:.3f}mm {2 * self.leading}pt; margin: 0; }}
:root {{ font-size: {self.size}pt; line-height: {self.leading}pt;
  --leading: {self.leading}pt; --drop-cap: {self.drop_cap:.2f}pt;
  --drop-shift: {self.drop_shift:.3f}rlh; --drop-lift: {-self.drop_shift:.3f}rlh;
  --measure: {self.measure:.3f}mm;
  --trim-width: {self.width}mm; --trim-height: {self.height}mm;
  --text-height: {self.height - self.top - self.bottom:.3f}mm;
  --inner: {self.inner:.3f}mm; --outer: {self.outer:.3f}mm;
  --top: {self.top:.3f}mm; --bottom: {self.bottom:.3f}mm; }}
html.verso {{ break-before: verso; }}
"""


@dataclass(frozen=True)
class Sheet:
    """One style sheet, the folder from which its addresses count, and its name in the book folder,
    empty for one of the builder's."""

    css: str
    base_url: str
    name: str = ""


@dataclass(frozen=True)
class Style:
    """All style sheets of a book in order, its faces, its palette as one sheet, and the folders
    that may be read from, the book's first. `languages` are the rules that it brings itself."""

    geometry: PageGeometry
    sheets: tuple[Sheet, ...]
    palette: str
    roots: tuple[str, ...]
    faces: Faces
    languages: str = ""

    @property
    def fingerprint(self) -> str:
        """All that makes two galleys of the same HTML look alike."""
        made_of = (self.faces.versions, self.languages, *(sheet.css for sheet in self.sheets))
        return "\n".join(made_of)


def geometry_of(look: Look, trim: tuple[float, float], size: float | None = None) -> PageGeometry:
    """The page of a look for a trim (mm); a size of type given in pt is kept."""
    shape = look.theme.settings.page
    initial: Face = getattr(look.faces, shape.initial)
    return PageGeometry.of(trim, size, shape, initial)


def style_of(
    folder: Path, geometry: PageGeometry, look: Look | None = None, large_print: bool = False
) -> Style:
    """The style sheets of the default theme, of the book's theme, then the book folder's own.

    A sheet takes the place of one of the same name before it; palettes come one after the other,
    and need only name the colours that differ. For large print, the sheets of `large-print` in the
    themes come last. Raises BookError where a sheet of the folder can't be read.
    """
    from book.themes.look import default_look
    from book.themes.registry import PALETTE, theme

    look = look or default_look()
    own = folder.resolve() / "styles"
    themes = list(dict.fromkeys((theme().folder, look.theme.folder)))
    layers = [sorted(layer.glob("*.css")) for layer in (*themes, own)]
    palettes = [
        *dict.fromkeys((*theme().palette_sheets(), *look.theme.palette_sheets(look.palette))),
        *(file for file in layers[-1] if file.name == PALETTE),
    ]
    others = {file.name: file for layer in layers for file in layer if file.name != PALETTE}
    files = list(others.values())
    if large_print:
        files += [
            file for layer in themes for file in sorted((layer / "large-print").glob("*.css"))
        ]
    coloured = [_sheet(folder, file) for file in palettes]
    coloured += [Sheet(look.colours, "")] if look.colours else []
    colours = merged(sheet.css for sheet in coloured)
    read = [_with_ornaments(_sheet(folder, file), themes, colours) for file in files]
    faces = look.faces.rules() + f"\n:root {{ --initial: {_initial(look)}; }}"
    sheets = (Sheet(faces, ""), Sheet(geometry.rules(), ""), *coloured, *read)
    roots = tuple(str(path.resolve()) for path in (folder, *themes, *sorted(look.faces.folders)))
    rules = sorted((folder / "languages").glob("*/rules.yaml"))
    languages = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in rules)
    return Style(
        geometry=geometry,
        sheets=sheets,
        palette=as_css(colours),
        roots=roots,
        faces=look.faces,
        languages=languages,
    )


def _initial(look: Look) -> str:
    return look.faces.chain(look.theme.settings.page.initial)


def _sheet(folder: Path, file: Path) -> Sheet:
    root = folder.resolve()
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
    css = text_of(folder, name) if name else file.read_text(encoding="utf-8")
    return Sheet(css, file.parent.as_uri() + "/", name)


def _with_ornaments(sheet: Sheet, themes: Sequence[Path], colours: dict[str, str]) -> Sheet:
    try:
        return replace(sheet, css=with_ornaments(sheet.css, themes, colours))
    except UnfitError as error:
        place = Place(sheet.name)
        raise BookError(Mistake(place, error.said.message, "", error.said.values)) from None
