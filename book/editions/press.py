"""The press edition: the book's inside and its cover sheet, as a printing house takes them.

PDF/X-4 (ISO 15930-7): CMYK with an output intent, trim and bleed boxes, fonts embedded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pikepdf import Pdf

from book.dates import source_date
from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.editions.press_note import ASK_FOR_PROFILE, PressFiles, note_of
from book.errors import Mistake, Mistakes, Place, RequestError, Said
from book.output import replacing
from book.paged.book_binding import about, bound, photographs_for
from book.paged.furniture import Strip, side_of
from book.paged.open_pdfs import opened, to_be_opened
from book.paged.page_reference import PAGE
from book.paged.pdf.binding import stamped
from book.paged.pdf.blank import add_blank_page
from book.paged.pdf.fonts import embed_fonts
from book.paged.pdf.inks import Inks, own_profile, read_profile
from book.paged.pdf.metadata import About
from book.paged.pdf.pdf_x import describe, intend
from book.paged.pdf.photographs import fill_photographs
from book.paged.pdf.press_sheet import BLEED, PressSheets
from book.paged.pdf.saving import save
from book.paged.session import Session, furniture_for, galley_job, typeset
from book.paged.stamp import Stamp
from book.paged.typeset_book import TypesetBook
from book.pagemap import BookMap
from book.photos.colours import PressProfile
from book.sections.cover_sheet import cover_sheet, spine_width
from book.themes.styles import PT_PER_MM

#: Pixels an inch that a printed picture should have, and the fewest that are accepted.
GOOD_DPI, LEAST_DPI = 300, 200


@dataclass(frozen=True)
class PressOptions:
    """`thickness` is that of one leaf in mm; without it, book.yaml's paper says it."""

    thickness: float | None = option(
        None,
        "--paper-thickness",
        "The thickness of a leaf, for the spine; book.yaml's paper when not given.",
        metavar="MM",
    )
    low_pictures: bool = option(False, "--low-pictures", "Let pictures under 200 dpi pass.")

    def __post_init__(self) -> None:
        if self.thickness is not None and not 0 < self.thickness <= 2:
            raise RequestError("the paper's thickness is one of a leaf in mm, such as 0.1")


class Press:
    """The book's inside and its cover sheet, and a note for the printing house."""

    name = "press"
    options = PressOptions
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: PressOptions) -> Made:
        """Write the three files. Raises BookError for pictures of too few pixels, unless the
        options let them pass."""
        book, session = source.pages, source.session
        config = book.manuscript.config
        coarse = tuple(_coarse_pictures(book))
        if not options.low_pictures:
            Mistakes(m for m in coarse if m.values["dpi"] < LEAST_DPI).raise_any()
        inks = _inks(book)
        inside = _inside(book, inks, session)
        spine = spine_width(len(inside.pages), options.thickness or config.paper.thickness)
        path = output or book.pdf_path("-press")
        files = PressFiles(
            path,
            path.with_stem(f"{path.stem}-cover"),
            path.with_suffix(".txt"),
            len(inside.pages),
            spine,
        )
        of_book = about(book)
        titled = replace(of_book, title=f"{of_book.title} – {book.language.say('Cover')}")
        _write(inside, files.inside, book, inks, of_book)
        _write(_cover(book, inks, spine, session), files.cover, book, inks, titled)
        with replacing(files.note) as stream:
            stream.write(("\n".join(note_of(book, files, inks)) + "\n").encode())
        return Made(
            (
                MadeFile(files.inside, Said(PAGES, {"count": files.pages})),
                MadeFile(files.cover, Said("{path}: spine {spine} mm", {"spine": f"{spine:.1f}"})),
                MadeFile(files.note),
            ),
            files.pages,
            notes=() if config.press.profile else (ASK_FOR_PROFILE,),
            warnings=coarse,
        )


def _write(pdf: Pdf, path: Path, book: TypesetBook, inks: Inks, said: About) -> None:
    """Write a PDF/X-4 file."""
    intend(pdf, inks, book.manuscript.config.press.condition)
    describe(pdf, said, _made(book))
    with replacing(path) as stream:
        save(pdf, stream, "1.6")


def _inks(book: TypesetBook) -> Inks:
    manuscript = book.manuscript
    name, spot = manuscript.config.press.profile, manuscript.config.press.spot
    if not name:
        return Inks(own_profile(), book.style.palette, spot)
    place = manuscript.place("book.yaml", "press", "profile")
    return Inks(read_profile(manuscript.folder, name, place), book.style.palette, spot)


