"""A correction put into the text that it was made for: what was corrected is as the corrector
wrote it, and marks that no Word file shows (references, remarks) stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from book.text.dialect import parsed_line

_TOKEN = re.compile(r"<!--.*?-->|\[\^[^\]\s]+\]|\\.|\w+|\s+|.", re.DOTALL)
_CALL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
#: Stands for words that a text does not hold itself: those of `[[id]]`.
_UNKNOWN = "\ue0f2"


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """The text `ours` with what changed from `base` to `theirs`, and whether its marks are kept;
    where both differ at one spot, theirs holds."""
    made = "".join(_merge(_tokens(base), _tokens(ours), _tokens(theirs)))
    if _says(made, theirs):
        return made, True
    # The marks stood across what was corrected: the words go before them.
    labels = dict(zip(_CALL.findall(base), _CALL.findall(ours), strict=False))
    return _CALL.sub(lambda call: f"[^{labels.get(call[1], call[1])}]", theirs), False


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _merge(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Three-way merge: stretches that either side changed, in order."""
    mine, other = _changes(base, ours), _changes(base, theirs)
    at = 0
    while mine or other:
        start = min(changes[0][0] for changes in (mine, other) if changes)
        yield from base[at:start]
        end = start
        from_mine: list[_Change] = []
        from_other: list[_Change] = []
        # What touches belongs together, but for marks put in where the other side changes.
        while True:
            if mine and (mine[0][0] < end or mine[0][0] == start):
                change, own = mine.pop(0), from_mine
            elif other and (other[0][0] < end or other[0][0] == start):
                change, own = other.pop(0), from_other
            else:
                break
            own.append(change)
            end = max(end, change[1])
        if not from_other:
            yield from _with(base, ours, from_mine, start, end)
        elif all(first == last for first, last, *_ in from_mine):
            yield from _with_marks(
                base, ours, theirs=theirs, marks=from_mine, changes=from_other, start=start, end=end
            )
        else:
            yield from _with(base, theirs, from_other, start, end)
        at = end
    yield from base[at:]


_Change = tuple[int, int, int, int]


def _changes(base: list[str], other: list[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _with(
    base: list[str], other: list[str], changes: list[_Change], start: int, end: int
) -> Iterator[str]:
    """base[start:end] with the changes of one side."""
    for first, last, begins, ends in changes:
        yield from base[start:first]
        yield from other[begins:ends]
        start = last
    yield from base[start:end]


def _with_marks(
    base: list[str],
    ours: list[str],
    theirs: list[str],
    marks: list[_Change],
    changes: list[_Change],
    start: int,
    end: int,
) -> Iterator[str]:
    """base[start:end] with their changes, and what ours puts in at its edges."""
    before = [token for first, _, c, d in marks if first <= start for token in ours[c:d]]
    after = [token for first, _, c, d in marks if first > start for token in ours[c:d]]
    yield from before
    yield from _with(base, theirs, changes, start, end)
    yield from after


def _says(made: str, wanted: str) -> bool:
    """Whether a text prints the words of another one."""
    pattern = ".*?".join(re.escape(part) for part in _visible(made).split(_UNKNOWN))
    return re.fullmatch(pattern, _visible(wanted), re.DOTALL) is not None


def _visible(text: str) -> str:
    """The words that a line of Markdown prints, in single spaces."""
    words = []
    for token in parsed_line(_CALL.sub("", text)).children or ():
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type == "reference":
            words.append(token.meta["text"] or _UNKNOWN)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)).strip()
