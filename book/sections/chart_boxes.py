"""What boxes of charts ask for, found in the records: rows of numbers, shares, small multiples,
terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from book.errors import Place
from book.languages import Language
from book.languages.numbers import number_among, percent
from book.manuscript.kinds.people import People
from book.manuscript.kinds.statistics import Measure, Statistics, StatisticsTable
from book.sections.bar_charts import Bar, bars
from book.sections.drawing import Palette
from book.sections.share_charts import multiples, population, share
from book.text.pictures import picture
from book.text.prose import Prose
from book.text.tree import Nodes

if TYPE_CHECKING:
    from book.sections.charts import Charts


def share_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """The parts that a row is the sum of, in one period."""
    if (table := _table(charts, attributes, place, prose)) is None:
        return []
    sums = {m.id: m for m in table.measures if m.sum_of}
    row = charts.chosen(sums, attributes.get("row", ""), place, prose, key="row")
    periods = {p.id: p.name for p in table.periods}
    at = attributes.get("at", "")
    if row is None or charts.chosen(periods, at, place, prose, key="at") is None:
        return []
    parts = [
        Bar(prose.set(m.name), value, charts.language.number(value))
        for m in table.measures
        if m.id in row.sum_of and isinstance(value := m.values.get(at), int | float)
    ]
    if not parts:
        return nothing_drawn(place, prose)
    svg = share(parts, charts.language, palette_of(charts), charts.width, charts.face)
    whole = sum(bar.value for bar in parts) or 1
    rows = [
        (bar.name, bar.shown, percent(bar.value / whole, charts.language.locale)) for bar in parts
    ]
    told = told_of(charts, f"{row.name}, {periods[at]}", parts)
    return [picture(svg, told, [(row.name, periods[at], "%"), *rows])]


def bars_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """A row of a table."""
    if (table := _table(charts, attributes, place, prose)) is None:
        return []
    rows = {m.id: m for m in table.measures}
    measure = charts.chosen(rows, attributes.get("row", ""), place, prose, "row")
    if measure is None:
        return []
    values = bars_of(table, measure, charts.language, prose.set)
    if not values:
        return nothing_drawn(place, prose)
    svg = bars(values, palette_of(charts), charts.width, charts.face)
    told = told_of(charts, measure.name, values)
    return [picture(svg, told, rows_of(charts, measure.name, values))]


def multiples_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """The rows of a table, or those that are named, each as a small chart."""
    if (table := _table(charts, attributes, place, prose)) is None:
        return []
    rows = {m.id: m for m in table.measures}
    named = [name.strip() for name in attributes.get("row", "").split(",") if name.strip()]
    wanted = [charts.chosen(rows, name, place, prose, key="row") for name in named or rows]
    if None in wanted:
        return []
    found = [(m, bars_of(table, m, charts.language, prose.set)) for m in wanted if m]
    shown = [(prose.set(m.name), values) for m, values in found if values]
    if not shown:
        return nothing_drawn(place, prose)
    svg = multiples(shown, palette_of(charts), charts.width, charts.face)
    told = " ".join(told_of(charts, name, values) for name, values in shown)
    periods = [prose.set(period.name) for period in table.periods]
    cells = [(table.title, *periods)]
    for name, values in shown:
        known = {bar.name: bar.shown for bar in values}
        cells.append((name, *(known.get(period, "–") for period in periods)))
    return [picture(svg, told, cells)]


def population_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """How many held an office in each term of the people's list."""
    lists = {a.id: a for a in charts.manuscript.appendices if isinstance(a, People) and a.stretches}
    people = charts.chosen(lists, attributes.get("of", ""), place, prose)
    if people is None:
        return []
    counts = [
        (
            prose.set(stretch.name),
            sum(any(t.in_time_of(stretch) for t in person.terms) for person in people.people),
        )
        for stretch in people.stretches
    ]
    values = [Bar(name, count, charts.language.number(count)) for name, count in counts]
    svg = population(values, palette_of(charts), charts.width, charts.face)
    rows = [(bar.name, bar.shown) for bar in values]
    heads = (charts.language.say("Term"), people.title)
    return [picture(svg, told_of(charts, people.title, values), [heads, *rows])]


def _table(
    charts: Charts, attributes: dict[str, str], place: Place, prose: Prose
) -> StatisticsTable | None:
    lists = (a for a in charts.manuscript.appendices if isinstance(a, Statistics))
    tables = {table.id: table for a in lists for table in a.tables}
    return charts.chosen(tables, attributes.get("of", ""), place, prose)


def bars_of(
    table: StatisticsTable, measure: Measure, language: Language, worded: Callable[[str], str]
) -> list[Bar]:
    """The numbers of a row by period, also those among words (`over 3,000`), which are shown as
    they are written. What is no number is left out, and a share of something beside counts."""
    found = []
    for period in table.periods:
        value = measure.values.get(period.id)
        number = number_among(value, language.locale) if isinstance(value, str) else value
        if number is not None:
            shown = worded(value) if isinstance(value, str) else language.number(number)
            found.append(Bar(worded(period.name), number, shown))
    # Shares do not stand beside counts.
    counts = [bar for bar in found if "%" not in bar.shown]
    return counts or found


def palette_of(charts: Charts) -> Palette:
    """The colours of the book's charts."""
    parts = (charts.accent, charts.second, charts.quiet, charts.ink)
    return Palette(charts.ink, charts.quiet, charts.rule, parts)


def told_of(charts: Charts, what: str, values: Sequence[Bar]) -> str:
    """What is seen of bars, for those who hear it."""
    said = "; ".join(f"{bar.name}: {bar.shown}" for bar in values)
    return charts.language.say("Bar chart: {what}.", what=f"{what} – {said}")


def rows_of(charts: Charts, what: str, values: Sequence[Bar]) -> list[tuple[str, str]]:
    """The table behind bars."""
    return [(charts.language.say("Time"), what), *((bar.name, bar.shown) for bar in values)]


def nothing_drawn(place: Place, prose: Prose) -> Nodes:
    """Tell that a chart would be empty."""
    prose.mistakes.add(
        place,
        "the chart has nothing to draw: what it names has no numbers yet",
        "Write the numbers into the records, or take the chart out until they are known.",
    )
    return []
