"""A page on its press sheet: bleed beyond the trim, crop and registration marks beyond that."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from book.paged.pdf.inks import Inks
from book.paged.pdf.separation import Separator
from book.themes.styles import PT_PER_MM

#: How far what reaches a page's edge goes on beyond the trim, in mm.
BLEED = 3.0
#: The strip around the bleed in which the marks stand, in mm.
MARGIN = 9.0
_AWAY, _LENGTH = BLEED + 1.0, 5.0
_REGISTER = BLEED + 5.0
_HAIRLINE = 0.25
#: How far bleed and page overlap, in pt, so that no paper shines between them.
_HAIR = 0.5


class PressSheets:
    """Puts the pages of one PDF on their press sheets, in place."""

    def __init__(self, pdf: Pdf, inks: Inks) -> None:
        self._pdf = pdf
        self._separator = Separator(pdf, inks)
        # On every plate, whatever the number of inks (ISO 32000-1, 8.6.6.4).
        every_ink = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
        self._all = pdf.make_indirect(
            Array([Name.Separation, Name.All, Name.DeviceCMYK, every_ink])
        )

    def put(self, page: pikepdf.Page, folds: Sequence[float] = (), is_bled: bool = False) -> None:
        """Separate a page and put it on its sheet; `folds` are upright folds, in mm from its
        left. What reaches the edge is continued into the bleed by its mirror image, unless the
        page is drawn into the bleed itself."""
        x1, y1, x2, y2 = (float(v) for v in page.trimbox)
        width, height = x2 - x1, y2 - y1
        separated = self._separator.page(page)
        around = (BLEED + MARGIN) * PT_PER_MM
        bleed = BLEED * PT_PER_MM
        # As forms, so that patterns, which heed no matrix of their page, move with them.
        forms = _Forms(self._pdf, page, (x1, y1, x2, y2))
        content = [f"q 1 0 0 1 {around - x1:.3f} {around - y1:.3f} cm".encode()]
        if separated.reaches_edge and not is_bled:
            content.append(
                _bled(forms.of(Name.Bleed, separated.content_without_words), (x1, y1, x2, y2))
            )
        if separated.content.strip():
            content.append(f"{forms.of(Name.Page, separated.content)} Do".encode())
        content.append(b"Q")
        content.append(_marks(width, height, [fold * PT_PER_MM for fold in folds]))
        page.Contents = self._pdf.make_stream(b"\n".join(content))
        page.add_resource(self._all, Name.ColorSpace, Name.EveryInk)
        page.MediaBox = Array([0, 0, *_rounded(width + 2 * around, height + 2 * around)])
        page.TrimBox = Array(_rounded(around, around, around + width, around + height))
        page.BleedBox = Array(
            _rounded(
                around - bleed, around - bleed, around + width + bleed, around + height + bleed
            )
        )
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
        for key in ("/CropBox", "/ArtBox", "/Annots", "/StructParents", "/Tabs"):
            if key in page:
                del page[key]


class _Forms:
    """Forms that stand on one page, each as large as its sheet."""

    def __init__(
        self, pdf: Pdf, page: pikepdf.Page, trim: tuple[float, float, float, float]
    ) -> None:
        self._pdf, self._page = pdf, page
        around = (BLEED + MARGIN) * PT_PER_MM
        x1, y1, x2, y2 = trim
        self._box = _rounded(x1 - around, y1 - around, x2 + around, y2 + around)
        self._resources = page.get("/Resources", Dictionary())
        page.Resources = Dictionary()

    def of(self, name: Name, content: bytes) -> Name:
        """Put a form with this content on the page, under a name."""
        form = Stream(self._pdf, content)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array(self._box)
        form.Resources = self._resources
        return self._page.add_resource(self._pdf.make_indirect(form), Name.XObject, name)


def _bled(form: Name, trim: tuple[float, float, float, float]) -> bytes:
    """A page mirrored at each of its edges, clipped to the bleed and a hair of the page."""
    x1, y1, x2, y2 = trim
    bleed = BLEED * PT_PER_MM
    drawn = []
    left, right, low, high = x1 + _HAIR, x2 - _HAIR, y1 + _HAIR, y2 - _HAIR
    columns = ((x1 - bleed, left, left), (x1, x2, None), (right, x2 + bleed, right))
    rows = ((y1 - bleed, low, low), (y1, y2, None), (high, y2 + bleed, high))
    for x_from, x_to, x in columns:
        for y_from, y_to, y in rows:
            if x is None and y is None:
                continue
            across, dx = (1, 0.0) if x is None else (-1, 2 * x)
            up, dy = (1, 0.0) if y is None else (-1, 2 * y)
            drawn.append(
                f"q {x_from:.3f} {y_from:.3f} {x_to - x_from:.3f} {y_to - y_from:.3f} re W n "
                f"{across} 0 0 {up} {dx:.3f} {dy:.3f} cm {form} Do Q"
            )
    return "\n".join(drawn).encode()


def _rounded(*values: float) -> list[float]:
    return [round(value, 3) for value in values]


def _marks(width: float, height: float, folds: Sequence[float]) -> bytes:
    """Crop marks at the corners, fold marks, registration marks at the sides; sizes in pt."""
    around = (BLEED + MARGIN) * PT_PER_MM
    near, far = (around - v * PT_PER_MM for v in (_AWAY, _AWAY + _LENGTH))
    wide, high = width + 2 * around, height + 2 * around
    drawn = []
    for x in (around, around + width):
        drawn += [_line(x, near, x, far), _line(x, high - near, x, high - far)]
    for y in (around, around + height):
        drawn += [_line(near, y, far, y), _line(wide - near, y, wide - far, y)]
    for fold in folds:
        x = around + fold
        drawn += [
            "[3 2] 0 d",
            _line(x, near, x, far),
            _line(x, high - near, x, high - far),
            "[] 0 d",
        ]
    away = around - _REGISTER * PT_PER_MM
    # A fold in the middle of a side has its mark there already.
    middle = width / 2 if not folds else width / 4
    for x, y in (
        (around + middle, away),
        (around + middle, high - away),
        (away, high / 2),
        (wide - away, high / 2),
    ):
        drawn += _target(x, y)
    return f"q /EveryInk CS 1 SCN {_HAIRLINE} w {' '.join(drawn)} Q".encode()


def _target(x: float, y: float) -> list[str]:
    """A registration mark: a circle in a cross."""
    radius, arm = 1.5 * PT_PER_MM, 2.5 * PT_PER_MM
    bend = radius * 4 / 3 * math.tan(math.pi / 8)
    circle = f"{x + radius:.3f} {y:.3f} m "
    for cos, sin in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        points = (
            (radius * cos - bend * sin, radius * sin + bend * cos),
            (-radius * sin + bend * cos, radius * cos + bend * sin),
            (-radius * sin, radius * cos),
        )
        circle += " ".join(f"{x + px:.3f} {y + py:.3f}" for px, py in points) + " c "
    return [circle + "S", _line(x - arm, y, x + arm, y), _line(x, y - arm, x, y + arm)]


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"
