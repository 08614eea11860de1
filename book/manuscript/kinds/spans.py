"""What lasts in records, wherever in them it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from book.manuscript.config import Record
from book.manuscript.kinds.record import Spanned
from book.manuscript.yamltext import Path


@cache
def _holding(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of records that may hold others, by their names and keys."""
    fields = model.model_fields.items()
    return tuple(
        (n, i.alias or n) for n, i in fields if i.annotation not in (str, bool, int, float)
    )


def spans_in(record: Record, path: Path = ()) -> Iterator[tuple[Spanned, Path]]:
    """Everything that lasts in a record and in the records in it, with the path to each."""
    if isinstance(record, Spanned):
        yield record, path
    for name, key in _holding(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from spans_in(value, (*path, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    yield from spans_in(item, (*path, key, index))
