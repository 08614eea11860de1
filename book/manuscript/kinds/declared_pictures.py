"""The pictures of records of declared kinds: portraits, and pictures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from book.manuscript.kinds.declaration import Declaration
from book.manuscript.kinds.record import Portrait, View, Words, picture_of

#: The shapes that views give their pictures, width by height; other views show them whole.
SHAPES = {"roll": "4:5", "cards": "27:34"}


def portraits_of(declaration: Declaration, records: Sequence[Any]) -> Iterator[Portrait]:
    """The first picture of each record that is one of a person."""
    if declaration.fields[declaration.title_field].indexed != "people":
        return
    for record in records:
        for key in declaration.of_type("picture"):
            value = record[key]
            written = value[0] if isinstance(value, tuple) and value else value
            if written:
                file, asked = picture_of(written)
                yield Portrait(record.id or record.name, file, asked.get("focus", ""))
                break


def arranged(words: Words, view: str, a_row: int, records: list[View]) -> View:
    """The `records` of a group; in a gallery and in a roll with portraits also `rows` of cells with
    a `record`, a `picture` and a `style`, and the `others`, of whom there is no picture."""
    if view not in ("gallery", "roll"):
        return {"records": records}
    shown = [record for record in records if record["pictures"]]
    others = [record for record in records if not record["pictures"]]
    if view == "gallery":
        pictures = [(record, file) for record in shown for file in record["pictures"]]
        rows = words.rows([file for _, file in pictures])
    else:
        pictures = [(record, record["picture"]) for record in shown]
        rows = words.rows([file for _, file in pictures], a_row)
    left = iter(pictures)
    cells: list[list[View]] = []
    before: View | None = None
    for row in rows:
        cells.append([])
        for style in row:
            record, file = next(left)
            cell = {"record": record, "picture": file, "style": style}
            cells[-1].append({**cell, "is_first": record is not before})
            before = record
    return {"records": records, "rows": cells, "others": others}
