"""The proof edition: the book as it is, with numbered paragraphs, a wide margin and a stamp.

A reader of a printed proof can then write `page 12, paragraph 3`.
"""

from __future__ import annotations

import hashlib
import io
import math
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from book.dates import PartialDate, source_date
from book.editions.comparing import compared
from book.editions.edition import BookSource, option
from book.editions.made import PAGES, Made, MadeFile
from book.editions.proof_marks import marks_on
from book.errors import RequestError, Said
from book.manuscript.config import slug_of
from book.output import replacing
from book.paged.book_binding import bound
from book.paged.furniture import Strip, side_of
from book.paged.open_pdfs import to_be_opened
from book.paged.page_reference import PageReference
from book.paged.pdf.binding import Binding
from book.paged.pdf.change_marks import with_marks
from book.paged.printed import printed_pages
from book.paged.session import Session, furniture_for
from book.paged.settling import Draft, Settler
from book.paged.stamp import Stamp
from book.paged.store import StoredGalley
from book.paged.typeset_book import TypesetBook
from book.pagemap import BookMap
from book.rounds.kept import check_free, hashes_of, keep
from book.rounds.pages import Pages
from book.text.stretches import ATTRIBUTE
from book.text.tree import Element
from book.themes.styles import PT_PER_MM

#: How much wider the outer margin is for notes, in mm.
MARGIN = 30.0
_ANCHOR = "paragraph-"


@dataclass(frozen=True)
class ProofOptions:
    """`revision` is printed with the date; where it is empty, a mark of the text's content is."""

    revision: str = option(
        "", "--revision", "What a proof calls this state of the text.", metavar="NAME"
    )
    since: str = option(
        "", "--since", "Mark on a proof what has changed since this earlier one.", metavar="NAME"
    )
    again: bool = option(
        False, "--again", "Take the place of the proof that was kept under this name."
    )

    def __post_init__(self) -> None:
        if self.revision and not slug_of(self.revision):
            raise RequestError(
                "“{text}” is no name: it has neither letters nor digits", text=self.revision
            )

    @property
    def suffix(self) -> str:
        """What the file is named by, so that it takes the place of no proof of another name."""
        return "-proof" + (f"-{slug_of(self.revision)}" if self.revision else "")


class Proof:
    """The book with numbered paragraphs and room for notes."""

    name = "proof"
    options = ProofOptions
    makes_folder = False

    def make(self, source: BookSource, output: Path | None, options: ProofOptions) -> Made:
        """Write the proof."""
        hashes = hashes_of(source.folder) if options.revision else {}
        if options.revision and not options.again:
            check_free(source.folder, options.revision, hashes)
        book = source.pages
        binding = proof_binding(book, options.revision, source.session)
        path = output or book.pdf_path(options.suffix)
        content = io.BytesIO()
        binding.save(content)
        pdf, notes = content.getvalue(), []
        if options.revision or options.since:
            pages = printed_pages(binding.book_map, book.sections, pdf, _ANCHOR)
            marks = {}
            if options.since:
                marks = marks_on(pdf, pages, compared(source, options.since, pages))
            pdf = with_marks(pdf, options.revision, marks)
        with replacing(path) as stream:
            stream.write(pdf)
        if options.revision:
            notes = _kept(source.folder, options.revision, hashes, pages)
        count = len(book.book_map.leaves)
        file = MadeFile(path, Said(PAGES, {"count": count}))
        return Made((file,), count, notes=tuple(notes), is_lasting=False)  # it bears the day


def _kept(folder: Path, name: str, hashes: dict[str, str], pages: Pages) -> list[Said]:
    """Keep what a proof was made of; what is to be said of it."""
    day = (source_date() or datetime.now()).date().isoformat()
    gone = keep(folder, name, day, hashes, pages)
    told = [Said("kept as “{name}”: “changes” tells what changes from now on", {"name": name})]
    return told + [Said("no longer kept: the proof “{name}”", {"name": old}) for old in gone]


