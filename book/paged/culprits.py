"""Why a section can't be typeset: the style rule or the picture without which it can."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import tinycss2

from book.errors import Mistake, Place, Said
from book.limits import EndedError, Limits, RaisedError
from book.text.pictures import images_in
from book.text.tree import parsed_page
from book.themes.styles import Sheet, Style

#: Whether this HTML fails in this style, within limits.
Fails = Callable[[str, Style, Limits], bool]

#: So long (in s) it is searched, and so long each try may take.
_SEARCH, _TRY = 12.0, 4.0
_MEMORY = 2**30


def culprit(
    html: str, style: Style, place: Place, error: EndedError | RaisedError, fails: Fails
) -> Mistake:
    """What is told of a section that failed; `place` is where its text stands."""
    ends = time.monotonic() + _SEARCH

    def breaks(html: str, sheets: tuple[Sheet, ...]) -> bool:
        left = min(_TRY, ends - time.monotonic())
        return left > 0 and fails(html, replace(style, sheets=sheets), Limits(left, _MEMORY))

    reason: str | Said = error.said if isinstance(error, EndedError) else str(error)
    plain = tuple(sheet for sheet in style.sheets if not sheet.name)
    if len(plain) < len(style.sheets) and not breaks(html, plain):
        if rule := _rule(html, style.sheets, breaks):
            return Mistake(
                rule,
                "the book can't be typeset with this style: {reason}",
                "Change this rule, or take it out.",
                {"reason": reason},
            )
        place = Place(next(sheet.name for sheet in style.sheets if sheet.name))
    for name in sorted(images_in(parsed_page(html))):
        if breaks(
            f'<!DOCTYPE html><html lang="en"><title>-</title><img src="{name}" alt="-">', plain
        ):
            return Mistake(
                Place(name),
                "the image can't be shown: {reason}",
                "Save the image again, in a simpler form.",
                {"reason": reason},
            )
    return Mistake(
        place,
        "this can't be typeset: {reason}",
        "Look for something out of the common in it: a paragraph or a table without an end, "
        "a picture, a style.",
        {"reason": reason},
    )


def _rule(
    html: str, sheets: tuple[Sheet, ...], breaks: Callable[[str, tuple[Sheet, ...]], bool]
) -> Place | None:
    """The rule of the book's own style sheets with which typesetting breaks."""
    rules: list[tuple[int, Any]] = []
    for number, sheet in enumerate(sheets):
        if sheet.name:
            found = tinycss2.parse_stylesheet(sheet.css, skip_comments=True, skip_whitespace=True)
            rules += [(number, rule) for rule in found]

    def with_first(count: int) -> tuple[Sheet, ...]:
        kept = [
            "".join(rule.serialize() for n, rule in rules[:count] if n == number)
            if sheet.name
            else sheet.css
            for number, sheet in enumerate(sheets)
        ]
        return tuple(replace(sheet, css=css) for sheet, css in zip(sheets, kept, strict=True))

    least, most = 0, len(rules)
    while most - least > 1:
        middle = (least + most) // 2
        if breaks(html, with_first(middle)):
            most = middle
        else:
            least = middle
    if not rules or not breaks(html, with_first(most)):
        return None
    number, rule = rules[most - 1]
    return Place(sheets[number].name, rule.source_line, rule.source_column)
