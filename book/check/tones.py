"""Where the tone mark stands in `hòa` or `hoà`, `thủy` or `thuỷ`: one style in a book."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake
from book.facts.prose import unquoted

_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: oa, oe, uy at the end of a syllable, where the two styles differ (`quy` has no rhyme uy).
_SYLLABLE = re.compile(r"(?<!\w)(\w*?)(oa|oe|uy)(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def styles(word: str) -> tuple[str, str] | None:
    """A word in the older and the newer style, `hòa` and `hoà`; None where they do not differ."""
    apart = unicodedata.normalize("NFD", word)
    tone = next((c for c in apart if c in _TONES), "")
    if not tone:
        return None
    bare = unicodedata.normalize("NFC", apart.replace(tone, ""))
    found = _SYLLABLE.fullmatch(bare)
    if not found or found[1].casefold().endswith("q"):
        return None
    start = len(found[1])
    made = [
        unicodedata.normalize("NFC", bare[: start + n] + tone + bare[start + n :]) for n in (1, 2)
    ]
    return made[0], made[1]


@rule("tone-placement")
def tone_placement(context: CheckContext) -> Iterator[Mistake]:
    """The tone mark of `hòa`, `khỏe`, `thủy` stands on another vowel than the book's style has it.

    Both styles are right (`hòa` is the older, `hoà` the newer one); a book keeps to one: that of
    `tone_style` in book.yaml (`old` or `new`), otherwise the one that most of its words have. Names
    of the register stay as the register writes them.
    """
    config = context.manuscript.config
    if not config.language.startswith("vi"):
        return
    found = []
    for line in context.lines:
        spans = [range(name.start, name.end) for name in context.finder.find(line.text)]
        for match in re.finditer(r"\w+", unquoted(line.text)):
            both = styles(match[0])
            if both and match[0] in both and not any(match.start() in span for span in spans):
                found.append((line.at(match.start()), match[0], both))
    counts = Counter(both.index(word) for _, word, both in found)
    usual = 0 if counts[0] >= counts[1] else 1
    if config.tone_style:
        usual = ("old", "new").index(config.tone_style)
    for place, word, both in found:
        if word != both[usual]:
            yield Mistake(
                place,
                "“{word}” has its tone mark elsewhere than the book's other words",
                "Write “{other}”.",
                {"word": word, "other": both[usual]},
            )
