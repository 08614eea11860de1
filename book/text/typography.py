"""What may not break across lines, and which dash stands in a range.

The rules follow the usual Vietnamese office style (Nghị định 30/2020/NĐ-CP writes numbers,
dates and document numbers as one piece) and the common rule that a range takes an en dash.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from book.languages.rules import NBSP, Rules

#: `1000-QĐ/TU`, `13/2008/NĐ-CP`, `10,11-HD/BTGTW`: the number of a document.
DOCUMENT_NUMBER = re.compile(
    r"(?<![\w/])\d+(?:,\d+)*(?:/\d{4})?(?:-|/)[A-ZĐ]+[A-Za-zĐđ]*(?:[-/][A-ZĐ]+[A-ZĐa-z]*)+(?!\w)"
)
#: `27/01/1994`, `10–12/12/2000`, `4/1994`: a date in figures.
_DATE = re.compile(
    r"(?<![\w/])\d{1,2}(?:\N{EN DASH}\d{1,2})?/\d{1,2}(?:/\d{4})?(?![\w/])|"
    r"(?<![\w/])\d{1,2}/\d{4}(?![\w/])"
)
_RANGE = re.compile(
    r"(?<![\w/,.-])(\d{1,4}(?:/\d{1,4})*) ?[-\N{EN DASH}] ?(\d{1,4}(?:/\d{1,4})*)(?![\w/]|-\d)"
)


# A text is set again as it was at each build of a watched book.
@lru_cache(maxsize=20_000)
def well_set(text: str, rules: Rules) -> str:
    """Prose with its en dashes and no-break spaces put in, by the rules of its language."""
    text = unicodedata.normalize("NFC", text)
    text = _RANGE.sub("\\1\N{EN DASH}\\2", text)
    return rules.joined(text)


@lru_cache(maxsize=20_000)
def unbroken(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches (start, end) of a text that stand on one line: document numbers and dates."""
    found = [m.span() for m in DOCUMENT_NUMBER.finditer(text)]
    found += [
        m.span()
        for m in _DATE.finditer(text)
        if not any(start <= m.start() < end for start, end in found)
    ]
    return tuple(sorted(found))


def name_kept(name: str) -> str:
    """A person's name whose last two words stand on one line; as long as it was."""
    before, space, last = name.rpartition(" ")
    return f"{before}{NBSP}{last}" if space else name
