"""Statistics: tables of measures by period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from book.errors import Said
from book.manuscript.config import Id, Record, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, View, Words


class Period(Record):
    id: Id
    name: Text


class Measure(Record):
    """A row of statistics: one value a period; what is not known is left out. `sum_of` names the
    rows that it is the sum of."""

    id: Id
    name: Text
    unit: Text = ""
    values: dict[str, int | float | str]
    sum_of: tuple[Text, ...] = ()
    note: Text = ""


class StatisticsTable(Record):
    id: Id
    title: Text
    periods: tuple[Period, ...]
    measures: tuple[Measure, ...]
    note: Text = ""


@kind("statistics")
class Statistics(Appendix):
    words: ClassVar[dict[str, Said]] = {
        "measure": Said("Measure"),
    }

    tables: tuple[StatisticsTable, ...] = ()

    def facts(self) -> Iterator[Fact]:
        for i, table in enumerate(self.tables):
            periods = {period.id: period.name for period in table.periods}
            for j, measure in enumerate(table.measures):
                for period, value in measure.values.items():
                    path = ("tables", i, "measures", j, "values", period)
                    yield Fact(periods.get(period, period), measure.name, value, path)

    def view(self, words: Words) -> View:
        return {"tables": [_table(words, table, i) for i, table in enumerate(self.tables)]}


def _table(words: Words, table: StatisticsTable, i: int) -> View:
    where = ("tables", i)
    return {
        **words.caption(table.id, words.line(table.title, *where, "title")),
        "periods": [words.set(period.name) for period in table.periods],
        "rows": [
            {
                "name": words.line(measure.name, *where, "measures", j, "name"),
                "unit": measure.unit,
                "note": words.line(measure.note, *where, "measures", j, "note"),
                "values": [words.value(measure.values.get(p.id)) for p in table.periods],
            }
            for j, measure in enumerate(table.measures)
        ],
        "note": words.line(table.note, *where, "note"),
    }
