"""A statement of the prose, and the one comparison of it with what the records say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from book.dates import RecordDate
from book.errors import Place
from book.facts.items import Number, When
from book.facts.known import Known, Span, dates_of, plain, touches, within
from book.facts.mentions import Named
from book.facts.reading import Reading

#: How a value is held against a fact: it is the same; it lies within its time; it is its beginning
#: or its end; it begins and ends with it; it has a moment in common with it.
Mode = Literal["is", "within", "starts", "ends", "lasts", "touches"]
#: What came of it: a fact says the same; facts say something else; perhaps something else; no fact
#: is of it.
Verdict = Literal["verified", "contradicted", "doubtful", "unknown"]


@dataclass(frozen=True)
class Statement:
    """What a clause says at text[start:end]: a `value` of something of a `topic`, which is the name
    of the rule that tells of it. `against` are the facts that it is held against; `key` is the same
    for all that a clause may say of one thing. A statement is `sure` where nothing else can be
    meant."""

    topic: str
    reading: Reading
    start: int
    end: int
    value: When | Number | str
    against: tuple[Known, ...]
    mode: Mode = "is"
    sure: bool = True
    key: Hashable = None
    #: What a text says that is no word of the prose: the id of a person.
    shown: str = ""

    @classmethod
    def of(
        cls,
        topic: str,
        reading: Reading,
        value: When | Number,
        against: tuple[Known, ...],
        mode: Mode = "is",
        sure: bool = True,
        key: Hashable = None,
        shown: str = "",
    ) -> Statement:
        """What a time or a number says where it stands."""
        return cls(
            topic,
            reading,
            start=value.start,
            end=value.end,
            value=value,
            against=against,
            mode=mode,
            sure=sure,
            key=key,
            shown=shown,
        )

    @classmethod
    def of_person(
        cls,
        topic: str,
        reading: Reading,
        person: Named,
        *,
        against: tuple[Known, ...],
        sure: bool,
        key: Hashable,
    ) -> Statement:
        """That a person is who facts name, said where the person is named."""
        return cls(
            topic,
            reading,
            person.start,
            person.end,
            person.ids[0],
            against=against,
            sure=sure,
            key=key,
            shown=reading.name_of(person.ids[0]),
        )

    @property
    def place(self) -> Place:
        return self.reading.sentence.at(self.start)

    @property
    def words(self) -> str:
        """The words of the prose."""
        return self.reading.sentence.text[self.start : self.end]

    @property
    def verdict(self) -> Verdict:
        if not self.against:
            return "unknown"
        if any(agrees(self.value, self.mode, known) for known in self.against):
            return "verified"
        return "contradicted" if self.sure else "doubtful"


def agrees(value: When | Number | str, mode: Mode, known: Known) -> bool:
    """Whether what is said is what a fact says, as far as both are certain."""
    if isinstance(value, When):
        span = dates_of(known) if mode == "is" else known.when
        span = span or dates_of(known)
        return span is not None and _agrees_in_time(value, mode, span)
    if isinstance(value, Number):
        numbers = known.value if isinstance(known.value, tuple) else ()
        return any(
            isinstance(n, float)
            and (abs(n - value.value) < 1e-6 or (value.about and abs(n - value.value) <= 0.15 * n))
            for n in numbers
        )
    recorded = str(known.value)
    if recorded == value:
        return True
    one, other = plain(recorded), plain(value)
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _agrees_in_time(when: When, mode: Mode, span: Span) -> bool:
    first, last = RecordDate(when.first), RecordDate(when.last)
    match mode:
        case "is":
            return first.may_be(span[0]) and (not when.is_span or last.may_be(span[1]))
        case "starts":
            return first.may_be(span[0])
        case "ends":
            return last.may_be(span[1])
        case "lasts":
            return first.may_be(span[0]) and (span[1].is_open or last.may_be(span[1]))
        case "within":
            return within(when, span)
    return touches(when, span)


def settled(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements of one clause, those left out that another reading of the same thing answers:
    where one is verified, the others of its key say nothing; where none is, the first is told, and
    it is sure only if it is alone."""
    groups: dict[Hashable, list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.topic, statement.key), []).append(statement)
    for group in groups.values():
        verified = [s for s in group if s.verdict == "verified"]
        yield verified[0] if verified else group[0]
