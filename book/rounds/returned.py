"""Proofs that come back from readers: PDFs with annotations, Word files with corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pypdfium2 import PdfDocument, PdfiumError

from book.errors import Place, RequestError
from book.manuscript.config import slug_of
from book.rounds.annotations import Annotation, annotations_on
from book.rounds.kept import Round
from book.rounds.page_text import PageText
from book.rounds.pages import Pages
from book.rounds.remarks import Remark
from book.rounds.units import Unit
from book.rounds.words import found_in, letters_of, same

#: The key of a proof's name among what its PDF says of itself.
PROOF_KEY = "/KyyeuProof"
#: So many words are told before the place where something is put in.
_BEFORE = 3
#: A page of fewer letters is known by what stands around it alone.
_FEW = 40


class Returned:
    """A proof that came back as a PDF, held against those that were handed out."""

    def __init__(self, path: Path, rounds: Sequence[Round]) -> None:
        """Raises RequestError for what is no PDF, or a copy of none of the proofs."""
        self.path = path
        try:
            with PdfDocument(path) as shown:
                self._texts = [PageText.of(page) for page in shown]
            with pikepdf.open(path) as pdf:
                self._name = _text(pdf.docinfo.get(PROOF_KEY))
                self._found = [
                    annotation
                    for number, page in enumerate(pdf.pages)
                    for annotation in annotations_on(page, number, self._texts[number])
                ]
        except (OSError, PdfiumError, pikepdf.PdfError) as error:
            raise RequestError("{file} can't be read as a PDF", file=path.name) from error
        self.round = self._round(rounds)
        self._leaves = _leaves(self._texts, self.round.pages)

    def _round(self, rounds: Sequence[Round]) -> Round:
        """The proof that this is a copy of: the one of its name, or whose pages are most like its
        own and bear its name."""
        named = [r for r in rounds if self._name and slug_of(r.name) == slug_of(self._name)]
        alike = {r.name: _alike(self._texts, r.pages) for r in rounds}
        best = max(
            named or rounds,
            key=lambda r: (alike[r.name], _bears(self._texts, r.name), r.number),
            default=None,
        )
        if best is None or not (named or alike[best.name]):
            raise RequestError(
                "{file} is a copy of none of the proofs that are kept; they are: {known}",
                file=self.path.name,
                known=", ".join(r.name for r in rounds) or "–",
            )
        return best

    def remarks(self) -> list[Remark]:
        """Its annotations as remarks, with their places in the proof."""
        units = self.round.units()
        return [self._remark(annotation, units) for annotation in self._found]

    def _remark(self, note: Annotation, units: Sequence[Unit]) -> Remark:
        leaf = self._leaves[note.page]
        page = self.round.pages.pages[leaf]
        x, y = note.point
        down = page.height - y
        printed = self.round.pages.at(leaf, x, down)
        words = shown = note.words
        if printed and not words:
            text = self._texts[note.page].within(printed.area(page.height))
            # What stands at the height of a note, for it may have been put into the margin.
            line = text.line_at(y)
            words = text.words_in([line]) if line else ""
            if line and note.kind == "insert":
                words = text.words_in([(line[0], line[1], x, line[3])])
                shown = words = " ".join(words.split()[-_BEFORE:])
        place = printed.place if printed else Place("")
        unit = located(units, place, printed.last if printed else 0, words)
        is_new = note.kind in ("insert", "replace")
        return Remark(
            number=0,
            kind=note.kind,
            state=note.state,
            who=(note.who,) if note.who else (),
            words=shown,
            remark=note.remark,
            wanted=note.remark if is_new else "",
            reason=_reason(note),
            file=unit.place.file if unit else place.file,
            line=_line(unit, words) if unit else place.line,
            passage=same(unit.text) if unit else words,
            record=unit.record if unit else (),
            field=unit.field if unit else "",
            proof=self.round.name,
            day=note.day,
            page=page.label,
            paragraph=page.paragraph_at(down),
            answers=tuple(f"{who}: {said}" if who else said for who, said in note.answers),
            keys=(self._key(note, leaf),),
        )

    def _key(self, note: Annotation, leaf: int) -> str:
        """What an annotation is known by in all copies of one proof."""
        x, y = (round(v) for v in note.point)
        said = f"{note.who}|{note.kind}|{leaf}|{x}|{y}|{note.name}"
        return hashlib.sha256(f"{slug_of(self.round.name)}|{said}".encode()).hexdigest()[:12]


def located(units: Sequence[Unit], place: Place, last: int, words: str) -> Unit | None:
    """The piece that words stand in which are printed from a place to a line: one that stands
    there and holds them, or one of the book that alone holds them, or what stands at the place."""
    here = [
        unit
        for unit in units
        if unit.place.file == place.file
        and unit.place.line <= max(last, place.line)
        and max(unit.last, unit.place.line) >= place.line
    ]
    wanted = letters_of(words)
    for size in (len(wanted), len(wanted) * 2 // 3, len(wanted) // 3):
        some = wanted[:size]
        if len(some) < min(3, len(wanted)) or not some:
            break
        for among in (here, units):
            found = [unit for unit in among if some in letters_of(unit.text)]
            if found and (among is here or len(found) == 1):
                return found[0]
    held = [unit for unit in here if letters_of(unit.text) and letters_of(unit.text) in wanted]
    printed = [unit for unit in here if unit.field not in ("id", "aliases")]
    return next(iter((*held, *printed, *here)), None)


def _reason(note: Annotation) -> str:
    """Why a reader declined a remark: the last answer to it."""
    if note.state != "declined":
        return ""
    return note.answers[-1][1] if note.answers else "–"


def _line(unit: Unit, words: str) -> int:
    inside = found_in(unit.text, words)
    return unit.line_of(inside[0]) if inside else unit.place.line


def _alike(texts: Sequence[PageText], pages: Pages) -> int:
    """How many pages have the letters of pages of a proof."""
    known = {page.letters for page in pages.pages if len(page.letters) >= _FEW}
    return sum(text.letters in known for text in texts)


def _bears(texts: Sequence[PageText], name: str) -> bool:
    """Whether the name of a proof stands across the pages."""
    return any(text.stamp.endswith(letters_of(name)) for text in texts if text.stamp)


def _leaves(texts: Sequence[PageText], pages: Pages) -> list[int]:
    """For each page of a copy the page of the proof: by its letters, or else by where it stands
    among the others, for a reader may have taken pages out."""
    where = {page.letters: n for n, page in enumerate(pages.pages) if len(page.letters) >= _FEW}
    found, shift = [], 0
    for number, text in enumerate(texts):
        leaf = where.get(text.letters)
        if leaf is not None:
            shift = leaf - number
        found.append(max(0, min(number + shift, len(pages.pages) - 1)))
    return found


def _text(value: Any) -> str:
    return str(value) if value is not None else ""
