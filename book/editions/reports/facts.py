"""What the records say, and which statements of the prose they hold."""

from __future__ import annotations

from book.editions.edition import BookSource
from book.editions.reports.forms import ReportPage, Row, Table
from book.errors import Place, worded
from book.facts.summary import summary_of

_VERDICTS = {
    "verified": worded("as in the records"),
    "contradicted": worded("otherwise than in the records"),
    "doubtful": worded("perhaps otherwise"),
    "unknown": worded("no record tells it"),
}


def report(source: BookSource) -> ReportPage:
    """Two tables: statements with what came of them, and facts."""
    say = source.language.say
    told = summary_of(source.manuscript, source.language)
    about = say(
        "{held} of {count} sentences that tell a number, a date, an office or a document are held "
        "by records.",
        held=told.held,
        count=told.sentences,
    )
    statements = tuple(
        Row(
            (
                _shown(statement.place),
                statement.words,
                say(_VERDICTS.get(statement.verdict, statement.verdict)),
                ", ".join(map(_shown, statement.against[:1])),
            ),
            frozenset((2,)) if statement.verdict == "contradicted" else frozenset(),
        )
        for statement in told.statements
    )
    facts = tuple(Row((_shown(place), words)) for place, words in told.facts)
    places = (say("Place"), say("Words"), say("What came of it"), say("Record"))
    title = say("Facts: {title}", title=source.manuscript.config.title)
    return ReportPage(
        title,
        (
            Table(say("Statements"), about, places, statements),
            Table(say("What the records say"), "", (say("Place"), say("Fact")), facts),
        ),
    )


def _shown(place: Place) -> str:
    return f"{place.file}:{place.line}"
