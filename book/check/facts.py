"""Rules on what the prose says: each statement held against the facts that records give."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Place
from book.facts.statement import Statement


def _contradicted(context: CheckContext, topic: str) -> Iterator[Mistake]:
    """What the prose surely says otherwise than the records."""
    for statement in context.told.statements:
        if statement.topic == topic and statement.verdict == "contradicted":
            yield _mistake(
                context, statement, "“{here}” is not what the record at {place} says: {recorded}"
            )


def _mistake(context: CheckContext, statement: Statement, problem: str) -> Mistake:
    known = statement.against[0]
    return Mistake(
        statement.place,
        problem,
        "Correct this sentence or the record.",
        {
            "here": statement.words or statement.shown,
            "recorded": context.wording.recorded(known),
            "place": known.place,
        },
    )


@rule("founding-in-prose")
def founding_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """The prose has another date for the founding of a body than its record (`founded`), or than
    `occasion` in book.yaml; or an anniversary that does not fit it.

    Sentences on other bodies, quotations, and what is told as thought or planned are left alone.
    """
    yield from _contradicted(context, "founding-in-prose")


@rule("size-in-prose")
def size_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """The prose has another number of members or member organisations than the `sizes` of the body
    at that date."""
    yield from _contradicted(context, "size-in-prose")


@rule("seat-in-prose")
def seat_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """The prose has another name or seat, or another time for it, than the names and seats over
    time."""
    yield from _contradicted(context, "seat-in-prose")


@rule("office-in-prose")
def office_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A sentence on who took, held or left an office does not fit the person's terms, or names one
    who had not the office then.

    Offices are those of the list of offices, in the book's own body. A handover is told of its
    first and of its last day: both are right.
    """
    yield from _contradicted(context, "office-in-prose")


@rule("life-in-prose")
def life_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A date of birth or death, or an age, differs from `born` and `died` of the person."""
    yield from _contradicted(context, "life-in-prose")


@rule("congress-in-prose")
def congress_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """What a paragraph says of a congress differs from its record: how many it elected to a body,
    when it met, or its term.

    A sentence speaks of the congress that it names, by name or by its number (`khóa III`), or that
    its heading or the sentence before it speaks of.
    """
    yield from _contradicted(context, "congress-in-prose")


@rule("elected-in-prose")
def elected_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A sentence says that a congress elected somebody to an office, and the record of the
    congress names another one.

    The sentence must speak of one congress, and name one office and one person.
    """
    yield from _contradicted(context, "elected-in-prose")


@rule("document-date")
def document_date(context: CheckContext) -> Iterator[Mistake]:
    """A document has one date here and another there: in the list of documents, or in two places
    of the text.

    The date is the first one that stands close behind the number, or in front of it where the
    document is told to be issued that day.
    """
    yield from _contradicted(context, "document-date")
    said: dict[str, tuple[Statement, Place]] = {}
    for statement in context.told.statements:
        if statement.topic != "document-date" or statement.verdict != "unknown":
            continue
        listed = context.manuscript.register.bearers.get(statement.shown, ())
        first, place = said.setdefault(statement.shown, (statement, statement.place))
        one, other = statement.value, first.value
        if isinstance(one, str) or isinstance(other, str) or len(listed) > 1:
            continue
        if hasattr(one, "first") and hasattr(other, "first") and not one.first.may_be(other.first):
            yield Mistake(
                statement.place,
                "{number} has another date at {other}",
                "Correct one of the two dates.",
                {"number": statement.shown, "other": place},
            )


@rule("document-in-prose")
def document_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A document is called of another sort, or said to be issued by another body, than in the list
    of documents."""
    yield from _contradicted(context, "document-in-prose")


@rule("statistic-in-prose")
def statistic_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A sentence speaks of a period of the statistics and writes a number of what a row counts, and
    the table has another value there.

    The period stands in the sentence, or is that of the heading or the chapter.
    """
    yield from _contradicted(context, "statistic-in-prose")


@rule("record-in-prose")
def record_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """The prose counts something otherwise than there are records of it (six congresses, three
    seats), or tells a record of a declared kind, such as an award, with another date."""
    yield from _contradicted(context, "record-in-prose")


def _odd(context: CheckContext, *, dates: bool) -> Iterator[Mistake]:
    for oddity in context.told.oddities:
        if oddity.sure and oddity.dates == dates:
            place = oddity.reading.sentence.at(oddity.start)
            yield Mistake(place, oddity.problem, "Correct the sentence.", dict(oddity.values))


@rule("date-in-prose")
def date_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """A date cannot be: there is no such day (31/6), it was another day of the week, or a stretch
    of time ends before it begins."""
    yield from _odd(context, dates=True)


@rule("sum-in-prose")
def sum_in_prose(context: CheckContext) -> Iterator[Mistake]:
    """Numbers of one sentence do not come out: parts that are not their sum (`59, gồm 35 và 34`), a
    share that is another one, a stretch of years that lasts longer or shorter than is said."""
    yield from _odd(context, dates=False)


@rule("fact-doubtful")
def fact_doubtful(context: CheckContext) -> Iterator[Mistake]:
    """A sentence perhaps contradicts a record: it may speak of something else, and only who wrote
    it can tell. Silence the rule at the line where it does."""
    for statement in context.told.statements:
        if statement.verdict == "doubtful":
            yield _mistake(
                context,
                statement,
                "“{here}” may not be what the record at {place} says: {recorded}",
            )
