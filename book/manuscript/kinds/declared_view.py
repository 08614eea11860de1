"""What is printed of a record of a declared kind: its name, facts, texts and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from book.dates import RecordDate
from book.manuscript.kinds.declaration import REFERENCES, FieldDeclaration, label_in
from book.manuscript.kinds.declared_pictures import SHAPES
from book.manuscript.kinds.record import Spanned, View, Words

if TYPE_CHECKING:
    from book.manuscript.kinds.declared import DeclaredRecord


def record_view(words: Words, i: int, record: DeclaredRecord, tag: str) -> View:
    """A record for templates: its name and anchor, its `cells` by field, its `facts` (label and
    value) and `texts`, its `pictures`; `line` is the name and the facts in the fields' order."""
    declaration = record.declaration
    path = (declaration.records, i)
    title = declaration.title_field
    if record[title] is None:
        own: View = {"anchor": "", "name": ""}
    elif group := declaration.fields[title].indexed:
        own = words.entry(group, record.id, record.name, *path)
    else:
        own = {
            "anchor": "",
            "name": _cell(words, declaration.fields[title], tag, record[title], *path, title),
        }
    cells = {title: own["name"]}
    facts, texts, pictures, line = [], [], [], []
    for key, field in declaration.fields.items():
        value = record[key]
        if value in (None, "", ()):
            continue
        if key == title:
            line.append({"key": key, "title": True, "words": own["name"]})
            continue
        label = label_in(declaration.label_of(key), tag)
        if field.type == "picture":
            names = value if field.many else (value,)
            crop = SHAPES.get(declaration.view, "")
            pictures += [words.picture(name, *path, key, crop=crop) for name in names]
            continue
        cells[key] = _cell(words, field, tag, value, *path, key)
        if field.type == "long text":
            texts.append({"key": key, "label": label, "words": cells[key]})
        elif key != declaration.group:
            unit = label_in(field.unit, tag)
            shown = Markup("{} {}").format(cells[key], unit) if unit else cells[key]
            worded = Markup(escape(label_in(field.worded, tag) or "{}").replace("{}", shown))
            facts.append(
                {
                    "key": key,
                    "type": field.type,
                    "label": label,
                    "words": shown,
                    "worded": worded,
                }
            )
            line.append({"key": key, "title": False, "words": worded})
    return {
        **own,
        "cells": cells,
        "facts": facts,
        "texts": texts,
        "line": line,
        "pictures": pictures,
        "picture": pictures[0] if pictures else "",
        "alt": record.name,
    }


def _cell(words: Words, field: FieldDeclaration, tag: str, value: Any, *path: str | int) -> Markup:
    """A value in words of the book's language."""
    if field.many:
        one = field.model_copy(update={"many": False})
        return Markup(", ").join(_cell(words, one, tag, v, *path, n) for n, v in enumerate(value))
    if field.type in REFERENCES:
        return words.record(REFERENCES[field.type], value, *path)
    match field.type:
        case "long text":
            return words.verse(value, *path) if field.lines else words.blocks(value, *path)
        case "date":
            return Markup(words.date(value))
        case "span":
            first, last = span_of(value)
            return Markup(words.span(Spanned.model_construct(first=first, last=last)))
        case "number":
            return Markup(words.value(value))
        case "choice":
            return Markup(words.set(label_in(field.chosen[value], tag)))
    return words.verse(value, *path) if field.lines else words.line(value, *path)


def span_of(value: Any) -> tuple[RecordDate, RecordDate | None]:
    """The first and the last date of a date or a span, of the first where there are several; the
    last is None where it goes on."""
    while isinstance(value, tuple) and isinstance(value[0], tuple):
        value = value[0]
    first, last = (value[0], value[-1]) if isinstance(value, tuple) else (value, value)
    return first, None if last.is_open else last
