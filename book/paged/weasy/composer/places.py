"""The places of a text where a line may break, and where it had better not."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import icu
from babel import UnknownLocaleError

from book.languages import language
from book.languages.rules import Rules
from book.text.typography import unbroken

_local = threading.local()


def speak_as(book: str, languages: str) -> None:
    """Take the rules that a book folder brings for its languages; `languages` is what they say."""
    _local.book = book, languages


@lru_cache(maxsize=16)
def _rules(tag: str, book: str = "", _languages: str = "") -> Rules | None:
    try:
        return language(tag, Path(book) if book else None).rules
    except (ValueError, UnknownLocaleError):
        return None


def bonds(text: str, tag: str) -> frozenset[int]:
    """Where a line had better not break, by the rules of a language."""
    rules = _rules(tag, *getattr(_local, "book", ()))
    return rules.bonds(text) if rules else frozenset()


def opportunities(text: str, kept: Sequence[tuple[int, int, int]], tag: str) -> list[int]:
    """The places in a text before which a line may break; `kept` are stretches on one line: their
    start, their end, the number of their element."""
    places = _line_breaks(text, tag)
    held = list(unbroken(text))
    for start, end, element in kept:
        if held and held[-1][1] == start and element == kept[0][2]:
            held[-1] = held[-1][0], end
        else:
            held.append((start, end))
    if not held:
        return places
    barred = {place for start, end in held for place in range(start + 1, end)}
    return [place for place in places if place not in barred]


def _line_breaks(text: str, tag: str) -> list[int]:
    """ICU's break opportunities (UAX 14) in a text, its beginning and its end not among them."""
    iterators = _local.__dict__.setdefault("iterators", {})
    if tag not in iterators:
        iterators[tag] = icu.BreakIterator.createLineInstance(icu.Locale(tag))
    iterator = iterators[tag]
    iterator.setText(text)
    places = [place for place in iterator if place < len(text)]
    if text.isascii() or max(text) <= "\uffff":
        return places
    # ICU counts in UTF-16.
    index, units = {}, 0
    for n, letter in enumerate(text):
        index[units] = n
        units += 2 if letter > "\uffff" else 1
    return [index[place] for place in iterator if place in index and place < units]
