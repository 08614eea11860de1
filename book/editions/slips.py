"""Slips to sign: a page for each living person and each unit with all that the book says of
them, several a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.editions.paper import paper
from book.errors import Plural, RequestError, Said
from book.output import replacing
from book.paged.pdf.binding import Binding
from book.paged.pdf.saving import save
from book.paged.pdf.sheets_of import page_on, sheets_of
from book.paged.printed import pages_now
from book.sections.slips import Slip, slips
from book.sections.templates import Templates
from book.themes.styles import geometry_of, style_of

#: The size of type (pt) and the margins (mm) by how many slips stand on a sheet.
_SIZES = {2: 10.0, 4: 7.5}
_EDGES = {2: 11.0, 4: 8.0}
#: How often slips that take more than a page are set smaller.
_LEVELS = 3


@dataclass(frozen=True)
class SlipOptions:
    """Whose slips, by the ids of the records (all when none is named), and how many stand on a
    sheet of A4."""

    who: tuple[str, ...] = ()
    a_sheet: str = option(
        "2", "--a-sheet", "How many slips stand on a sheet of A4.", choices=("2", "4")
    )


class Slips:
    """A PDF of slips, to be printed, cut and signed."""

    name = "slips"
    options = SlipOptions
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: SlipOptions) -> Made:
        """Write the slips."""
        found = slips_of(source)
        wanted = [slip_named(found, name) for name in options.who] or found
        if not wanted:
            raise RequestError("the book says nothing of anybody for whom a slip could be made")
        count = int(options.a_sheet)
        binding = _bound(source, wanted, count)
        made = sheets_of(binding.bare(), count, binding.about)
        path = output or source.pages.pdf_path("-slips")
        with replacing(path) as stream:
            save(made, stream)
        pages = len(binding.book_map.leaves)
        told = Said(
            Plural("{count} slip on {sheets} sheets", "{count} slips on {sheets} sheets"),
            {"count": len(wanted), "sheets": len(made.pages)},
        )
        file = MadeFile(path, Said(PAGES, {"count": len(made.pages)}))
        return Made((file,), pages, notes=(told,), is_lasting=False)


def _bound(source: BookSource, wanted: list[Slip], count: int) -> Binding:
    """The slips, each on a page where its words can be made small enough for that."""
    spoken = source.pages.language
    title = spoken.say("Slips to sign")
    edge = _EDGES[count]
    geometry = replace(
        geometry_of(source.manuscript.look, page_on(count), _SIZES[count]),
        top=edge,
        bottom=edge,
        inner=edge,
        outer=edge,
    )
    style = style_of(source.folder, geometry, source.manuscript.look)
    dense = dict.fromkeys((slip.id for slip in wanted), 0)
    for level in range(_LEVELS):
        tree = Templates(source.folder, spoken, source.manuscript.look.theme.folder).render(
            "slips.html",
            kind="paper",
            start="recto",
            title=title,
            book=source.manuscript.config.title,
            ask=spoken.say("This is what the book says of you. Please read, correct and sign it."),
            slips=wanted,
            dense=dense,
        )
        binding = paper(source, tree, title, style, numbered=False)
        spots = [binding.book_map.spots[f"slip-{n}"].leaf for n in range(len(wanted))]
        ends = [*spots[1:], len(binding.book_map.leaves)]
        long = [s.id for s, first, end in zip(wanted, spots, ends, strict=True) if end > first + 1]
        if not long:
            break
        dense.update(dict.fromkeys(long, level + 1))
    return binding


def slips_of(source: BookSource) -> list[Slip]:
    """All slips of a book."""
    book = source.pages
    return slips(source.manuscript, book.language, pages_now(book, source.session))


def slip_named(known: list[Slip], name: str) -> Slip:
    """The slip of a person or unit by id or name. Raises RequestError where there is none."""
    found = next((slip for slip in known if name in (slip.id, slip.name)), None)
    if found is None:
        ids = [slip.id for slip in known] + [slip.name for slip in known]
        near = get_close_matches(name, ids, 1, 0.5)
        if near:
            raise RequestError(
                "there is no slip for “{name}”; did you mean “{near}”?", name=name, near=near[0]
            )
        raise RequestError("there is no slip for “{name}”", name=name)
    return found


EDITION = Slips()
