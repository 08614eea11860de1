"""Rules on names: people whom no register knows, and names in two spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib.util import find_spec

from book.check.context import CheckContext
from book.check.findings import not_whole, rule
from book.errors import Mistake, Said
from book.facts.prose import unquoted
from book.languages.letters import plain
from book.languages.rules import CAPITALS
from book.languages.words import Words, any_word
from book.text.names import Found

_WORD = rf"[{CAPITALS}][\w’'-]*"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{1,4}}"


@lru_cache(maxsize=20_000)
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
    """Somebody is named after a title (đồng chí, ông, thầy, TS.; Mr, Mrs), an office (Bí thư, Chủ
    tịch), or in a list behind one who is, and is in no register: the index will lack the page.

    A person needs an `id` and a `name` in an appendix of people, no more. Public figures that
    everybody knows are left alone; `public_figures` in book.yaml adds to them.
    """
    words = context.words
    if not words.titles:
        return
    known = _people(context)
    public = {*words.lists["public figures"], *context.manuscript.config.public_figures}
    ways = [re.compile(way) for way in _ways(words)]
    for line in context.lines:
        if not any(c.isupper() for c in line.text):
            continue
        found = context.named(line.text)
        told: dict[int, str] = {}
        for way in ways:
            for m in way.finditer(line.text):
                if _is_stranger(context, line.text, m, found, public):
                    told.setdefault(m.start("name"), m["name"])
        for start, name in sorted(_listed(context, line.text, told, found, public).items()):
            near = get_close_matches(name, known, 1, 0.75)
            if near and _is_spelling_of(name, near[0]):
                continue  # a matter of name-spelling
            yield Mistake(
                line.at(start),
                "{name} is in no register",
                "Did you mean {near}?"
                if near
                else "Add the person to an appendix of people: an id and a name are enough.",
                {"name": name, "near": near[0] if near else ""},
            )


def _ways(words: Words) -> Iterator[str]:
    """How somebody is named: behind a title; behind an office, or a title that others than people
    bear, where a family's name follows."""
    yield rf"(?<!\w)(?:{words.titles})\s+(?P<name>{_NAME})"
    if words.families:
        family = rf"(?:{words.families})(?:\s+{_WORD}){{1,3}}"
        yield rf"(?<!\w)(?:{words.offices})(?:\s+(?:{words.titles}))?\s+(?P<name>{family})"
        others = "|".join(
            re.escape(word) for word in (*words.lists["addresses"], *words.lists["honours"])
        )
        yield rf"(?<!\w)(?i:{others})\.?\s+(?P<name>{family})"


def _is_stranger(
    context: CheckContext,
    text: str,
    m: re.Match[str],
    found: list[Found],
    public: set[str],
) -> bool:
    """Whether a name is of somebody whom no record is of, told in the book's own words."""
    start, name = m.start("name"), m["name"]
    if any(f.start <= start < f.end for f in found) or any(name.startswith(p) for p in public):
        return False
    if text.count("“", 0, start) > text.count("”", 0, start):
        return False  # the title of a document, quoted as it is
    not_names = context.words.not_names
    return not (not_names and re.match(not_names, name)) and not _is_body(context, name)


def _listed(
    context: CheckContext,
    text: str,
    told: dict[int, str],
    found: list[Found],
    public: set[str],
) -> dict[int, str]:
    """Those told, and those named behind them or behind people of the register: `A, B và C`."""
    words, made = context.words, dict(told)
    if not words.families:
        return made
    register = context.manuscript.register
    ends = [f.end for f in found if register[f.bearers[0]].kind == "people"]
    ends += [start + len(name) for start, name in told.items()]
    titles = "|".join((words.titles, *map(re.escape, words.lists["addresses"])))
    behind = re.compile(
        rf"\s*(?:,|và|,\s*và|;)\s+(?:(?i:các\s+)?(?i:{titles})\s+)?"
        rf"(?P<name>(?:{words.families})(?:\s+{_WORD}){{1,3}})"
    )
    while ends:
        m = behind.match(text, ends.pop())
        if m and _is_stranger(context, text, m, found, public) and m.start("name") not in made:
            made[m.start("name")] = m["name"]
            ends.append(m.end())
    return made


