"""The walk through all text: what each clause is said under, by heading, paragraph and record."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from book.facts.items import When, whens_in
from book.facts.lexicon import Lexicon
from book.facts.mentions import Context, Named
from book.facts.prose import Prose, Sentence, SourceLine, unquoted
from book.facts.reading import Reading
from book.manuscript.chapters import Chapter
from book.manuscript.kinds.chronology import Chronology

#: What is written and not printed, and what a reference shows; names in it are looked for before.
_MARKUP = re.compile(
    r"\]\([^)]*\)|\{[^}]*\}|`[^`]*`|https?://\S+|\[\^[^\]]*\]|\[\[!?[^\]|]*(?:\||\]\])|\]\]|\*\*|^:+\s*\w+|^[#>*\s-]+"
)
_HEADING = re.compile(r"(#+)\s+(.*)")
#: A sentence begins with what is named this far from its beginning.
_AT_ONCE = 14
_DIGIT = re.compile(r"\d")
_CELL = re.compile(r"(?<!\\)\|")
#: Values of records that are no sentences: what holds them is the fact itself.
_WORDS_OF = (
    "short_title",
    "note",
    "text",
    "intro",
    "lead",
    "title",
    "description",
    "founding",
    "remark",
    "subtitle",
)


class Walk:
    """Reads the text of a manuscript from its beginning to its end."""

    def __init__(self, prose: Prose, lexicon: Lexicon) -> None:
        self.prose, self.lexicon = prose, lexicon
        self.register = prose.manuscript.register
        #: What the sentence after the one that was read is said under.
        self.last = Context()

    def readings(self) -> Iterator[Reading]:
        """The clauses of all text, in order."""
        lines: dict[str, list[SourceLine]] = {}
        for line in self.prose.chapter_lines:
            lines.setdefault(line.place.file, []).append(line)
        for chapter in self.prose.manuscript.chapters:
            yield from self._chapter(chapter, lines.get(chapter.file, []))
        yield from self._records()

    def _chapter(self, chapter: Chapter, lines: list[SourceLine]) -> Iterator[Reading]:
        matter = chapter.matter
        under = Context(term=self._term(matter.period) or self._term(matter.title))
        head = under = replace(under, congress=self._congress(matter.title), heading=matter.title)
        levels: list[tuple[int, Context]] = []
        paragraph = head
        table: list[str] = []
        caption = ""
        for number, line in enumerate(lines):
            text = line.text
            if heading := _HEADING.match(text):
                depth = len(heading[1])
                levels = [(d, c) for d, c in levels if d < depth]
                above = levels[-1][1] if levels else head
                under = self._headed(above, heading[2])
                levels.append((depth, under))
                paragraph = under
                continue
            if not text.strip():
                paragraph = replace(under, bodies=paragraph.bodies)
                table = []
                continue
            if text.lstrip().startswith(">"):
                continue
            if text.lstrip().startswith("|"):
                cells = [cell.strip() for cell in _CELL.split(text.strip().strip("|"))]
                if not table:
                    table = cells
                    caption = _caption(lines, number)
                    continue
                if set(text) <= set("|:- "):
                    continue
                words = " ".join((*table, caption))
                term = self._term(caption) or paragraph.term
                row = replace(paragraph, heading=words, columns=tuple(table), term=term)
                yield from self._sentence(Sentence(text, line, 0), row)
                continue
            for sentence in self.prose.sentences_of(line):
                yield from self._sentence(sentence, paragraph)
                paragraph = self.last

    def _headed(self, above: Context, heading: str) -> Context:
        made = replace(above, heading=heading, body="", person="")
        if term := self._term(heading):
            made = replace(made, term=term, congress="")
        if congress := self._congress(heading):
            made = replace(made, congress=congress)
        bodies = [n for n in self._named(heading) if n.kind == "organisations" and len(n.ids) == 1]
        return replace(made, body=bodies[0].ids[0]) if len(bodies) == 1 else made

    def _term(self, text: str) -> When | None:
        """The stretch that a heading tells, or the one year."""
        whens = whens_in(text, self.lexicon.grammar) if text else []
        return whens[0] if len(whens) == 1 else None

    def _congress(self, text: str) -> str:
        found = {n.ids[0] for n in self._named(text) if n.kind == "congresses"}
        if len(found) == 1:
            return found.pop()
        for m in self.lexicon.grammar.any("term").finditer(text):
            number = self.lexicon.numbered(text, m.end())
            if congress := self.lexicon.congresses.get(number):
                return congress
        return ""

    def _named(self, text: str) -> tuple[Named, ...]:
        return tuple(
            Named(f.start, f.end, f.bearers, self.register[f.bearers[0]].kind)
            for f in self.prose.named(text)
        )

    def _sentence(self, sentence: Sentence, context: Context) -> Iterator[Reading]:
        said = context.moment is not None or _may_say(sentence.text, self.lexicon)
        for clause in sentence.clauses() if ";" in sentence.text else (sentence,):
            named = self._named(clause.text)
            if not said and not named:
                self.last = context
                continue
            text = _MARKUP.sub(lambda m: " " * len(m[0]), unquoted(clause.text))
            blank = {
                n for n in named if not text[n.start : n.end].strip() and "[[" not in clause.text
            }
            made = Reading(
                clause, self.lexicon, context, tuple(n for n in named if n not in blank), text
            )
            if said:
                yield made
            context = self.last = self._after(context, made)

    def _after(self, context: Context, reading: Reading) -> Context:
        """What the next clause of the paragraph is said under."""
        if reading.of_kind("congresses") or not context.congress:
            context = replace(context, congress=reading.congress)
        elif len({n.ids for n in reading.of_kind("congresses")}) > 1:
            context = replace(context, congress="")
        bodies = reading.of_kind("organisations")
        if bodies:
            named = (n.ids[0] for n in bodies)
            context = replace(context, bodies=tuple(dict.fromkeys((*named, *context.bodies)))[:6])
            founded = reading.says("founded")
            begun = [n for n in bodies if founded and n.start < founded.start()]
            if begun or not context.body or bodies[0].start < _AT_ONCE:
                context = replace(context, body=(begun or bodies[:1])[-1].ids[0])
        if whens := reading.plain_whens:
            context = replace(context, spoken=whens[-1])
        people = {n.ids[0] for n in reading.people}
        if people:
            context = replace(context, person=people.pop() if len(people) == 1 else "")
        return context

    def _records(self) -> Iterator[Reading]:
        """The sentences in records: notes, events, intros, the words of book.yaml."""
        moments = self._moments()
        for line in self.prose.record_lines:
            keys = [key for key in line.path if isinstance(key, str)]
            if not keys or not any(key in _WORDS_OF for key in keys) or len(line.text) < 8:
                continue
            moment = moments.get((line.place.file, line.path[:2]))
            context = replace(self._record(line), moment=moment)
            for sentence in self.prose.sentences_of(line):
                yield from self._sentence(sentence, context)
                context = self.last

    def _record(self, line: SourceLine) -> Context:
        """What a text in a record is said under: the body, congress or person that it is of."""
        entry = self._entries.get((line.place.file, line.path[:2]))
        if entry is None:
            return Context()
        id_, kind = entry
        return Context(
            body=id_ if kind == "organisations" else "",
            congress=id_ if kind == "congresses" else "",
            person=id_ if kind == "people" else "",
        )

    @cached_property
    def _entries(self) -> dict[tuple[str, tuple[str | int, ...]], tuple[str, str]]:
        """The records that have ids, by their files and paths, each with its group."""
        made = {}
        for tree in self.prose.manuscript.trees.values():
            for path in tree.places:
                record = tree.at(path) if len(path) == 2 else None
                if isinstance(record, dict) and (id_ := str(record.get("id", ""))) in self.register:
                    made[tree.place(()).file, path] = (id_, self.register[id_].kind)
        return made

    def _moments(self) -> dict[tuple[str, tuple[str | int, ...]], When]:
        """The dates of events in chronologies, by their files and paths."""
        made: dict[tuple[str, tuple[str | int, ...]], When] = {}
        for appendix in self.prose.manuscript.appendices:
            if isinstance(appendix, Chronology):
                file = self.prose.manuscript.place(appendix.id).file
                for i, event in enumerate(appendix.events):
                    first, last = event.when[0], event.when[-1]
                    if first.date and last.date and first.is_exact and last.is_exact:
                        made[file, ("events", i)] = When(0, 0, first.date, last.date)
        return made


def _caption(lines: list[SourceLine], at: int) -> str:
    """The words under a table that begins at a line; empty where a blank line ends it."""
    rest = itertools.dropwhile(lambda line: line.text.lstrip().startswith("|"), lines[at:])
    for line in itertools.islice(rest, 2):
        if text := line.text.strip():
            return "" if text.startswith((":::", "#")) else text
    return ""


def _may_say(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence may hold a statement at all: it has a figure, a word for a number, an
    office, or a document."""
    if _DIGIT.search(text):
        return True
    words = text.casefold().split()
    known = lexicon.grammar.words
    return any(w.strip(",.()") in known for w in words) or lexicon.offices.search(text) is not None
