"""Marks on a proof of what has changed: a bar beside the lines, and the words coloured."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Pdf

from book.paged.pdf.saving import save
from book.rounds.returned import PROOF_KEY

_BAR, _AWAY = 1.6, 9.0
_COLOUR, _WORDS = "0.75 0.1 0.1", "1 0.93 0.45"

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PageMarks:
    """On one page, in pt in its own space: the left edge of its text, from where to where (lower,
    upper) bars stand, the boxes of the words that are coloured."""

    edge: float
    bars: Sequence[tuple[float, float]] = ()
    words: Sequence[Box] = ()


def with_marks(pdf: bytes, name: str, marks: Mapping[int, PageMarks]) -> bytes:
    """A proof that tells its name, with marks on pages (by index)."""
    with Pdf.open(io.BytesIO(pdf)) as opened:
        if name:
            opened.docinfo[PROOF_KEY] = name
        over = opened.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
        for index, found in sorted(marks.items()):
            page = opened.pages[index]
            drawn = [f"{_WORDS} rg"]
            resource = page.add_resource(over, Name.ExtGState, Name.Over)
            for left, lower, right, upper in found.words:
                drawn.append(
                    f"{left - 0.5:.2f} {lower - 1:.2f} {right - left + 1:.2f} "
                    f"{upper - lower + 2:.2f} re f"
                )
            drawn.append(f"{_COLOUR} rg")
            for lower, upper in found.bars:
                left = found.edge - _AWAY
                drawn.append(f"{left:.2f} {lower:.2f} {_BAR} {max(upper - lower, 4):.2f} re f")
            page.contents_add(b"q", prepend=True)
            content = f"Q /Artifact BMC q {resource} gs {' '.join(drawn)} Q EMC"
            page.contents_add(content.encode())
        written = io.BytesIO()
        save(opened, written)
        return written.getvalue()
