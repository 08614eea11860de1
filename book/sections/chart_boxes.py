"""What boxes of charts ask for, found in the records: shares, small multiples, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from book.errors import Place
from book.languages.numbers import percent
from book.manuscript.kinds.people import People
from book.manuscript.kinds.statistics import Measure, Statistics, StatisticsTable
from book.sections.share_charts import Inks, Values, multiples, population, share
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
    parts: list[tuple[str, int | float]] = [
        (prose.set(m.name), value)
        for m in table.measures
        if m.id in row.sum_of and isinstance(value := m.values.get(at), int | float)
    ]
    if not parts:
        return []
    svg = share(parts, charts.language, _inks(charts), charts.width, charts.face)
    whole = sum(value for _, value in parts) or 1
    rows = [
        (name, charts.language.number(value), percent(value / whole, charts.language.locale))
        for name, value in parts
    ]
    told = _told(charts, f"{row.name}, {periods[at]}", parts)
    return [picture(svg, told, [(row.name, periods[at], "%"), *rows])]


def multiples_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """The rows of a table, or those that are named, each as a small chart."""
    if (table := _table(charts, attributes, place, prose)) is None:
        return []
    rows = {m.id: m for m in table.measures}
    named = [name.strip() for name in attributes.get("row", "").split(",") if name.strip()]
    wanted = [charts.chosen(rows, name, place, prose, key="row") for name in named or rows]
    found = [(m, _values(table, m, prose)) for m in wanted if m]
    shown = [(prose.set(m.name), values) for m, values in found if values]
    if not shown:
        return []
    svg = multiples(shown, charts.language, _inks(charts), charts.width, charts.face)
    told = " ".join(_told(charts, name, values) for name, values in shown)
    periods = [prose.set(period.name) for period in table.periods]
    cells = [(table.title, *periods)]
    for name, values in shown:
        known = dict(values)
        numbers = (charts.language.number(known[p]) if p in known else "–" for p in periods)
        cells.append((name, *numbers))
    return [picture(svg, told, cells)]


def population_box(charts: Charts, attributes: dict[str, str], place: Place, prose: Prose) -> Nodes:
    """How many held an office in each term of the people's list."""
    lists = {a.id: a for a in charts.manuscript.appendices if isinstance(a, People) and a.stretches}
    people = charts.chosen(lists, attributes.get("of", ""), place, prose)
    if people is None:
        return []
    values: list[tuple[str, int | float]] = [
        (
            prose.set(stretch.name),
            sum(any(t.in_time_of(stretch) for t in person.terms) for person in people.people),
        )
        for stretch in people.stretches
    ]
    svg = population(values, charts.language, _inks(charts), charts.width, charts.face)
    rows = [(name, charts.language.number(value)) for name, value in values]
    heads = (charts.language.say("Term"), people.title)
    return [picture(svg, _told(charts, people.title, values), [heads, *rows])]


def _table(
    charts: Charts, attributes: dict[str, str], place: Place, prose: Prose
) -> StatisticsTable | None:
    lists = (a for a in charts.manuscript.appendices if isinstance(a, Statistics))
    tables = {table.id: table for a in lists for table in a.tables}
    return charts.chosen(tables, attributes.get("of", ""), place, prose)


def _values(table: StatisticsTable, measure: Measure, prose: Prose) -> Values:
    return [
        (prose.set(period.name), value)
        for period in table.periods
        if isinstance(value := measure.values.get(period.id), int | float)
    ]


def _inks(charts: Charts) -> Inks:
    parts = (charts.accent, charts.second, charts.quiet, charts.ink)
    return Inks(charts.ink, charts.quiet, charts.rule, parts)


def _told(charts: Charts, what: str, values: Values) -> str:
    said = "; ".join(f"{name}: {charts.language.number(value)}" for name, value in values)
    return charts.language.say("Bar chart: {what}.", what=f"{what} – {said}")