def _is_spelling_of(name: str, other: str) -> bool:
    return folded(other) == folded(" ".join(name.split()[: len(other.split())]))


def _is_body(context: CheckContext, name: str) -> bool:
    """Whether the words begin the name of a body or a place that the register knows."""
    return any(
        n.startswith(name) or name.startswith(n)
        for entry in context.manuscript.register
        if entry.kind != "people"
        for n in (*entry.names, *entry.aliases)
        if len(n) > 3
    )


def _no_model(context: CheckContext) -> Said | None:
    if not context.manuscript.config.language.startswith("vi"):
        return Said("there is a model of names for Vietnamese alone")
    if find_spec("underthesea") is None:
        return Said("no model of names is installed: pip install kyyeu[names]")
    return not_whole(context)


@rule("person-suggested", unless=_no_model)
def person_suggested(context: CheckContext) -> Iterator[Mistake]:
    """A model of Vietnamese names takes words for the name of somebody who is in no register,
    though no title stands before it. A suggestion, told only where the model (underthesea) is
    installed: `pip install kyyeu[names]`.
    """
    from underthesea import ner

    public = {*context.words.lists["public figures"], *context.manuscript.config.public_figures}
    name = re.compile(rf"(?<!\w)(?:{context.words.families})(?:\s+{_WORD}){{1,3}}(?!\w)")
    for line in context.chapter_lines:
        text = unquoted(line.text)
        found = context.named(text)
        strangers = [
            m
            for m in name.finditer(text)
            if not any(f.start < m.end() and m.start() < f.end for f in found)
            and not _is_body(context, m[0])
            and not any(m[0].startswith(p) for p in public)
        ]
        people = _people_by(ner(text)) if strangers else ()
        for m in strangers:
            if any(m[0].startswith(person) for person in people):
                yield Mistake(
                    line.at(m.start()),
                    "{name} is in no register",
                    "Add the person to an appendix of people, if it is one.",
                    {"name": m[0]},
                )


def _people_by(tokens: Iterable[tuple[str, ...]]) -> list[str]:
    """The names that a model tells to be of people: tokens of which the last part is `B-PER` where
    a name begins, and `I-PER` where it goes on."""
    names: list[str] = []
    for token in tokens:
        if token[-1] == "B-PER":
            names.append(token[0])
        elif token[-1] == "I-PER" and names:
            names[-1] += f" {token[0]}"
    return names


@rule("name-spelling", unless=not_whole)
def name_spelling(context: CheckContext) -> Iterator[Mistake]:
    """A name is written with other tones or marks than in the register: `Nguyễn Đức Vinh` for
    `Nguyễn Đức Vịnh`. It is then not found, and the index lacks the page."""
    names: dict[str, set[str]] = {}
    known = set(context.manuscript.register.bearers)
    for name in known:
        if len(name.split()) > 1 and name[0].isupper():
            names.setdefault(folded(name), set()).add(name)
    lengths: dict[str, list[int]] = {}
    for key in sorted(names, key=lambda key: -len(key.split())):
        longest = lengths.setdefault(key.split()[0], [])
        if (length := len(key.split())) not in longest:
            longest.append(length)
    for line in context.lines:
        words = [(m.start(), m.end(), m[0]) for m in re.finditer(r"\w+", line.text)]
        reached = 0
        for n, (start, _, word) in enumerate(words):
            if start < reached or not word[0].isupper():
                continue
            for length in lengths.get(folded(word), ()):
                if n + length > len(words):
                    continue
                end = words[n + length - 1][1]
                written = line.text[start:end]
                key = " ".join(folded(word) for _, _, word in words[n : n + length])
                right = names.get(key)
                if not right or re.search(r"[^\w\s-]", written):
                    continue
                reached = end
                plain = " ".join(written.split())
                if plain not in known and not any(plain.casefold() == r.casefold() for r in right):
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
        for m in found.finditer(unquoted(line.text)):
            wanted = right[m[0].casefold()]
            if m[0] not in accepted and m[0] != wanted[0].upper() + wanted[1:]:
                yield Mistake(
                    line.at(m.start()),
                    "“{name}” has other capitals than the list: “{right}”",
                    "Write it as the list does.",
                    {"name": m[0], "right": wanted},
                )
