"""What a sentence is read by: its dates and stretches of time, and its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from book.dates import PartialDate
from book.languages.grammar import Grammar

_FIGURES = re.compile(
    r"(?<![\w/.,-])(?:(?P<day>\d{1,2})(?P<sep>[/.-]))?(?P<month>\d{1,2})"
    r"(?(sep)(?P=sep)|/)(?P<year>[12]\d{3})(?![\w/]|-\d)"
)
_YEAR = re.compile(r"(?<![\w/.,-])(?P<year>1[4-9]\d\d|20\d\d)(?!\w|/\d|[.,]\d|\s*[%‰])")
_DAY_AND_MONTH = re.compile(r"(?<![\w/.,-])\d{1,2}[/-]\d{1,2}(?![\w/]|[.,-]\d)")
_FIGURE = re.compile(r"(?<![\w/.,:-])\d+(?:[.,]\d{3})*(?:[.,]\d{1,2})?(?![\w/:]|[.,-]\d)(\s*%)?")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class When:
    """A date at text[start:end], or a stretch from `first` to `last`; `wrong` is what stands there
    where no day is called so."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    wrong: str = ""

    @property
    def is_span(self) -> bool:
        return self.first != self.last

    @property
    def years(self) -> tuple[int, int]:
        return self.first.year, self.last.year


@dataclass(frozen=True)
class Number:
    """A number at text[start:end]; `about` where it is not exact, `share` where it is a percentage,
    `noun` the words behind it."""

    start: int
    end: int
    value: float
    about: bool
    share: bool
    noun: str
    #: Whether its words are what it is worth, nothing multiplied: `120 triệu` is not.
    plain: bool = True


def whens_in(text: str, grammar: Grammar) -> list[When]:
    """The dates and stretches of a text, in order, none inside another."""
    if not _DIGIT.search(text):
        return []
    found: list[When] = []
    for pattern in (*grammar.date_patterns, _FIGURES, _YEAR):
        for m in pattern.finditer(text):
            if not any(m.start() < w.end and w.start < m.end() for w in found):
                if pattern is _YEAR and _counted(text, m.end(), grammar):
                    continue
                if (made := _when(m, grammar)) is not None:
                    found.append(made)
    found.sort(key=lambda when: when.start)
    return _joined(text, [_with_first_day(text, when, grammar) for when in found], grammar)


def _when(m: re.Match[str], grammar: Grammar) -> When | None:
    named = m.groupdict()
    year, month, day = int(named["year"]), None, None
    if written := named.get("month") or named.get("name"):
        month = grammar.months.get(written.casefold()) or _small(written, grammar)
        if not month:
            return None
    if written := named.get("day"):
        day = _small(written, grammar)
        if not day:
            return None
    wrong = ""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        wrong = m[0]
        month, day = (month, None) if month and month <= 12 else (None, None)
    made = PartialDate(year, month, day)
    return When(m.start(), m.end(), made, made, wrong)


def _small(written: str, grammar: Grammar) -> int:
    """A day or a month in figures or words; 0 for what is none."""
    if written.isdigit():
        return int(written)
    words = written.casefold().split()
    value, used = grammar.worth(words)
    return value if used == len(words) else 0


def _counted(text: str, end: int, grammar: Grammar) -> bool:
    """Whether what stands behind a number is counted by it: `1995 học sinh` is no year."""
    behind = re.match(r"\s+", text[end:])
    at = end + behind.end() if behind else end
    return bool(
        behind and (grammar.any("members").match(text, at) or grammar.any("units").match(text, at))
    )


def _with_first_day(text: str, when: When, grammar: Grammar) -> When:
    """A stretch where another day stands before a date: `9 và 10/02/1996`, `15/3 đến 20/3/1996`."""
    if when.first.day is None or when.wrong:
        return when
    before = re.search(
        rf"(?<![\w/.,-])(\d{{1,2}})(?:/(\d{{1,2}}))?\s*(?:{grammar.text('day_and')})\s*"
        rf"(?:(?:{grammar.text('day_of')})\s+)?$",
        text[: when.start],
        re.IGNORECASE,
    )
    if not before:
        return when
    month = int(before[2]) if before[2] else when.first.month
    try:
        date(when.first.year, month or 1, int(before[1]))
    except ValueError:
        return when
    first = PartialDate(when.first.year, month, int(before[1]))
    return replace(when, start=before.start(), first=first) if first != when.last else when


