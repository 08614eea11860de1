"""Where on the pages of a proof the changed words stand."""

from __future__ import annotations

from collections import defaultdict

from pypdfium2 import PdfDocument

from book.editions.comparing import Comparison
from book.paged.pdf.change_marks import PageMarks
from book.rounds.changes import Change
from book.rounds.page_text import Box, PageText
from book.rounds.pages import Pages
from book.rounds.words import letters_of, parts


def marks_on(pdf: bytes, pages: Pages, comparison: Comparison) -> dict[int, PageMarks]:
    """The marks of what changed, by the index of the page."""
    bars: dict[int, list[tuple[float, float]]] = defaultdict(list)
    words: dict[int, list[Box]] = defaultdict(list)
    texts: dict[int, PageText] = {}
    edges: dict[int, float] = {}
    with PdfDocument(pdf) as opened:
        for paged in comparison.changes:
            change = paged.change
            for printed in pages.all_of(change.place):
                leaf = printed.leaf
                if leaf not in texts:
                    texts[leaf] = PageText.of(opened[leaf])
                    edges[leaf] = min(p.box[0] for p in pages.on(leaf))
                height = pages.pages[leaf].height
                text = texts[leaf].within(printed.area(height))
                if lines := _lines(text, change):
                    bars[leaf] += [(lower - 1, upper + 1) for _, lower, _, upper in lines]
                    words[leaf] += _coloured(text, change)
                elif change.kind in ("removed", "picture") or not letters_of(change.new):
                    bars[leaf].append(printed.area(height)[1::2])
                    break
    return {n: PageMarks(edges[n], _merged(bars[n]), words[n]) for n in bars}


def _run(text: PageText, sentence: str) -> tuple[int, int, int] | None:
    """Where a sentence, or as much of it as stands on a page, is among its letters: first, last,
    and how many letters of the sentence stand before."""
    wanted = letters_of(sentence)
    if not wanted:
        return None
    at = text.letters.find(wanted)
    if at >= 0:
        return at, at + len(wanted), 0
    least = min(12, len(wanted))
    for size in range(len(wanted) - 1, least - 1, -1):
        if (at := text.letters.find(wanted[:size])) >= 0:
            return at, at + size, 0
        if (at := text.letters.find(wanted[-size:])) >= 0:
            return at, at + size, len(wanted) - size
    return None


def _lines(text: PageText, change: Change) -> list[Box]:
    found = _run(text, change.new) if change.kind in ("changed", "added") else None
    return text.lines(found[0], found[1]) if found else []


def _coloured(text: PageText, change: Change) -> list[Box]:
    """The boxes of the words that are new."""
    found = _run(text, change.new)
    if found is None:
        return []
    first, last, skipped = found
    at, boxes = first - skipped, []
    for tag, run in parts(change.old, change.new):
        if tag == "old":
            continue
        size = len(letters_of(run))
        start, stop = max(at, first), min(at + size, last)
        if tag == "new" and start < stop:
            boxes += text.lines(start, stop)
        at += size
    return boxes


def _merged(bars: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for lower, upper in sorted(bars):
        if found and lower <= found[-1][1] + 4:
            found[-1] = (found[-1][0], max(found[-1][1], upper))
        else:
            found.append((lower, upper))
    return found