def proof_binding(book: TypesetBook, revision: str, session: Session) -> Binding:
    """The book's binding with the galleys, stamps and margins of a proof."""
    numbered = [replace(s, tree=_numbered(s.tree, s.id)) for s in book.sections]
    draft = Draft(lambda _: numbered, partial(PageReference.to, book.language), book.book_map)
    Settler(book.context, book.style, session, set(book.fixed)).settle({"": draft})
    leaves = draft.book_map
    revision = revision or _mark_of([galley.key for galley in book.galleys.values()])
    stamps, sheets = _proof_stamps(book, leaves, revision, session)
    plain = bound(book, session)
    wider = MARGIN * PT_PER_MM
    binding = book.manuscript.config.binding
    return replace(
        plain,
        book_map=leaves,
        galleys=to_be_opened(draft.galleys),
        furniture={**plain.furniture, **to_be_opened(sheets)},
        stamps={n: [*stamps[n], *found] for n, found in plain.stamps.items()},
        wider={
            n: (wider, 0.0) if side_of(n, binding) == "left" else (0.0, wider)
            for n in range(len(leaves.leaves))
        },
    )


def _numbered(tree: Element, section: str) -> Element:
    """A copy of a section's tree with an anchor at each paragraph of its text."""
    tree = deepcopy(tree)
    plain = (p for p in tree.iter("p") if _is_text(p))
    for number, paragraph in enumerate(plain, 1):
        paragraph.set("id", f"{_ANCHOR}{section}-{number}")
    return tree


def _is_text(paragraph: Element) -> bool:
    """Whether a paragraph is one of running text, and nothing of a box or a heading."""
    about = {name: value for name, value in paragraph.attrib.items() if name != ATTRIBUTE}
    return about in ({}, {"class": "first"})


def _proof_stamps(
    book: TypesetBook, leaves: BookMap, revision: str, session: Session
) -> tuple[dict[int, list[Stamp]], dict[str, StoredGalley]]:
    """Numbers beside the paragraphs, and along each page that it is a proof."""
    config, geometry = book.manuscript.config, book.style.geometry
    words = book.language.say("PROOF {date} · {revision}", date=_today(book), revision=revision)
    strips: dict[int, list[Strip]] = {}
    heights: dict[int, list[float]] = {}
    for index, leaf in enumerate(leaves.leaves):
        side = side_of(index, config.binding)
        strips[index], heights[index] = [Strip("proof", side, words)], []
        if leaf.page is None:
            continue
        page = leaves.maps[leaf.section].pages[leaf.page]
        heights[index] = sorted(
            y for name, (_, y) in page.anchors.items() if name.startswith(_ANCHOR)
        )
        strips[index] += [Strip("number", side, str(n)) for n in range(1, len(heights[index]) + 1)]
    stamps, sheets = furniture_for(strips, book.style, config, session)
    placed: dict[int, list[Stamp]] = {}
    width, height = (mm * PT_PER_MM for mm in (geometry.width, geometry.height))
    wider, edge = MARGIN * PT_PER_MM, 3 * PT_PER_MM
    gap = 4 * PT_PER_MM
    for index, (across, *numbers) in stamps.items():
        # Upwards along the outer edge of the margin for notes, clear of all text.
        at_left = side_of(index, config.binding) == "left"
        x = edge + 2 * geometry.leading - wider if at_left else width + wider - edge
        y = (height - geometry.measure_pt) / 2
        placed[index] = [replace(across, x=x, y=y, angle=math.pi / 2, under=True)]
        for stamp, top in zip(numbers, heights[index], strict=True):
            away = -geometry.measure_pt - gap if at_left else geometry.measure_pt + gap
            placed[index].append(
                replace(stamp, x=stamp.x + away, y=height - top - 2 * geometry.leading)
            )
    return placed, sheets


def _mark_of(keys: list[str]) -> str:
    return hashlib.sha256("".join(keys).encode()).hexdigest()[:7]


def _today(book: TypesetBook) -> str:
    """The day of the proof: SOURCE_DATE_EPOCH's, or today, for a proof is of its day."""
    when = source_date() or datetime.now()
    return book.language.date(PartialDate(when.year, when.month, when.day))


EDITION = Proof()
