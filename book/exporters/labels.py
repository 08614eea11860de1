"""What the fields of records are called in a Word file."""

from __future__ import annotations

from book.errors import worded
from book.languages import Language
from book.manuscript.kinds.declaration import label_in
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.record import Appendix

#: The fields of the kinds in code that print no label of their own.
_LABELS = {
    "address": worded("Seat"),
    "aliases": worded("Other names"),
    "born": worded("Born on"),
    "cards": worded("Short lives"),
    "congresses": worded("Congresses"),
    "date": worded("Date"),
    "died": worded("Died on"),
    "documents": worded("Documents"),
    "elected": worded("Elected"),
    "events": worded("Events"),
    "from": worded("From"),
    "issuer": worded("Issuer"),
    "kind": worded("Kind"),
    "known_as": worded("Known as"),
    "leaders": worded("Leaders"),
    "members_text": worded("Members, in words"),
    "more": worded("Further facts"),
    "name": worded("Name"),
    "names": worded("Names"),
    "note": worded("Remarks"),
    "office": worded("Office"),
    "offices": worded("Offices"),
    "organisations": worded("Organisations"),
    "people": worded("People"),
    "places": worded("Places"),
    "plural": worded("Name for several"),
    "seats": worded("Seats"),
    "sizes": worded("Sizes"),
    "stretches": worded("Terms by which offices are listed"),
    "subject": worded("Subject"),
    "terms": worded("Offices held"),
    "text": worded("Text"),
    "to": worded("To"),
    "units_text": worded("Member organisations, in words"),
    "when": worded("Date"),
}


def label_of(appendix: Appendix, key: str, language: Language) -> str:
    """The label of a field of an appendix's records, or of the records themselves."""
    if isinstance(appendix, DeclaredAppendix):
        declaration = appendix.declaration
        if key in declaration.fields:
            return label_in(declaration.label_of(key), appendix.tag)
        if key == declaration.records:
            return label_in(declaration.label, appendix.tag)
    if key in appendix.labels:
        return appendix.labels[key]
    if key in appendix.words:
        return appendix.words[key].told(language.say)
    return language.say(_LABELS[key]) if key in _LABELS else key
