"""Attributes in braces: `{#id .class key="value"}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_ATTRIBUTE = re.compile(r'#([\w.-]+)|\.([\w-]+)|([\w-]+)=(?:"([^"]*)"|“([^”]*)”|(\S+))|(\S+)')


@dataclass(frozen=True)
class Head:
    """A line that opens a box or names a heading, split into words, id and attributes; what is
    none of these is `strange`."""

    words: str = ""
    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    def unfit(self, known: frozenset[str], classes: bool = False) -> str:
        """The first thing that is not among the known attributes; empty where all are."""
        others = () if classes else tuple(f".{name}" for name in self.classes)
        unknown = (name for name in self.attributes if name not in known)
        return next(iter((*self.strange, *others, *unknown)), "")

    def flagged(self, flags: frozenset[str]) -> Head:
        """The same with those bare words that are attributes in themselves as attributes."""
        found = {word: word for word in self.strange if word in flags}
        rest = tuple(word for word in self.strange if word not in flags)
        return replace(self, attributes={**self.attributes, **found}, strange=rest)


def parse_head(text: str) -> Head:
    """Split `Words {#id .class key="value"}`."""
    found = _BRACES.search(text)
    if not found:
        return Head(text.strip())
    return replace(attributes_of(found[1]), words=text[: found.start()].strip())


def attributes_of(text: str) -> Head:
    """What stands between two braces."""
    head_id, attributes = "", {}
    classes: list[str] = []
    strange: list[str] = []
    for part in _ATTRIBUTE.finditer(text):
        if part[1]:
            head_id = part[1]
        elif part[2]:
            classes.append(part[2])
        elif part[3]:
            attributes[part[3]] = part[4] or part[5] or part[6] or ""
        else:
            strange.append(part[7])
    return Head("", head_id, attributes, tuple(classes), tuple(strange))
