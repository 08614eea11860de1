"""Slips to sign: all that a book says of one person or one unit, with the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from book.facts.lookup import Facts
from book.facts.wording import Wording
from book.indexes.collation import Collation
from book.languages import Language
from book.manuscript.kinds.people import People
from book.manuscript.reading import Manuscript
from book.manuscript.register import Entry, Register
from book.rounds.pages import Pages
from book.rounds.signing import mark_of
from book.rounds.units import Unit, units_of
from book.sections.context import portraits_in
from book.text.names import NameFinder
from book.text.pictures import address, image_file

_REFERENCE = re.compile(r"\[\[!?([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(<?([^)>\s]+)>?[^)]*\)")
_SHOWN = re.compile(r"people=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")
_MARKUP = re.compile(r"\[\^[^\]]*\]|\{[^{}]*\}|(?<!\\)[*_`]+|\\$")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
#: So many pieces behind the one that names people, a picture may stand.
_BEHIND = 3
#: The values of a record that are its own words; the others are told as facts.
_TEXTS = ("note", "text", "founding", "more")


@dataclass(frozen=True)
class Picture:
    """A picture of somebody: its address in the book folder, what is said of it, its page."""

    address: str
    caption: str
    page: str


@dataclass
class Slip:
    """What a book says of one person or unit: lines of its records, sentences with the page of
    each, pictures, and all pages."""

    id: str
    name: str
    group: str
    facts: list[str] = field(default_factory=list)
    sentences: list[tuple[str, Markup]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """What stands for all that is said, wherever it is printed."""
        said = (str(words) for _, words in self.sentences)
        return mark_of([*self.facts, *said, *(p.address for p in self.pictures)])


def slips(manuscript: Manuscript, language: Language, pages: Pages) -> list[Slip]:
    """The slips of all people who are not told to have died, and of all units that have an entry
    of their own, as far as the book says anything of them, by name."""
    return _Slips(manuscript, language, pages).all()


class _Slips:
    def __init__(self, manuscript: Manuscript, language: Language, pages: Pages) -> None:
        self.manuscript, self.language, self.pages = manuscript, language, pages
        self.register: Register = manuscript.register
        self.finder = NameFinder(self.register)
        self.units = units_of(manuscript)
        self.where: dict[str, set[int]] = defaultdict(set)

    def all(self) -> list[Slip]:
        wanted = {entry.id: entry for entry in self.register if self._is_wanted(entry)}
        made = {i: Slip(i, entry.printed, entry.kind) for i, entry in wanted.items()}
        self._facts(made)
        self._sentences(made)
        self._pictures(made)
        for slip in made.values():
            leaves = sorted(self.where[slip.id])
            slip.pages = list(dict.fromkeys(self.pages.pages[leaf].label for leaf in leaves))
        said = [s for s in made.values() if s.facts or s.sentences or s.pictures]
        collation = Collation(self.language.tag)
        return sorted(said, key=lambda s: (s.group != "people", collation.key(s.name)))

    def _is_wanted(self, entry: Entry) -> bool:
        if entry.kind == "people":
            return entry.id not in self._dead
        return entry.kind == "organisations" and bool(entry.anchor)

    @cached_property
    def _dead(self) -> set[str]:
        appendices = (a for a in self.manuscript.appendices if isinstance(a, People))
        return {p.id for a in appendices for p in a.people if p.died}

    def _facts(self, made: Mapping[str, Slip]) -> None:
        facts = Facts(self.manuscript)
        wording = Wording(facts, self.language)
        for known in facts.all:
            told = wording.fact(known)
            if (slip := made.get(known.subject)) is not None:
                slip.facts.append(told.removeprefix(f"{slip.name}, "))
            other = known.value if known.value != known.subject else None
            if isinstance(other, str) and (slip := made.get(other)) is not None:
                slip.facts.append(told)
        for slip in made.values():
            slip.facts = list(dict.fromkeys(slip.facts))
            entry = self.register[slip.id]
            if found := self.pages.where(entry.place):
                self.where[slip.id].add(found.leaf)

    def _sentences(self, made: Mapping[str, Slip]) -> None:
        for unit in self.units:
            if unit.field.split(" ")[0] in ("id", "aliases", "name", "portrait", "people"):
                continue
            own = self._own(unit)
            is_text = unit.field.split(" ")[0] in _TEXTS
            named = [own] if own in made and is_text else []
            if not unit.record or len(unit.text) > 60:
                named += [i for i in self._named(unit.text) if i in made and i != own]
            for bearer in dict.fromkeys(named):
                found = self.pages.where(unit.place, unit.text)
                label = self.pages.pages[found.leaf].label if found else ""
                if found:
                    self.where[bearer].add(found.leaf)
                words = self._plainly(unit.text, bearer)
                if words.strip():
                    made[bearer].sentences.append((label, words))

    def _own(self, unit: Unit) -> str:
        """The id of the record that a value is of."""
        return next((part for part in unit.record[2:] if part in self.register), "")

    def _named(self, text: str) -> Iterator[str]:
        for found in _REFERENCE.finditer(text):
            if found[1].strip() in self.register:
                yield found[1].strip()
        for name in self.finder.find(_REFERENCE.sub(lambda m: " " * len(m[0]), text)):
            yield from name.bearers

    def _plainly(self, text: str, bearer: str) -> Markup:
        """A sentence without its markup, the name in it strong."""

        def shown(found: re.Match[str]) -> str:
            named = found[1].strip()
            entry = self.register.entries.get(named)
            return found[2] or (entry.printed if entry else named)

        plain = _LINK.sub(r"\1", _IMAGE.sub("", _REFERENCE.sub(shown, text)))
        plain = _MARKUP.sub("", plain).strip()
        if plain.startswith(":::"):
            return Markup("")
        at, parts = 0, [Markup("")]
        for name in self.finder.find(plain):
            if bearer in name.bearers:
                parts.append(escape(plain[at : name.start]))
                parts.append(Markup("<b>%s</b>") % plain[name.start : name.end])
                at = name.end
        return Markup("").join([*parts, escape(plain[at:])])

    def _pictures(self, made: Mapping[str, Slip]) -> None:
        folder = self.manuscript.folder
        for subject, portrait in portraits_in(self.manuscript).items():
            file = image_file(folder, portrait.file)
            if subject in made and file:
                made[subject].pictures.append(Picture(address(folder, file), "", ""))
        for number, unit in enumerate(self.units):
            if unit.record or not (asked := _SHOWN.search(unit.text)):
                continue
            shown = [part.strip() for part in next(filter(None, asked.groups())).split(",")]
            shown = [i for i in shown if i in made]
            picture = self._picture(self.units[number : number + 1 + _BEHIND])
            if not shown or picture is None:
                continue
            for person in shown:
                made[person].pictures.append(picture)
                if found := self.pages.where(unit.place):
                    self.where[person].add(found.leaf)

    def _picture(self, units: Sequence[Unit]) -> Picture | None:
        for unit in units:
            found = _IMAGE.search(unit.text)
            file = image_file(self.manuscript.folder, found[2]) if found else None
            if found and file:
                page = self.pages.label(units[0].place)
                name = address(self.manuscript.folder, file)
                return Picture(name, _MARKUP.sub("", found[1]), page)
        return None