def _joined(text: str, found: list[When], grammar: Grammar) -> list[When]:
    """Two dates with a dash or `to` between them made one stretch."""
    if len(found) < 2:
        return found
    to = re.compile(
        rf"\s*(?:{grammar.text('to')})\s*(?:(?:{grammar.text('mid')})\s+)*", re.IGNORECASE
    )
    made: list[When] = []
    for when in found:
        before = made[-1] if made else None
        if before and not before.is_span and not before.wrong and not when.wrong:
            between = text[before.end : when.start]
            opens = grammar.any("from").search(text[max(0, before.start - 24) : before.start])
            joins = to.fullmatch(between) is not None
            if joins and between.strip().casefold() == "and" and not opens:
                joins = False
            if joins and not when.is_span:
                made[-1] = When(before.start, when.end, before.first, when.first)
                continue
        made.append(when)
    return made


def numbers_in(text: str, taken: list[tuple[int, int]], grammar: Grammar) -> list[Number]:
    """The numbers of a text in figures and words, but for those at places that are taken, and for
    those that name something: `khóa 3`, `lớp 12`."""
    spots: list[tuple[int, int, float]] = []
    for m in _FIGURE.finditer(text):
        end = m.start(1) if m[1] else m.end()
        if (value := grammar.value(text[m.start() : end])) is not None:
            spots.append((m.start(), end, value))
    spots += _in_words(text, grammar)
    dates = [m.span() for m in _DAY_AND_MONTH.finditer(text)]
    for pattern in grammar.no_year:
        dates += [m.span() for m in pattern.finditer(text)]
    found = []
    for start, end, value in sorted(spots):
        if any(start < e and s < end for s, e in (*taken, *dates)):
            continue
        before = text[max(0, start - 24) : start]
        if re.search(rf"(?<!\w)(?:{grammar.text('naming')})\s*$", before, re.IGNORECASE):
            continue
        found.append(_number(text, start, end, value, grammar))
    return found


def _in_words(text: str, grammar: Grammar) -> list[tuple[int, int, float]]:
    found = []
    tokens = [(m.start(), m.end(), m[0].casefold()) for m in _WORD.finditer(text)]
    n = 0
    while n < len(tokens):
        if tokens[n][2] not in grammar.words:
            n += 1
            continue
        run = [tokens[n]]
        for token in tokens[n + 1 : n + 12]:
            if text[run[-1][1] : token[0]].strip(" -"):
                break
            run.append(token)
        value, used = grammar.worth([word for _, _, word in run])
        end = run[max(used, 1) - 1][1]
        single = used == 1 and tokens[n][2] in grammar.doubtful
        if used and (not single or _is_counted(text, end, grammar)):
            found.append((tokens[n][0], end, float(value)))
        n += max(used, 1)
    return found


def _is_counted(text: str, end: int, grammar: Grammar) -> bool:
    at = end + 1
    keys = ("members", "units", "elected_members", "counted_nouns")
    return text[end:at] == " " and any(grammar.any(key).match(text, at) for key in keys)


def _number(text: str, start: int, end: int, value: float, grammar: Grammar) -> Number:
    before = text[max(0, start - 24) : start]
    about = re.search(rf"(?<!\w)(?:{grammar.text('about')})\s+$", before, re.IGNORECASE)
    share = re.match(rf"\s*%|\s*(?:{grammar.text('share')})(?!\w)", text[end:], re.IGNORECASE)
    stop = end + share.end() if share else end
    plain = True
    if more := re.match(r"\s+([^\W\d_]+)", text[end:]):
        word = more[1].casefold()
        if word in grammar.more and not share:
            value, stop, plain = value * grammar.more[word], end + more.end(), False
    noun = re.split(r"[.;:(),]|\d", text[stop : stop + 60], maxsplit=1)[0].strip()
    return Number(start, stop, value, about is not None, share is not None, noun=noun, plain=plain)
