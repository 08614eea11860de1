"""What may not break across lines, and which dash stands in a range.

The rules follow the usual Vietnamese office style (Nghị định 30/2020/NĐ-CP writes numbers,
dates and document numbers as one piece) and the common rule that a range takes an en dash.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NBSP = "\N{NO-BREAK SPACE}"

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
_DIGITS = r"\d+(?:[.,]\d+)*%?"

#: Words that stay with the number before them, and words that stay with what follows them.
_RULES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "vi": (
        (re.compile(rf"(?<!\w)({_DIGITS}) (?=[^\W\d_])"), rf"\1{NBSP}"),
        (
            re.compile(
                r"(?<!\w)([Nn]gày|[Tt]háng|[Nn]ăm|[Ss]ố|[Tt]hứ|[Kk]h[óo]a|[Kk]hoá|[Đđ]iều) "
                r"(?=\d|[IVX]+(?!\w))"
            ),
            rf"\1{NBSP}",
        ),
        (re.compile(r"(?<!\w)(đồng|Đồng) (chí)(?!\w)"), rf"\1{NBSP}\2"),
        (re.compile(r"(?<!\w)(chí|[Ôô]ng|[Bb]à) (?=[A-ZĐÀ-Ỹ])"), rf"\1{NBSP}"),
    ),
    "en": (
        (re.compile(rf"(?<!\w)({_DIGITS}) (?=[^\W\d_])"), rf"\1{NBSP}"),
        (re.compile(r"(?<!\w)(No\.|p\.|pp\.|vol\.|Mr|Mrs|Ms|Dr) (?=\S)"), rf"\1{NBSP}"),
    ),
}


# A text is set again as it was at each build of a watched book.
@lru_cache(maxsize=20_000)
def well_set(text: str, language: str) -> str:
    """Prose with its en dashes and no-break spaces put in; `language` is a code such as `vi`."""
    text = unicodedata.normalize("NFC", text)
    text = _RANGE.sub("\\1\N{EN DASH}\\2", text)
    for pattern, replacement in _RULES.get(language, _RULES["en"][:1]):
        text = pattern.sub(replacement, text)
    return text


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
