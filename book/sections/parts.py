"""Smaller parts of a book: frontispiece, dedication, key figures, pages for notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from book.manuscript.book_parts import KeyFigure
from book.manuscript.kinds.statistics import Measure, Statistics, StatisticsTable
from book.sections.chart_boxes import bars_of
from book.sections.context import BuildContext
from book.sections.openings import opening_picture
from book.sections.record_words import RecordWords
from book.sections.section import Section
from book.sources import CONFIG
from book.text.tree import markup
from book.text.typography import well_set

#: So many figures stand on the right-hand page, and at least so many on the left.
_RIGHT, _LEFT = 6, 2


def frontispiece(context: BuildContext) -> Section | None:
    """The picture that faces the title page; None where the book has none."""
    given = context.manuscript.config.frontispiece
    if given is None:
        return None
    tree = context.manuscript.trees[CONFIG]
    width, height = context.pictures.trim
    shape = f"{width * 0.72:g}:{height * 0.68:g}"
    picture = opening_picture(
        context, given, tree, ("frontispiece",), "section-frontispiece", shape=shape
    )
    if picture is None:
        return None
    page = context.templates.render(
        "frontispiece.html",
        kind="frontispiece",
        start="verso",
        anchor="section-frontispiece",
        title=context.manuscript.config.title,
        picture=picture,
        caption=well_set(given.caption, context.language.rules),
    )
    return Section("frontispiece", "frontispiece", page, matter="front", start="verso")


def dedication(context: BuildContext) -> Section | None:
    """The dedication, on a right-hand page of its own."""
    text = context.manuscript.config.dedication
    if not text:
        return None
    lines = [well_set(line, context.language.rules) for line in text.splitlines() if line.strip()]
    page = context.templates.render(
        "dedication.html",
        kind="dedication",
        start="recto",
        anchor="section-dedication",
        title=context.manuscript.config.title,
        lines=lines,
    )
    return Section("dedication", "dedication", page, matter="front")


def notes(context: BuildContext) -> Section | None:
    """Ruled pages for the reader's own notes."""
    count = context.manuscript.config.notes
    if not count:
        return None
    title = context.language.say("Notes")
    page = context.templates.render(
        "notes.html",
        kind="notes",
        start="recto",
        anchor="section-notes",
        title=title,
        pages=count,
    )
    return Section("notes", "notes", page, start="next")


def key_figures(context: BuildContext) -> Section | None:
    """Large numbers out of the statistics, on two facing pages."""
    given = context.manuscript.config.key_figures
    if given is None:
        return None
    shown = [
        found for n, figure in enumerate(given.figures) if (found := _figure(context, figure, n))
    ]
    left = max(len(shown) - _RIGHT, _LEFT) if len(shown) > _LEFT else len(shown)
    title = well_set(given.title, context.language.rules)
    page = context.templates.render(
        "key-figures.html",
        kind="key-figures",
        start="verso",
        anchor="section-key-figures",
        title=title,
        lead=well_set(given.lead, context.language.rules),
        pages=[part for part in (shown[:left], shown[left:]) if part],
    )
    return Section("key-figures", "key-figures", page, title, matter="front", start="verso")


def _figure(context: BuildContext, figure: KeyFigure, n: int) -> dict[str, Any] | None:
    """One figure as its template prints it; what it refers to and is not there is told."""
    tables = {t.id: (a, i) for a in _statistics(context) for i, t in enumerate(a.tables)}
    if not _is_known(context, figure.of, tables, n, "of"):
        return None
    appendix, i = tables[figure.of]
    table = appendix.tables[i]
    rows = {measure.id: j for j, measure in enumerate(table.measures)}
    if not _is_known(context, figure.row, rows, n, "row"):
        return None
    j = rows[figure.row]
    measure = table.measures[j]
    periods = {p.id: p.name for p in table.periods if p.id in measure.values}
    if not _is_known(context, figure.at, periods, n, "at"):
        return None
    words = RecordWords(context, appendix)
    return {
        "value": words.value(measure.values[figure.at]),
        "unit": measure.unit,
        "words": well_set(figure.words, context.language.rules)
        or words.line(measure.name, "tables", i, "measures", j, "name"),
        "when": words.set(periods[figure.at]),
        "drawn": _drawn(context, words, table, measure) if figure.growth else "",
    }


def _drawn(
    context: BuildContext, words: RecordWords, table: StatisticsTable, measure: Measure
) -> Any:
    values = bars_of(table, measure, context.language, words.set)
    return markup([context.charts.small_bars(measure.name, values)]) if len(values) > 1 else ""


def _statistics(context: BuildContext) -> Iterator[Statistics]:
    for appendix in context.manuscript.appendices:
        if isinstance(appendix, Statistics):
            yield appendix


def _is_known(context: BuildContext, wanted: str, known: dict[str, Any], n: int, key: str) -> bool:
    if wanted in known:
        return True
    near: Sequence[str] = get_close_matches(wanted, known, 1) or list(known)[:5]
    context.mistakes.add(
        context.manuscript.place(CONFIG, "key_figures", "figures", n, key),
        "the statistics have nothing named {key}: {wanted}",
        "Write an id that they have, such as: {near}.",
        key=key,
        wanted=wanted,
        near=", ".join(near) or "–",
    )
    return False
