"""What tables in the text say: a row that is called as one of the statistics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.facts.items import When, whens_in
from book.facts.known import plain, same_time
from book.facts.readers.figures import resembles
from book.facts.reading import Reading
from book.facts.statement import Statement, agrees

_CELL = re.compile(r"(?<!\\)\|")


def rows(reading: Reading) -> Iterator[Statement]:
    """`| Đảng viên kết nạp | 712 |` under `Kết quả công tác nhiệm kỳ 1996–2000`."""
    measures = reading.facts.measures
    if not reading.is_row or not measures:
        return
    bars = [m.start() for m in _CELL.finditer(reading.text)]
    if len(bars) < 2:
        return
    named = {*plain(reading.text[bars[0] : bars[1]]).split()}
    alike = [name for name, words in measures.items() if _is_alike(named, {*words})]
    for number in reading.numbers if alike else ():
        column = sum(bar < number.start for bar in bars) - 1
        when = _time_of(reading, column)
        if column < 1 or when is None:
            continue
        against = tuple(
            known
            for name in alike
            for known in reading.facts.of("measure", "", name)
            if known.when
            and same_time(when, known.when)
            and (agrees(number, "is", known) or resembles(number, known))
        )
        if against:
            yield Statement.of(
                "statistic-in-prose",
                reading,
                number,
                against=against,
                sure=named == {*measures[alike[0]]},
                key=("row", number.start),
            )


def _is_alike(said: set[str], words: set[str]) -> bool:
    """Whether two names of rows share most of their words."""
    shared = len(said & words)
    return shared > 1 and shared >= 0.6 * min(len(said), len(words))


def _time_of(reading: Reading, column: int) -> When | None:
    """The time of a column: that of its head, else the table's."""
    columns = reading.context.columns
    head = columns[column] if column < len(columns) else ""
    whens = whens_in(head, reading.grammar)
    return whens[0] if len(whens) == 1 else reading.context.term
