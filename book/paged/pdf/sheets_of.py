"""Small pages side by side on sheets of A4, to be cut apart."""

from __future__ import annotations

from pikepdf import Name, Pdf

from book.paged.pdf.blank import add_blank_page
from book.paged.pdf.metadata import About, archive
from book.themes.styles import PT_PER_MM

#: Columns, rows, and the sheet's width and height in mm, by how many pages stand on it.
_LAYOUTS = {2: (2, 1, 297.0, 210.0), 4: (2, 2, 210.0, 297.0)}
_MARK = 4.0


def page_on(sheet: int) -> tuple[float, float]:
    """Width and height in mm of a page of which so many stand on a sheet."""
    columns, rows, width, height = _LAYOUTS[sheet]
    return width / columns, height / rows


def sheets_of(pdf: Pdf, count: int, about: About) -> Pdf:
    """The pages of a PDF, so many a sheet, row by row, with marks where to cut."""
    columns, rows, width, height = _LAYOUTS[count]
    made = Pdf.new()
    wide, high = width / columns * PT_PER_MM, height / rows * PT_PER_MM
    for first in range(0, len(pdf.pages), count):
        sheet = add_blank_page(made, width * PT_PER_MM, height * PT_PER_MM)
        drawn = []
        for number, page in enumerate(pdf.pages[first : first + count]):
            row, column = divmod(number, columns)
            form = made.copy_foreign(page.as_form_xobject())
            name = sheet.add_resource(form, Name.XObject, Name(f"/Page{number}"))
            x, y = column * wide, (rows - 1 - row) * high
            drawn.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {name} Do Q")
        sheet.contents_add(" ".join([*drawn, _cuts(columns, rows, wide, high)]).encode())
    archive(made, about, "")
    return made


def _cuts(columns: int, rows: int, wide: float, high: float) -> str:
    """Short lines at the edges of the sheet, and a cross where four pages meet."""
    mark, right, top = _MARK * PT_PER_MM, columns * wide, rows * high
    lines = []
    for column in range(1, columns):
        x = column * wide
        lines += [(x, 0.0, x, mark), (x, top - mark, x, top)]
        lines += [(x, r * high - mark, x, r * high + mark) for r in range(1, rows)]
    for row in range(1, rows):
        y = row * high
        lines += [(0.0, y, mark, y), (right - mark, y, right, y)]
        lines += [(c * wide - mark, y, c * wide + mark, y) for c in range(1, columns)]
    drawn = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S" for a, b, c, d in lines)
    return f"q 0.5 G 0.3 w {drawn} Q"