def _inside(book: TypesetBook, inks: Inks, session: Session) -> Pdf:
    """All pages but the cover's, on their press sheets."""
    config = book.manuscript.config
    binding = bound(book, session, "press", PressProfile(inks.profile))
    kept = [n for n, leaf in enumerate(book.book_map.leaves) if leaf.style != "cover"]
    leaves = BookMap([book.book_map.leaves[n] for n in kept], book.book_map.maps)
    page = book.language.say("page {number}", number=PAGE)
    slugs, sheets = furniture_for(
        {
            n: [Strip("slug", side_of(n, config.binding), _slug(book, page), leaf.label)]
            for n, leaf in enumerate(leaves.leaves)
        },
        book.style,
        config,
        session,
    )
    stamps = {
        n: [*binding.stamps[index], *(_below(book, stamp) for stamp in slugs[n])]
        for n, index in enumerate(kept)
    }
    furniture = {**binding.furniture, **to_be_opened(sheets)}
    pdf = replace(binding, book_map=leaves, stamps=stamps, furniture=furniture).bare()
    if len(pdf.pages) % 2:
        width, height = config.trim
        add_blank_page(pdf, width * PT_PER_MM, height * PT_PER_MM)
    press = PressSheets(pdf, inks)
    for sheet in pdf.pages:
        press.put(sheet)
    return pdf


def _cover(book: TypesetBook, inks: Inks, spine: float, session: Session) -> Pdf:
    """The cover on one sheet, with marks where the spine begins and ends."""
    manuscript = book.manuscript
    setting = book.context.pictures
    html = cover_sheet(
        manuscript.config,
        manuscript.folder,
        book.language,
        setting,
        spine,
        theme=manuscript.look.theme.folder,
    )
    place = Place("book.yaml")
    job = replace(galley_job(html, manuscript.folder, book.style, place), tagged=False)
    galley = typeset({"cover-sheet": job}, book.style, session)["cover-sheet"]
    pdf = opened(galley)
    profile = PressProfile(inks.profile)
    pages = [page.obj for page in pdf.pages]
    width = manuscript.config.trim[0]
    fill_photographs(pdf, pages, photographs_for(book, session, "press", profile))
    slugs, sheets = furniture_for(
        {0: [Strip("slug", "right", _slug(book, book.language.say("Cover")))]},
        book.style,
        manuscript.config,
        session,
    )
    embed_fonts(
        pdf, [*pages, *stamped(pdf, {0: [_below(book, slugs[0][0])]}, to_be_opened(sheets))]
    )
    PressSheets(pdf, inks).put(pdf.pages[0], (width, width + spine), is_bled=True)
    for key in ("/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/MarkInfo", "/PageMode"):
        if key in pdf.Root:
            del pdf.Root[key]
    return pdf


def _below(book: TypesetBook, slug: Stamp) -> Stamp:
    """A slug under the foot of its page, beyond the bleed."""
    foot = -(BLEED + 3) * PT_PER_MM - 2 * book.style.geometry.leading
    return replace(slug, x=10 * PT_PER_MM, y=foot)


def _slug(book: TypesetBook, part: str) -> str:
    """What stands beyond the trim, so that a sheet can be told from another: the job, the part
    of it, the trim."""
    config = book.manuscript.config
    width, height = config.trim
    return f"{book.pdf_path().stem} · {part} · {width:g} × {height:g} mm"


def _coarse_pictures(book: TypesetBook) -> Iterator[Mistake]:
    """The pictures that have too few pixels for their printed size, the cover's among them."""
    for leaf in book.book_map.leaves:
        if leaf.page is None:
            continue
        for picture in book.book_map.maps[leaf.section].pages[leaf.page].pictures:
            if picture.dpi < GOOD_DPI:
                yield Mistake(
                    book.manuscript.place_of_picture(leaf.section, picture.name)
                    or book.manuscript.place_of_section(leaf.section),
                    "the picture {name} on page {page} has {dpi} pixels an inch; {good} are wanted",
                    "Take a larger picture, or show it smaller; under {least} it is refused unless "
                    "--low-pictures lets it pass.",
                    {
                        "name": picture.name,
                        "page": leaf.label,
                        "dpi": picture.dpi,
                        "good": GOOD_DPI,
                        "least": LEAST_DPI,
                    },
                )


def _made(book: TypesetBook) -> datetime:
    """When the text was last changed: a file of its state, not of the clock."""
    if given := source_date():
        return given
    folder = book.manuscript.folder
    files = [folder / "book.yaml", *folder.glob("chapters/**/*")]
    return datetime.fromtimestamp(int(max(f.stat().st_mtime for f in files)), UTC)


EDITION = Press()
