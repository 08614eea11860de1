"""What the fields of records are called in a Word file."""

from __future__ import annotations

from book.languages import Language
from book.manuscript.kinds.declaration import label_in
from book.manuscript.kinds.declared import DeclaredAppendix
from book.manuscript.kinds.labels import called
from book.manuscript.kinds.record import Appendix


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
    return called(key, language.say)
