"""The words that the studio's modules for the browser say, in the reader's language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from book.languages import Language

STATIC = Path(__file__).parent / "static"
_SAID = re.compile(r"\bsay\(\s*(\"(?:[^\"\\]|\\.)*\")")


@cache
def _messages() -> tuple[str, ...]:
    found: dict[str, None] = {}
    for module in sorted(STATIC.rglob("*.js")):
        for text in _SAID.findall(module.read_text(encoding="utf-8")):
            found[json.loads(text)] = None
    return tuple(found)


def words_for(language: Language) -> dict[str, str]:
    """Each message of the browser's modules, and how it is said."""
    return {message: language.say(message) for message in _messages()}
