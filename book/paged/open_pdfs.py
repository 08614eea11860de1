"""The open_pdfs: galleys opened as PDFs, which stay open for the next binding of a watched book."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from book.paged.store import StoredGalley

if TYPE_CHECKING:  # imported when one is opened: before, there is much to do
    from pikepdf import Pdf


class OpenPdfs:
    """Open galleys by their keys. Binding copies from them and leaves them as they are."""

    def __init__(self) -> None:
        self._pdfs: dict[str, Pdf] = {}

    def pdf(self, galley: StoredGalley) -> Pdf:
        """A galley's PDF."""
        if galley.key not in self._pdfs:
            self._pdfs[galley.key] = opened(galley)
        return self._pdfs[galley.key]

    def keep(self, galleys: Iterable[StoredGalley]) -> None:
        """Close all but these galleys."""
        wanted = {galley.key for galley in galleys}
        self._pdfs = {key: pdf for key, pdf in self._pdfs.items() if key in wanted}

    def make_ready(self, galleys: Iterable[StoredGalley]) -> None:
        """Open galleys, and load what binds them, before they are bound."""
        import book.paged.pdf.binding  # noqa: F401

        for galley in galleys:
            self.pdf(galley)


def opened(galley: StoredGalley) -> Pdf:
    """A galley's PDF, opened for one use."""
    from pikepdf import Pdf

    return Pdf.open(io.BytesIO(galley.pdf()))


def to_be_opened(galleys: Mapping[str, StoredGalley]) -> dict[str, Callable[[], Pdf]]:
    """Galleys by name that are opened when they are wanted, each for one use."""
    return {name: partial(opened, galley) for name, galley in galleys.items()}
