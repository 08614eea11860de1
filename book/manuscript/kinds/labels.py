"""What the fields of records are called where people fill them in or correct them."""

from __future__ import annotations

from book.errors import Translate, worded

_LABELS = {
    "id": worded("Id"),
    "name": worded("Name"),
    "aliases": worded("Other names"),
    "listed_as": worded("In the index as"),
    "given": worded("Given name"),
    "known_as": worded("Known as"),
    "portrait": worded("Portrait"),
    "born": worded("Born"),
    "died": worded("Died"),
    "note": worded("Remarks"),
    "remark": worded("A word to the editor (not printed)"),
    "more": worded("Further facts"),
    "terms": worded("Terms of office"),
    "office": worded("Office"),
    "from": worded("From"),
    "to": worded("Until"),
    "plural": worded("Its plural"),
    "single": worded("One person at a time"),
    "people": worded("People"),
    "person": worded("Person"),
    "offices": worded("Offices"),
    "stretches": worded("Stretches of time"),
    "organisations": worded("Organisations"),
    "founded": worded("Founded"),
    "founding": worded("How it began"),
    "leaders": worded("Leaders"),
    "sizes": worded("How large it was"),
    "units": worded("Member organisations"),
    "units_text": worded("Member organisations in words"),
    "members": worded("Members"),
    "members_text": worded("Members in words"),
    "congresses": worded("Congresses"),
    "term": worded("Term"),
    "delegates": worded("Delegates"),
    "committee": worded("Committee"),
    "standing_committee": worded("Standing committee"),
    "inspection": worded("Inspection committee"),
    "elected": worded("Elected"),
    "named": worded("Took office"),
    "direction": worded("Direction"),
    "theme": worded("Theme"),
    "goal": worded("Goal"),
    "breakthroughs": worded("Breakthroughs"),
    "events": worded("Events"),
    "when": worded("When"),
    "text": worded("Text"),
    "major": worded("A great day"),
    "picture": worded("Picture"),
    "alt": worded("What the picture shows"),
    "map": worded("Map"),
    "at": worded("Spot on the map (from the left, from the top)"),
    "see": worded("See (ids)"),
    "file": worded("File"),
    "caption": worded("Caption"),
    "credit": worded("Credit"),
    "documents": worded("Documents"),
    "number": worded("Number"),
    "kind": worded("Kind"),
    "date": worded("Date"),
    "issuer": worded("Issued by"),
    "subject": worded("What it is about"),
    "places": worded("Places"),
    "names": worded("Names over time"),
    "seats": worded("Seats"),
    "address": worded("Address"),
    "tables": worded("Tables"),
    "title": worded("Title"),
    "short_title": worded("Short title"),
    "intro": worded("Introduction"),
    "periods": worded("Periods"),
    "measures": worded("Measures"),
    "unit": worded("Unit"),
    "values": worded("Values"),
    "cards": worded("Short lives"),
    "sum_of": worded("Sum of"),
}


def is_called(key: str) -> bool:
    """Whether a key is that of a field of the kinds in code."""
    return key in _LABELS


def called(key: str, say: Translate) -> str:
    """What a field of the kinds in code is called; its key as words where nothing is known."""
    return say(_LABELS[key]) if key in _LABELS else key.replace("_", " ").capitalize()
