"""The screen edition: the book as one tagged PDF with links, outline and page labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from book.editions.edition import BookSource, NoOptions
from book.editions.made import PAGES, Made, MadeFile
from book.errors import Said
from book.output import replacing
from book.paged.keys import bound_key
from book.paged.store import memory_name
from book.photos.formats import is_photograph
from book.sources import file_hash

if TYPE_CHECKING:
    from book.paged.typeset_book import TypesetBook


class Screen:
    """The book's PDF."""

    name = "screen"
    options = NoOptions
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: NoOptions) -> Made:  # noqa: ARG002
        """Write the PDF, unless the very same one is there."""
        session = source.session
        session.will_bind = True
        book = source.pages
        path = output or book.pdf_path()
        memory, key = memory_name("bound", path), _bound_key(book)
        if session.store.recall(memory) != {"key": key, "file": file_hash(path)}:
            from book.paged.book_binding import bound  # after the processes have begun to load

            binding = bound(book, session)
            with replacing(path) as stream:
                binding.save(stream)
            session.open_pdfs.keep(book.galleys.values())
            session.store.remember(memory, {"key": key, "file": file_hash(path)})
            session.store.trim_in_turn()
        pages = len(book.book_map.leaves)
        return Made(
            (MadeFile(path, Said(PAGES, {"count": pages})),),
            pages,
            inner=book.style.geometry.inner,
            sections={s.id: (s.title, book.leaves_of(s.id)) for s in book.sections if s.title},
        )


def _bound_key(book: TypesetBook) -> str:
    """All that the bound PDF depends on: one that is there already need not be bound again."""
    config, sections = book.manuscript.config, book.sections
    folder = book.manuscript.folder
    photographs = sorted(filter(is_photograph, book.pictures))
    return bound_key(
        book.style.fingerprint,
        (
            repr(config),
            repr([(s.id, s.head, s.depth, s.title) for s in sections]),
            repr([book.label_of(target) for target in book.targets]),
        ),
        (galley.key for galley in book.galleys.values()),
        (f"{name} {file_hash(folder / name)}" for name in photographs),
    )


EDITION = Screen()
