"""Rules on a house style that a book chooses, and on places as they were and are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.dates import RecordDate
from book.errors import Mistake
from book.facts.items import whens_in
from book.facts.prose import SourceLine, unquoted
from book.languages.rules import CAPITALS


@rule("house-style")
def house_style(context: CheckContext) -> Iterator[Mistake]:
    """Capitals are not as the book's `style` in book.yaml has them: `nd30` is that of Nghị định
    30/2020/NĐ-CP, phụ lục II (Nhân dân, Nhà nước, Quận 1, Quyết định số 5, tháng Giêng).

    Told only where a style is chosen; quotations and names are left alone.
    """
    style = context.manuscript.config.style
    for capital in context.language.capitals(style) if style else ():
        for line, text in _lines(context):
            for found in capital.find.finditer(text):
                right = capital.right(found[1])
                before = text[: found.start(1)]
                if right == found[1] or (capital.unless and capital.unless.search(before)):
                    continue
                if capital.before and not _named_behind(
                    context, text, found.end(1), capital.before
                ):
                    continue
                yield Mistake(
                    line.at(found.start(1)),
                    "“{word}” has other capitals than the style {style} wants",
                    "Write “{other}”.",
                    {"word": found[1], "other": right, "style": style},
                )


def _named_behind(context: CheckContext, text: str, end: int, group: str) -> bool:
    """Whether the name of somebody stands right behind a place."""
    register = context.manuscript.register
    return any(
        found.start - end < 2 and register[found.bearers[0]].kind == group
        for found in context.named(text)
        if found.start > end
    )


def _lines(context: CheckContext) -> Iterator[tuple[SourceLine, str]]:
    """The lines of prose, quotations blanked out; ids and single words of records are none."""
    for line in context.lines:
        if not line.path or " " in line.text:
            yield line, unquoted(line.text)


@rule("i-or-y")
def i_or_y(context: CheckContext) -> Iterator[Mistake]:
    """A word is written with i or y otherwise than the book has chosen (`i_style` in book.yaml):
    `i` as in Quyết định 1989/QĐ-BGDĐT 2018 (kỉ luật, lí luận, mĩ thuật), `y` the older way (kỷ
    luật, lý luận, mỹ thuật).

    Told only where one is chosen. Names are exempt: those of the register, and words that begin
    with a capital within a sentence.
    """
    wanted = context.manuscript.config.i_style
    letters = context.language.letters
    if wanted is None or not letters.i:
        return
    syllable = re.compile(
        rf"(?<!\w)(?:{letters.before})[{letters.i}{letters.y}](?!\w)", re.IGNORECASE
    )
    for line, text in _lines(context):
        names = [range(f.start, f.end) for f in context.finder.find(text)]
        for found in syllable.finditer(text):
            word = found[0]
            other = letters.other(word, wanted)
            if other == word or _is_name(text, found.start()):
                continue
            if word.casefold() in letters.always or any(found.start() in span for span in names):
                continue
            yield Mistake(
                line.at(found.start()),
                "“{word}” is written with another letter than the book has chosen",
                "Write “{other}”.",
                {"word": word, "other": other},
            )


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital that no beginning of a sentence gives it."""
    if not text[start].isupper():
        return False
    before = text[:start].rstrip(" “(*_#>-|")
    return bool(before) and before[-1] not in ".!?…:"


@rule("place-then-now")
def place_then_now(context: CheckContext) -> Iterator[Mistake]:
    """A sentence of today, or of a day after 1 July 2025, names a province or a district that is no
    more since then. A hint: say what it was then and what it is now, `tỉnh Hải Dương (nay thuộc
    thành phố Hải Phòng)`."""
    places = context.language.places
    if places.since is None:
        return
    names = "|".join(map(re.escape, sorted(places.provinces, key=len, reverse=True)))
    gone = re.compile(
        rf"(?<!\w)(?:(?:{places.province})\s+(?P<name>{names})|(?:{places.districts})\s+"
        rf"(?P<district>[{CAPITALS}]\w+(?:\s+[{CAPITALS}]\w+)*))(?!\w)"
    )
    today = re.compile(rf"(?<!\w)(?:{places.now})(?!\w)", re.IGNORECASE)
    ended = context.manuscript.config.occasion.last
    since = RecordDate(places.since)
    is_new = ended is not None and not ended.surely_before(since)
    lines = (line for line in context.lines if gone.search(line.text))
    for sentence in (sentence for line in lines for sentence in context.sentences_of(line)):
        text = unquoted(sentence.text)
        if not (found := gone.search(text)):
            continue
        whens = whens_in(text, context.language.grammar)
        later = any(places.since < when.first for when in whens)
        if not later and not (is_new and today.search(text[: found.start()])):
            continue
        if any(successor in text for successor in places.provinces.values()) and found["name"]:
            continue
        yield Mistake(
            sentence.at(found.start()),
            "{place} is no more since {date}",
            "Say what it was then and what it is now: “{now}”.",
            {
                "place": found[0],
                "date": str(places.since),
                "now": places.provinces.get(found["name"] or "", "…"),
            },
        )
