"""Rules on names: people whom no register knows, and names in two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.errors import Mistake
from book.languages.letters import plain
from book.languages.rules import CAPITALS
from book.languages.words import any_word

_WORD = rf"[{CAPITALS}][\w’'-]*"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{1,4}}"


def folded(name: str) -> str:
    """A name without tones, other marks and capitals."""
    return " ".join(plain(name).casefold().split())


def _people(context: CheckContext) -> list[str]:
    """All names of people that the register has, with their aliases."""
    register = context.manuscript.register
    return [
        n for entry in register if entry.kind == "people" for n in (*entry.names, *entry.aliases)
    ]


@rule("person-unknown", unless=not_whole)
def person_unknown(context: CheckContext) -> Iterator[Mistake]:
    """Somebody is named after a title (đồng chí, ông, bà; Mr, Mrs) or an office (Bí thư, Chủ tịch)
    who is in no register, and will not be found in the index.

    A person needs an `id` and a `name` in an appendix of people, no more.
    """
    words = context.words
    if not words.titles:
        return
    ways = [rf"(?<!\w)(?:{words.titles})\s+(?P<name>{_NAME})"]
    if words.families:
        family = rf"(?:{words.families})(?:\s+{_WORD}){{1,4}}"
        ways.append(rf"(?<!\w)(?:{words.offices})(?:\s+(?:{words.titles}))?\s+(?P<name>{family})")
    known = _people(context)
    for line in context.lines:
        told: set[int] = set()
        found = context.named(line.text)
        for way in ways:
            for m in re.finditer(way, line.text):
                start = m.start("name")
                if start in told or any(f.start <= start < f.end for f in found):
                    continue
                if line.text.count("“", 0, start) > line.text.count("”", 0, start):
                    continue  # the title of a document, quoted as it is
                if words.not_names and re.match(words.not_names, m["name"]):
                    continue
                told.add(start)
                near = get_close_matches(m["name"], known, 1, 0.75)
                if near and folded(near[0]) == folded(
                    " ".join(m["name"].split()[: len(near[0].split())])
                ):
                    continue  # a matter of name-spelling
                if _is_body(context, m["name"]):
                    continue
                yield Mistake(
                    line.at(start),
                    "{name} is in no register",
                    "Did you mean {near}?"
                    if near
                    else "Add the person to an appendix of people: an id and a name are enough.",
                    {"name": m["name"], "near": near[0] if near else ""},
                )


def _is_body(context: CheckContext, name: str) -> bool:
    """Whether the words begin the name of a body or a place that the register knows."""
    return any(
        n.startswith(name) or name.startswith(n)
        for entry in context.manuscript.register
        if entry.kind != "people"
        for n in (*entry.names, *entry.aliases)
        if len(n) > 3
    )


@rule("name-spelling", unless=not_whole)
def name_spelling(context: CheckContext) -> Iterator[Mistake]:
    """A name is written with other tones or marks than in the register: `Nguyễn Đức Vinh` for
    `Nguyễn Đức Vịnh`. It is then not found, and the index lacks the page."""
    names: dict[str, set[str]] = {}
    known = set(context.manuscript.register.bearers)
    for name in known:
        if len(name.split()) > 1 and name[0].isupper():
            names.setdefault(folded(name), set()).add(name)
    lengths = sorted({len(key.split()) for key in names}, reverse=True)
    for line in context.lines:
        spans = [m.span() for m in re.finditer(r"\w+", line.text)]
        reached = 0
        for n, (start, _) in enumerate(spans):
            if start < reached or not line.text[start].isupper():
                continue
            for length in lengths:
                if n + length > len(spans):
                    continue
                end = spans[n + length - 1][1]
                written = line.text[start:end]
                right = names.get(folded(written))
                if not right or re.search(r"[^\w\s-]", written):
                    continue
                reached = end
                bare = " ".join(written.split())
                if bare not in known and not any(bare.casefold() == r.casefold() for r in right):
                    yield Mistake(
                        line.at(start),
                        "“{name}” is “{right}” in the register",
                        "Write it as the register does, or mend the register.",
                        {"name": written, "right": min(right)},
                    )
                break


@rule("capitals")
def capitals(context: CheckContext) -> Iterator[Mistake]:
    """The name of a body, a congress or an office has other capitals than the list has it: `Ban
    chấp hành` for `Ban Chấp hành`.

    The list is the register's names of three words or more, and `capitals` in book.yaml.
    """
    config = context.manuscript.config
    listed = list(config.capitals)
    for entry in context.manuscript.register:
        if entry.kind != "documents":
            listed += [n for n in (*entry.names, *entry.aliases) if len(n.split()) > 2]
    right = {name.casefold(): name for name in listed}
    accepted = {*listed, *(name.upper() for name in listed)}
    if not right:
        return
    found = re.compile(rf"(?<!\w)(?:{any_word(right)})(?!\w)", re.IGNORECASE)
    for line in context.lines:
        for m in found.finditer(line.text):
            wanted = right[m[0].casefold()]
            if m[0] not in accepted and m[0] != wanted[0].upper() + wanted[1:]:
                yield Mistake(
                    line.at(m.start()),
                    "“{name}” has other capitals than the list: “{right}”",
                    "Write it as the list does.",
                    {"name": m[0], "right": wanted},
                )
