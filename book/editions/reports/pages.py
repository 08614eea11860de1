"""The ladder: each section with its pages, who answers for it, how far it is, what is open."""

from __future__ import annotations

from collections import Counter

from book.editions.reports.forms import ReportPage, Row, Table
from book.editions.reports.registry import Proofread
from book.errors import Mistakes, Translate, worded
from book.paged.typeset_book import TypesetBook
from book.rounds.following import followed
from book.rounds.remarks import read_remarks
from book.rounds.signing import SECTIONS, Signature, read_signatures, section_mark
from book.rounds.units import units_of

_STATES = {"draft": worded("draft"), "edited": worded("edited")}
#: The number of the column that tells the state.
_STATE = 3


def report(source: Proofread) -> ReportPage:
    """Each section of the book in order. Typesets the book. Raises BookError."""
    book, say, mistakes = source.pages, source.language.say, Mistakes()
    signatures = read_signatures(source.folder, SECTIONS, mistakes)
    mistakes.raise_any()
    manuscript = source.manuscript
    findings = Counter(finding.mistake.place.file for finding in source.findings)
    remarks, _ = followed(read_remarks(source.folder), units_of(manuscript))
    open_ = Counter(remark.file for remark in remarks if remark.state == "open")
    rows, told, signed = [], set(), 0
    for section in book.sections:
        mark = section_mark(manuscript, section.id)
        title = " ".join(part for part in (section.number, section.title) if part) or section.id
        if mark is None:
            rows.append(Row((title, _pages(book, section.id), "", "", "", "", "")))
            continue
        file = manuscript.place_of_section(section.id).file
        signature = signatures.get(section.id, Signature())
        is_changed = signature.state == "signed" and signature.mark != mark
        signed += signature.state == "signed" and not is_changed
        # A spreadsheet may hold several appendices: what is open in it is told at the first.
        counts = (findings[file], open_[file]) if file not in told else (0, 0)
        told.add(file)
        cells = (
            title,
            _pages(book, section.id),
            signature.owner,
            _state(signature, is_changed, say),
            " ".join(part for part in (signature.by, signature.day) if part),
            str(counts[0] or ""),
            str(counts[1] or ""),
        )
        rows.append(Row(cells, frozenset((_STATE,)) if is_changed else frozenset()))
    columns = (
        say("Section"),
        say("On pages"),
        say("Answers for it"),
        say("State"),
        say("Signed off"),
        say("Findings"),
        say("Remarks"),
    )
    about = say(
        "{signed} of {count} chapters and appendices are signed off; {pages} pages.",
        signed=signed,
        count=len([row for row in rows if row.cells[_STATE]]),
        pages=len(book.book_map.leaves),
    )
    title = say("Sections: {title}", title=manuscript.config.title)
    return ReportPage(title, (Table(say("Sections"), about, columns, tuple(rows)),))


def _state(signature: Signature, is_changed: bool, say: Translate) -> str:
    if signature.state != "signed":
        return say(_STATES[signature.state])
    return say("signed off, changed since") if is_changed else say("signed off")


def _pages(book: TypesetBook, section: str) -> str:
    """The first and the last page of a section, as they are printed."""
    leaves = book.leaves_of(section)
    if not leaves:
        return ""
    labels = [book.book_map.leaves[leaf].label for leaf in (leaves[0], leaves[-1])]
    return labels[0] if labels[0] == labels[1] else "\N{EN DASH}".join(labels)
