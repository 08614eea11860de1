"""What is said of documents: of which date and sort they are, and who issued them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from book.facts.items import When
from book.facts.known import plain
from book.facts.reading import Reading
from book.facts.statement import Statement
from book.languages.rules import CAPITALS

#: How far behind its number the date of a document may stand, in characters.
_NEAR = 70


@dataclass(frozen=True)
class _Cited:
    """A document named at text[start:end]: its ids in the register, its number or name."""

    start: int
    end: int
    ids: tuple[str, ...]
    number: str


def documents(reading: Reading) -> Iterator[Statement]:
    """`Quyết định số 721-QĐ/TU của Ban Thường vụ Thành ủy ký ngày 11/9/2003`."""
    cited = list(_cited(reading))
    for n, document in enumerate(cited):
        end = cited[n + 1].start if n + 1 < len(cited) else len(reading.text)
        begin = cited[n - 1].end if n else 0
        yield from _date(reading, document, begin, end)
        if document.ids:
            yield from _kind(reading, document)
            yield from _issuer(reading, document, end)


def _cited(reading: Reading) -> Iterator[_Cited]:
    bearers = reading.facts.manuscript.register.bearers
    places = []
    for m in reading.documents:
        places.append(m.span())
        yield _Cited(m.start(), m.end(), bearers.get(m[0], ()), m[0])
    for named in reading.of_kind("documents"):
        if not any(s < named.end and named.start < e for s, e in places):
            words = reading.text[named.start : named.end]
            yield _Cited(named.start, named.end, named.ids, words)


def _date(reading: Reading, document: _Cited, begin: int, end: int) -> Iterator[Statement]:
    when = _date_behind(reading, document, end) or _date_before(reading, document, begin)
    if when is None:
        return
    against = tuple(k for i in document.ids for k in reading.facts.of("date", i))
    yield Statement.of(
        "document-date",
        reading,
        when,
        against=against,
        key=("date", document.number),
        shown=document.number,
    )


def _date_behind(reading: Reading, document: _Cited, end: int) -> When | None:
    when = next(
        (
            w
            for w in reading.whens
            if document.end <= w.start < end and not w.is_span and not w.wrong
        ),
        None,
    )
    if when is None or when.start - document.end > _NEAR:
        return None
    between = reading.text[document.end : when.start]
    if re.search(r"[.;:]", between) or reading.grammar.any("implements").search(between):
        return None
    if reading.grammar.any("met").search(between) or reading.grammar.any("before_it").search(
        between
    ):
        return None
    if "," in between.rstrip(" ,") and not reading.grammar.any("issued").search(between):
        return None
    if when.first.day:
        return when if _dated(reading, between, when) else None
    return when if len(between.strip()) < 12 and (_dated(reading, between, when)) else None


def _dated(reading: Reading, between: str, when: When) -> bool:
    """Whether what stands between a document and a date says that it is the document's."""
    said = between + reading.text[when.start : when.end]
    close = len(between.strip(" ,(")) < 3
    return close or reading.grammar.any("signed").search(said) is not None


def _date_before(reading: Reading, document: _Cited, begin: int) -> When | None:
    """`Ngày 18/4/2013, … ban hành Nghị quyết số …`."""
    between_all = reading.text[begin : document.start]
    if begin or reading.grammar.any("implements").search(between_all):
        return None
    whens = [w for w in reading.whens if w.end <= document.start and w.first.day and not w.is_span]
    if len(whens) != 1 or whens[0].wrong:
        return None
    between = reading.text[whens[0].end : document.start]
    kinds, number = (reading.grammar.text(key) for key in ("kinds", "of_number"))
    issued = re.search(
        rf"(?:{reading.grammar.text('signed')})\s+(?:(?:{kinds})\s+)?(?:(?:{number})\s+)?$",
        between,
        re.IGNORECASE,
    )
    return whens[0] if issued else None


def _kind(reading: Reading, document: _Cited) -> Iterator[Statement]:
    before = reading.text[: document.start]
    kinds, number = (reading.grammar.text(key) for key in ("kinds", "of_number"))
    said = re.search(rf"(?<!\w)(?P<kind>{kinds})\s+(?:(?:{number})\s+)?$", before, re.IGNORECASE)
    against = tuple(k for i in document.ids for k in reading.facts.of("kind", i) if str(k.value))
    if said and against:
        yield Statement(
            "document-in-prose",
            reading,
            said.start("kind"),
            said.end("kind"),
            said["kind"],
            against=against,
            key=("kind", document.number),
        )


def _issuer(reading: Reading, document: _Cited, end: int) -> Iterator[Statement]:
    against = tuple(k for i in document.ids for k in reading.facts.of("issuer", i))
    if not against:
        return
    by, ends = (reading.grammar.text(key) for key in ("issued_by", "name_ends"))
    # The name of a body: a word with a capital and what follows, up to a word that ends names.
    body = rf"(?P<body>[{CAPITALS}][\w-]*(?:\s+(?!(?:{ends})(?!\w))[\w-]+){{0,7}})"
    behind = reading.text[document.end : min(end, document.end + _NEAR)]
    said = re.match(rf"[^.;:]{{0,40}}?(?<!\w)(?:{by})\s+(?:the\s+)?{body}", behind)
    if said:
        between = behind[: said.start("body")]
        if any(reading.grammar.any(key).search(between) for key in ("implements", "subject_of")):
            return
        start = document.end + said.start("body")
        words = said["body"].rstrip()
        yield Statement(
            "document-in-prose",
            reading,
            start,
            start + len(words),
            words,
            against=tuple(replace(k, value=_alike(str(k.value), words)) for k in against),
            key=("issuer", document.number),
        )


def _alike(recorded: str, words: str) -> str:
    """An issuer as recorded; as it is said where one has all words of the other."""
    one, other = set(plain(recorded).split()), set(plain(words).split())
    return words if one <= other or other <= one else recorded
