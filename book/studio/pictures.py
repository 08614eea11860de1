"""Pages as pictures: drawn when somebody looks at them, by PDFium, at the size of the screen."""

from __future__ import annotations

import io
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

#: PDFium is one for the whole process, and draws one page at a time.
_drawing = Lock()
#: The widest picture of a page, in pixels.
WIDEST = 4000
_QUALITY = 88


class Pictures:
    """The pictures of one PDF; pages count from 0."""

    def __init__(self, pdf: bytes) -> None:
        with _drawing:
            self._pdf: Any = pypdfium2.PdfDocument(pdf)
            self._count = len(self._pdf)

    def close(self) -> None:
        """Let the PDF go; it has no pictures any more."""
        with _drawing:
            self._count = 0
            self._pdf.close()

    def __len__(self) -> int:
        return self._count

    def webp(self, page: int, width: int) -> bytes:
        """A page so many pixels wide, as WebP. Raises IndexError where there is no such page."""
        # All that is PDFium's is closed here: its collector may run beside another drawing.
        with _drawing:
            if not 0 <= page < self._count:
                raise IndexError(page)
            drawn = self._pdf[page]
            bitmap = drawn.render(scale=min(max(width, 16), WIDEST) / drawn.get_width())
            picture = bitmap.to_pil().copy()
            bitmap.close()
            drawn.close()
        written = io.BytesIO()
        picture.save(written, "WEBP", quality=_QUALITY, method=0)
        return written.getvalue()

    def link(self, page: int, x: float, y: float) -> int | None:
        """The page that a link at a point leads to, (x, y) in pt from the page's top left corner;
        None where there is no link into the document."""
        with _drawing:
            if not 0 <= page < self._count:
                return None
            shown = self._pdf[page]
            down = shown.get_height() - y
            link = pdfium.FPDFLink_GetLinkAtPoint(shown.raw, x, down)
            target = pdfium.FPDFLink_GetDest(self._pdf.raw, link) if link else None
            if not target and link:
                action = pdfium.FPDFLink_GetAction(link)
                target = pdfium.FPDFAction_GetDest(self._pdf.raw, action) if action else None
            found = pdfium.FPDFDest_GetDestPageIndex(self._pdf.raw, target) if target else -1
            shown.close()
        return found if found >= 0 else None
