"""What was read of a book in words: its facts, its statements, and how much of it is held."""

from __future__ import annotations

from dataclasses import dataclass

from book.errors import Place
from book.facts.prose import Prose
from book.facts.reader import Told
from book.facts.wording import Wording
from book.languages import Language
from book.manuscript.reading import Manuscript


@dataclass(frozen=True)
class ToldStatement:
    """A statement of the prose: where, in which words, what came of it by which rule, and the
    places of the facts that it was held against."""

    place: Place
    words: str
    verdict: str
    rule: str
    against: tuple[Place, ...]


@dataclass(frozen=True)
class Summary:
    """The facts of records with their places; the statements; how many sentences tell something
    that can be wrong, and how many of them records hold."""

    facts: tuple[tuple[Place, str], ...]
    statements: tuple[ToldStatement, ...]
    sentences: int
    held: int


def summary_of(manuscript: Manuscript, language: Language) -> Summary:
    """What records and prose of a book say, told in a language."""
    told = Told(Prose(manuscript))
    wording = Wording(told.facts, language)
    return Summary(
        facts=tuple((known.place, wording.fact(known)) for known in told.facts.all),
        statements=tuple(
            ToldStatement(
                s.place, s.words or s.shown, s.verdict, s.topic, tuple(k.place for k in s.against)
            )
            for s in told.statements
        ),
        sentences=len(told.sentences),
        held=len(told.sentences & told.held),
    )
