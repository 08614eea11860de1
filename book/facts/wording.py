"""Facts and statements in words, for who asks what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from book.dates import RecordDate
from book.errors import Said, worded
from book.facts.known import Known, dates_of
from book.facts.lookup import Facts
from book.facts.statement import Mode, Statement, Verdict
from book.facts.sums import Oddity
from book.languages import Language
from book.manuscript.kinds.declaration import label_in
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.labels import called, is_called

#: What facts are of, as they are told.
_PROPERTIES = {
    "founded": worded("founded"),
    "size": worded("size"),
    "name": worded("called"),
    "seat": worded("seat"),
    "office": worded("office"),
    "leader": worded("office"),
    "born": worded("born"),
    "died": worded("died"),
    "met": worded("met"),
    "term": worded("term"),
    "elects": worded("elected"),
    "elected": worded("elected to"),
    "date": worded("date of the document"),
    "kind": worded("sort of document"),
    "issuer": worded("issued by"),
    "subject": worded("about"),
    "number": worded("number of the document"),
    "measure": worded("statistics"),
    "count": worded("how many there are"),
    "record": worded("time of the record"),
    "happened": worded("happened"),
}
#: What a statement should be to the fact that it is held against.
_MODES: dict[Mode, str] = {
    "is": worded("should be the same"),
    "within": worded("should lie in that time"),
    "starts": worded("should be its beginning"),
    "ends": worded("should be its end"),
    "lasts": worded("should begin and end with it"),
    "touches": worded("should fall into that time"),
}
_VERDICTS: dict[Verdict, str] = {
    "verified": worded("the record says the same"),
    "contradicted": worded("the record says something else"),
    "doubtful": worded("the record may say something else"),
    "unknown": worded("no record tells"),
}


@dataclass(frozen=True)
class Wording:
    """Words for what one book's records and prose say."""

    facts: Facts
    language: Language

    def fact(self, known: Known) -> str:
        """A fact as `subject, of what: value (when)`."""
        say = self.language.say
        field = self.field(known.about)
        prop = say(_PROPERTIES[known.property]) if known.property in _PROPERTIES else field
        about = field if known.about not in ("", known.value) and field != prop else ""
        parts = (self.name(known.subject), prop, about, known.of if not known.subject else "")
        told = f"{', '.join(part for part in parts if part)}: {self.value(known)}"
        same = known.when is None or known.when == dates_of(known)
        return told if same else f"{told} ({self._span(known.when)})"

    def field(self, key: str) -> str:
        """What a field of a record is called, within a sentence; others stay as they are."""
        for appendix in self.facts.manuscript.appendices:
            if isinstance(appendix, DeclaredAppendix) and key in appendix.declaration.fields:
                label = appendix.declaration.fields[key].label
                return _within(label_in(label, self.language.tag)) if label else key
        return _within(called(key, self.language.say)) if is_called(key) else key

    def name(self, record: str) -> str:
        """The name of a record; what has none as it is, the book's own body as its config says."""
        entry = self.facts.manuscript.register.entries.get(record)
        if entry:
            return entry.printed
        config = self.facts.manuscript.config
        return record or config.organisation or config.title

    def value(self, known: Known) -> str:
        """The value of a fact."""
        value = known.value
        if isinstance(value, str):
            entry = self.facts.manuscript.register.entries.get(value)
            return entry.printed if entry else value
        if span := dates_of(known):
            return self._span(span)
        return " / ".join(self.language.number(n) for n in value if isinstance(n, float))

    def recorded(self, known: Known) -> str:
        """The value of a fact, with its time where it is of one."""
        told = self.value(known)
        if known.when and known.when != dates_of(known):
            told = f"{told} ({self._span(known.when)})"
        subject = self.name(known.subject) if known.subject else known.of
        return f"{subject}: {told}" if subject else told

    def _span(self, span: tuple[RecordDate, RecordDate] | None) -> str:
        return self.language.span(*span) if span else ""

    def read(self, statement: Statement) -> Iterator[str]:
        """The lines that tell how a statement was read, and what it was held against."""
        say = self.language.say
        shown = f" ({statement.shown})" if statement.shown else ""
        yield f"{statement.place}: “{statement.words}”{shown} [{statement.topic}]"
        yield f"    {say(_VERDICTS[statement.verdict])}"
        for known in statement.against:
            mode = say(_MODES[statement.mode])
            yield f"    {known.place}: {self.fact(known)} – {mode}"

    def odd(self, oddity: Oddity) -> str:
        """What cannot be, at its place."""
        place = oddity.reading.sentence.at(oddity.start)
        return f"{place}: {Said(oddity.problem, dict(oddity.values)).told(self.language.say)}"


def _within(label: str) -> str:
    """A label within a sentence; one that begins with an abbreviation stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
