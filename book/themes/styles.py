"""The style of a book: its page, worked out from the trim, and its style sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from book.files import text_of
from book.themes.fonts import face_rules, versions
from book.themes.registry import DEFAULT, theme_folder

_PALETTE = "palette.css"
PT_PER_MM = 72 / 25.4
#: The height of the text face's capitals, in ems.
CAP_HEIGHT = 0.67


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

    @classmethod
    def of(cls, trim: tuple[float, float], size: float | None = None) -> PageGeometry:
        """The page for a trim (mm).

        The margins grow from the spine to the head, the fore-edge and the foot, as in the
        classical page (Tschichold, The Form of the Book); the line holds some 70 characters.
        A size given in pt is kept, otherwise it follows from the measure.
        """
        width, height = trim
        inner, outer, top = width * 0.125, width * 0.15, height * 0.104
        if size is None:
            size = round(min(max((width - inner - outer) * 0.093, 9.0), 12.0) * 5) / 5
        longest = size * 12.6  # mm: 1 pt of size makes about 12.6 mm of a line of 75 characters
        spare = max(0.0, width - inner - outer - longest)
        inner, outer = inner + spare * 0.45, outer + spare * 0.55
        leading = round(size * 1.39 * 2) / 2
        lines = int((height - top - height * 0.117) * PT_PER_MM / leading)
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
        )

    @property
    def measure(self) -> float:
        """The width of the text block in mm."""
        return self.width - self.inner - self.outer

    @property
    def measure_pt(self) -> float:
        return self.measure * PT_PER_MM

    @property
    def drop_cap(self) -> float:
        """The size in pt of a letter as high as a line and the capitals of the line above it."""
        return self.size + self.leading / CAP_HEIGHT

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
@page strip {{ size: {self.measure:.3f}mm {2 * self.leading}pt; margin: 0; }}
:root {{ font-size: {self.size}pt; line-height: {self.leading}pt;
  --leading: {self.leading}pt; --drop-cap: {self.drop_cap:.2f}pt; --measure: {self.measure:.3f}mm;
  --trim-width: {self.width}mm; --trim-height: {self.height}mm;
  --inner: {self.inner:.3f}mm; --outer: {self.outer:.3f}mm; }}
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
    """All style sheets of a book in order, its palette (the builder's, then its own, which wins),
    and the folders that may be read from."""

    geometry: PageGeometry
    sheets: tuple[Sheet, ...]
    palette: str
    roots: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """All that makes two galleys of the same HTML look alike."""
        return "\n".join((versions(), *(sheet.css for sheet in self.sheets)))


def style_of(
    folder: Path, geometry: PageGeometry, theme: str = DEFAULT, large_print: bool = False
) -> Style:
    """The style sheets of the default theme, of the book's theme, then the book folder's own.

    A sheet takes the place of one of the same name before it; palettes come one after the other,
    and need only name the colours that differ. For large print, the sheets of `large-print` in the
    builder's themes come last. Raises BookError where a sheet of the folder can't be read,
    UnfitError for an unknown theme.
    """
    own = folder.resolve() / "styles"
    themes = [theme_folder(name) for name in dict.fromkeys((DEFAULT, theme))]
    layers = [sorted(layer.glob("*.css")) for layer in (*themes, own)]
    palettes = [file for layer in layers for file in layer if file.name == _PALETTE]
    others = {file.name: file for layer in layers for file in layer if file.name != _PALETTE}
    files = [*palettes, *others.values()]
    if large_print:
        files += [
            file for layer in themes for file in sorted((layer / "large-print").glob("*.css"))
        ]
    read = [_sheet(folder, file, file.parent == own) for file in files]
    sheets = (Sheet(face_rules(), ""), Sheet(geometry.rules(), ""), *read)
    palette = "\n".join(sheet.css for sheet in read[: len(palettes)])
    roots = tuple(str(path.resolve()) for path in (folder, *themes))
    return Style(geometry, sheets, palette, roots)


def _sheet(folder: Path, file: Path, is_own: bool) -> Sheet:
    name = f"styles/{file.name}"
    css = text_of(folder, name) if is_own else file.read_text(encoding="utf-8")
    return Sheet(css, file.parent.as_uri() + "/", name if is_own else "")
