"""Documents cited: their numbers, dates, issuers and subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from book.errors import Mistake, Place, Said
from book.manuscript.config import Date, Occasion, Text
from book.manuscript.kinds import kind
from book.manuscript.kinds.record import Appendix, Fact, Listed, View, Words
from book.manuscript.kinds.sense import far_from_others
from book.manuscript.register import Entry

#: More letters than a date in figures has.
_LONG_DATE = 12


class Document(Listed):
    """A document cited: known by its number, or by its name where it has none."""

    name: Text = ""
    number: Text = ""
    kind: Text = ""
    date: Date | None = None
    issuer: Text = ""
    subject: Text = ""

    @property
    def shown(self) -> str:
        """The words that name the document where it is referred to."""
        return self.name or f"{self.kind} {self.number}".strip()


@kind("documents")
class Documents(Appendix):
    groups: ClassVar[dict[str, Said]] = {"documents": Said("Index of documents")}
    words: ClassVar[dict[str, Said]] = {
        "number": Said("Number"),
        "date": Said("Date"),
        "about": Said("Issuer and subject"),
        "other": Said("Other documents"),
    }

    documents: tuple[Document, ...] = ()

    def entries(self, place: Callable[..., Place]) -> Iterator[Entry]:
        for i, document in enumerate(self.documents):
            names = tuple(name for name in (document.number, document.name) if name)
            at = place("documents", i)
            yield self.entry("documents", document, at, printed=document.shown, names=names)

    def faults(self, place: Callable[..., Place], occasion: Occasion) -> Iterator[Mistake]:  # noqa: ARG002
        dated = [
            (document.date, ("documents", i, "date"))
            for i, document in enumerate(self.documents)
            if document.date
        ]
        yield from far_from_others(dated, place)

    def facts(self) -> Iterator[Fact]:
        for i, document in enumerate(self.documents):
            for key in ("number", "kind", "date", "issuer", "subject"):
                if value := getattr(document, key):
                    yield Fact(document.id, key, value, ("documents", i, key))

    def view(self, words: Words) -> View:
        groups: dict[str, list[View]] = {}
        for i, document in enumerate(self.documents):
            where = ("documents", i)
            own = words.own(document.id, document.number or document.name)
            groups.setdefault(document.kind or words.labels["other"], []).append(
                {
                    "anchor": own["anchor"],
                    "number": own["name"],
                    "date": words.date(document.date) if document.date else "",
                    "issuer": words.line(document.issuer, *where, "issuer"),
                    "subject": words.line(document.subject, *where, "subject"),
                }
            )
        dates = (words.date(document.date) for document in self.documents if document.date)
        return {
            "has_long_dates": any(len(date) > _LONG_DATE for date in dates),
            "groups": [
                {"anchor": f"section-{self.id}-{n}", "kind": name, "documents": found}
                for n, (name, found) in enumerate(groups.items(), 1)
            ],
        }
