"""The session: the store and the pool that galleys come from, and how galleys are asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from book.errors import BookError, Mistake, Place, UnfitError
from book.manuscript.config import BookConfig
from book.paged.furniture import Strip, position, sheets_for
from book.paged.keys import furniture_key, galley_key, key_of
from book.paged.layout import book_map
from book.paged.open_pdfs import OpenPdfs
from book.paged.pool import Job, TypesetPool
from book.paged.stamp import Stamp
from book.paged.store import GalleyStore, StoredGalley
from book.pagemap import BookMap
from book.photos.formats import is_photograph
from book.report import Quiet, Report, go_on
from book.sections.section import Section
from book.text.pictures import image_file, images_in
from book.text.tree import Element, page_html
from book.themes.styles import Style


@dataclass
class Session:
    """What the work is done on: store, pool and open PDFs, and who is told how far it is.

    `typeset` lists the sections that were typeset, in order of finishing, furniture as
    `furniture`; what came out of the store is not in it. `will_bind` says that what is typeset
    will be bound, so that binding can be made ready while processes typeset.
    """

    store: GalleyStore
    pool: TypesetPool
    report: Report = field(default_factory=Quiet)
    typeset: list[str] = field(default_factory=list)
    open_pdfs: OpenPdfs = field(default_factory=OpenPdfs)
    will_bind: bool = False
    #: The last job of each section in each style, and all that it was made of.
    jobs: dict[tuple[str, str], tuple[tuple[Any, ...], Job]] = field(default_factory=dict)


def galley_job(tree: Element, folder: Path, style: Style, place: Place) -> Job:
    """The job of a section whose references are resolved; images are looked for in the folder.
    `place` is where its text stands."""
    html = page_html(tree)
    pictures = [_content(folder, name) for name in sorted(images_in(tree))]
    key = galley_key(style.fingerprint, html, pictures)
    url = folder.resolve().as_uri() + "/"
    # Other pictures under the same names make another section: it has no pages yet.
    return Job(key, html, url, place=place, name=f"{url}{place.file} {key_of(*pictures)}")


def furniture_jobs(
    strips: Iterable[Strip], style: Style, config: BookConfig, is_fixed: bool = False
) -> tuple[dict[str, Job], dict[Strip, tuple[str, int]]]:
    """The jobs of the sheets that hold these strips, and where each strip of them stands: sheet
    and page."""
    places: dict[Strip, tuple[str, int]] = {}
    jobs: dict[str, Job] = {}
    for sheet in sheets_for(strips, config.binding, is_fixed):
        html = page_html(sheet.tree(config.language))
        key = furniture_key(style.fingerprint, html)
        jobs[key] = Job(key, html, "", tagged=False, pages=len(sheet.strips))
        places.update({strip: (key, page) for page, strip in enumerate(sheet.strips)})
    return jobs, places


def furniture_for(
    strips: dict[int, list[Strip]],
    style: Style,
    config: BookConfig,
    session: Session,
    more: Iterable[Strip] = (),
) -> tuple[dict[int, list[Stamp]], dict[str, StoredGalley]]:
    """The stamps of each leaf, and the typeset sheets that they come from, by key.

    `more` are strips that stand on the same sheets and are not asked for.
    """
    wanted = [*more, *(strip for found in strips.values() for strip in found)]
    for is_fixed in (False, True):
        jobs, places = furniture_jobs(wanted, style, config, is_fixed)
        sheets = typeset({}, style, session, beside=jobs)
        if not any(sheet.page_map.is_fixed for sheet in sheets.values()):
            break

    def stamp(strip: Strip) -> Stamp:
        at = places[strip.fixed if strip.fixed in places else strip.open]
        x, y = position(strip, style.geometry)
        upwards = math.pi / 2 if strip.role == "years" else 0.0
        return Stamp(*at, x=x, y=y, role=strip.role, label=strip.label, angle=upwards)

    return {index: [stamp(s) for s in on_leaf] for index, on_leaf in strips.items()}, sheets


def _content(folder: Path, address: str) -> bytes:
    """What a galley shows of a picture: of a photograph its shape alone."""
    name = address.partition("?")[0]
    file = image_file(folder, name)
    if file is None:
        return b""
    if not is_photograph(file):
        return file.read_bytes()
    from book.photos.originals import original  # where there is a photograph

    try:
        source = original(file)
    except UnfitError as error:
        return str(error).encode()
    return f"{source.width} {source.height}".encode()


def typeset(
    jobs: dict[str, Job],
    style: Style,
    session: Session,
    beside: dict[str, Job] | None = None,
    meanwhile: Callable[[dict[str, StoredGalley]], None] | None = None,
) -> dict[str, StoredGalley]:
    """The galleys of all jobs, from the store where they are there, typeset where not.

    `beside` are sheets of furniture that are typeset in the same go. While processes typeset what
    is missing, `meanwhile` is called with the galleys that are there.
    """
    furniture = beside or {}
    wanted = {**jobs, **furniture}
    found = {name: session.store.find(job.key) for name, job in wanted.items()}
    missing = {job.key: name for name, job in wanted.items() if found[name] is None}
    if missing:
        done = 0
        session.report.progress(done, len(missing))

        def one_done(job: Job) -> None:
            nonlocal done
            done += 1
            name = missing[job.key]
            go_on(session.report)
            session.typeset.append("furniture" if name in furniture else name)
            session.report.progress(done, len(missing))

        work = {job.key: job for name, job in wanted.items() if found[name] is None}
        there = {name: galley for name, galley in found.items() if galley is not None}
        session.pool.typeset(
            list(work.values()),
            style,
            session.store,
            one_done,
            partial(meanwhile, there) if meanwhile else None,
        )
    galleys = {}
    for name, job in wanted.items():
        galley = found[name] or session.store.find(job.key)
        if galley is None:
            raise _not_kept(session.store, name)
        galleys[name] = galley
    return galleys


def map_of(sections: Iterable[Section], galleys: dict[str, StoredGalley]) -> BookMap:
    """The map of sections and their galleys, laid end to end."""
    return book_map(sections, {name: galley.page_map for name, galley in galleys.items()})


def _not_kept(store: GalleyStore, reason: str) -> BookError:
    return BookError(
        Mistake(
            Place(str(store.folder)),
            "what was typeset can't be kept: {reason}",
            "Look whether the disk is full.",
            {"reason": reason},
        )
    )
