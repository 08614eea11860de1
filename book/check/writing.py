"""Rules on how the text is written: spaces, dashes, letters, words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Place
from book.facts.prose import SourceLine

_TWICE = re.compile(r"(?<!\w)(\w+) \1(?!\w)")
_BEFORE_SIGN = re.compile(r"(?<=\w) +([,;:!?.…])(?=\s|$)")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
_ONE_SIDED = re.compile(
    r"(?<=\w)(?: [–—](?=\w)|[–—] (?=\w))"
    r"|(?<=[^\W\d]) -(?=[^\W\d])|(?<=[^\W\d])- (?=[^\W\d])"
    r"|(?<=\d) -(?=\d)|(?<=\d)- (?=\d)"
)
_UNPAIRED = {"(": ")", "“": "”", "[": "]"}
#: The letter or the number of an item, before its bracket.
_ITEM = re.compile(r"(?:^|[\s(;:,.])(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})$")
_RANGE = re.compile(
    r"(?<![\w/,.-])((?:1[5-9]|20)\d\d)-((?:1[5-9]|20)\d\d)(?![\w/-])"
    r"|(?<![\w/,.-])(\d{1,3})-(\d{1,3})(?![\w/-])"
)
_STRAIGHT = re.compile(r'"')
_ATTRIBUTES = re.compile(r'\w="[^"]*"')
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<sign>[/.-]))(?P<month>\d{1,2})(?P=sign)[12]\d{3}(?![\w/-])"
)
_NO_ALT = re.compile(r"!\[\s*\]\(")


def _matches(
    context: CheckContext, pattern: re.Pattern[str]
) -> Iterator[tuple[SourceLine, re.Match[str]]]:
    for line in context.lines:
        for found in pattern.finditer(line.text):
            yield line, found


@rule("word-twice")
def word_twice(context: CheckContext) -> Iterator[Mistake]:
    """The same word stands twice in a row, as in `và và`.

    Words that the language doubles on purpose (`dần dần`, `luôn luôn`; `cười cười nói nói`), names
    and quotations are left alone.
    """
    for line, found in _matches(context, _TWICE):
        word = found[1]
        if word.isdigit() or word[0].isupper() or len(word) < 2:
            continue
        if word.casefold() in context.words.doubled or _echoed(line.text, found):
            continue
        if _quoted(line.text, found.start()):
            continue
        yield Mistake(
            line.at(found.start()), "“{word}” stands twice", "Take one of them out.", {"word": word}
        )


def _echoed(text: str, found: re.Match[str]) -> bool:
    """Whether another doubled word stands beside one: both are doubled on purpose."""
    before, behind = text[: found.start()], text[found.end() :]
    return bool(re.search(r"(?<!\w)(\w+) \1\s+$", before) or re.match(r"\s+(\w+) \1(?!\w)", behind))


def _quoted(text: str, at: int) -> bool:
    """Whether a place lies in a quotation."""
    return text.count("“", 0, at) > text.count("”", 0, at)


@rule("space-before-sign")
def space_before_sign(context: CheckContext) -> Iterator[Mistake]:
    """A space stands before a comma, full stop, colon, semicolon, question or exclamation mark.

    These signs follow the word at once, in Vietnamese as in English.
    """
    for line, found in _matches(context, _BEFORE_SIGN):
        yield Mistake(
            line.at(found.start()),
            "a space stands before “{sign}”",
            "Take the space out.",
            {"sign": found[1]},
        )


@rule("double-space")
def double_space(context: CheckContext) -> Iterator[Mistake]:
    """Two or more spaces stand between words. They are printed as one; tidy the source."""
    for line, found in _matches(context, _SPACES):
        if line.text.lstrip().startswith(("|", "#")):
            continue
        yield Mistake(line.at(found.start()), "there are several spaces here", "Leave one of them.")


@rule("dash-one-side")
def dash_one_side(context: CheckContext) -> Iterator[Mistake]:
    """A dash has a space on one side only.

    Between words it has a space on both sides (`kinh tế – xã hội`), in a range on none
    (`2015–2020`).
    """
    for line, found in _matches(context, _ONE_SIDED):
        yield Mistake(
            line.at(found.start()),
            "the dash has a space on one side only",
            "Put a space on both sides, or on none in a range.",
        )


@rule("unpaired")
def unpaired(context: CheckContext) -> Iterator[Mistake]:
    """A bracket or a quotation mark is opened and not closed in its line, or the other way round.

    A paragraph is one line of a chapter; one that is wrapped by hand may be told in error. The
    bracket behind the letter or number of an item, `a)` or `1)`, has no counterpart.
    """
    for line in context.lines:
        for column in _without_counterpart(line.text):
            yield Mistake(
                line.at(column),
                "“{sign}” has no counterpart in this paragraph",
                "Close it, or take it out.",
                {"sign": line.text[column]},
            )


def _without_counterpart(text: str) -> list[int]:
    """Where signs stand that are opened and not closed, or closed and not opened."""
    found: list[int] = []
    for opening, closing in _UNPAIRED.items():
        opened: list[int] = []
        for column, sign in enumerate(text):
            if sign == opening:
                opened.append(column)
            elif sign == closing and opened:
                opened.pop()
            elif sign == closing and not (sign == ")" and _ITEM.search(text[:column])):
                found.append(column)
        found.extend(opened)
    return sorted(found)


@rule("range-hyphen")
def range_hyphen(context: CheckContext) -> Iterator[Mistake]:
    """A range of years or numbers is written with a hyphen: `2015-2020`. It takes an en dash:
    `2015–2020`. The book prints one in either case; tidy the source.

    Scores (`3-2`), days of a month (`2-9`, `20-11`) and telephone numbers are no ranges.
    """
    for line, found in _matches(context, _RANGE):
        if found[3] and _is_no_range(context, line.text, found):
            continue
        yield Mistake(
            line.at(found.start()),
            "{range} is a range with a hyphen",
            "Write an en dash: {right}.",
            {"range": found[0], "right": found[0].replace("-", "–")},
        )


def _is_no_range(context: CheckContext, text: str, found: re.Match[str]) -> bool:
    """Whether two small numbers are a score, a day of a month, or part of a telephone number."""
    if int(found[3]) >= int(found[4]):
        return True
    grammar = context.language.grammar
    before = text[max(0, found.start() - 40) : found.start()]
    if grammar.any("scores").search(before) or grammar.any("phones").search(before):
        return True
    day = grammar.any("day_of").search(before[-12:]) or found[0] in grammar.holidays
    return bool(day) and int(found[3]) <= 31 and int(found[4]) <= 12


@rule("straight-quotes")
def straight_quotes(context: CheckContext) -> Iterator[Mistake]:
    """A straight quotation mark stands in the text. The book prints curly ones, but where one is
    missing it guesses wrong; write “ and ”."""
    for line, found in _matches(context, _STRAIGHT):
        if _ATTRIBUTES.search(line.text):
            continue
        yield Mistake(
            line.at(found.start()), "a straight quotation mark", "Write “ before and ” behind."
        )


@rule("combining-letters")
def combining_letters(context: CheckContext) -> Iterator[Mistake]:
    """A letter is built from a plain one and a mark that follows it, as some keyboards and PDF
    copies make it. The book composes it; searching and comparing the source do not find it. Told
    once a line."""
    for file, lines in context.files.items():
        for number, text in enumerate(lines, 1):
            if unicodedata.is_normalized("NFC", text):
                continue
            column = next(n for n, c in enumerate(text) if unicodedata.combining(c))
            yield Mistake(
                Place(file, number, column),
                "letters are built from combining marks here",
                "Type them anew, or let the proofreader mend them.",
            )


@rule("date-format")
def date_format(context: CheckContext) -> Iterator[Mistake]:
    """Dates in figures vary: with a nought before small numbers and without (`7/11/2003` beside
    `07/11/2003`), with slashes and with dots or hyphens. Told of those that are the fewer.

    Months 1 and 2 and months 3 to 9 are looked at apart: Vietnamese offices write a nought before
    the first two alone (Nghị định 30/2020/NĐ-CP).
    """
    shapes: dict[str, list[tuple[str, SourceLine, re.Match[str]]]] = {}
    for line, found in _matches(context, _DATE):
        shapes.setdefault("sign", []).append((found["sign"], line, found))
        for part, named in (("day", "day"), ("month", "month")):
            written = found[part]
            if written is None or int(written) > 9:
                continue
            group = named if named == "day" else f"month {int(written) > 2}"
            shapes.setdefault(group, []).append(
                ("nought" if written.startswith("0") else "none", line, found)
            )
    told = set()
    for uses in shapes.values():
        usual, _ = Counter(shape for shape, _, _ in uses).most_common(1)[0]
        for shape, line, found in uses:
            place = line.at(found.start())
            if shape != usual and place not in told:
                told.add(place)
                yield Mistake(
                    place,
                    "{date} is written in another way than the other dates",
                    "Write all dates of the book in one way.",
                    {"date": found[0]},
                )


@rule("missing-alt")
def missing_alt(context: CheckContext) -> Iterator[Mistake]:
    """An image has no words for those who can't see it. Write them into the square brackets:
    `![The committee in 1994](assets/1994.jpg)`; those of the cover and of a picture with which a
    chapter opens stand behind `alt`."""
    manuscript = context.manuscript
    cover, appendices = manuscript.config.cover, manuscript.config.appendices_picture
    places = [
        (cover if cover and cover.picture else None, manuscript.place("book.yaml", "cover")),
        (appendices, manuscript.place("book.yaml", "appendices_picture")),
        *((c.matter.picture, c.tree.place(("picture",))) for c in manuscript.chapters),
    ]
    for shown, place in places:
        if shown and not shown.alt.strip():
            yield Mistake(
                place,
                "the picture has no alternative text",
                "Say behind “alt” what it shows.",
            )
    for line, found in _matches(context, _NO_ALT):
        yield Mistake(
            line.at(found.start()),
            "the image has no alternative text",
            "Say in the square brackets what it shows.",
        )
