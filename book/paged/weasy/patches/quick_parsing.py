"""Stretches of HTML found by patterns that are made once.

Written for WeasyPrint 70 and tinyhtml5 2.1, which keeps each pattern under the wrong name and makes
it anew for every stretch of text: a fifteenth of the time of an index. Where the table of patterns
is gone, nothing is put into it, and HTML is parsed as before.
"""

from __future__ import annotations

import re
from typing import Any

from tinyhtml5 import inputstream

_stream = inputstream.HTMLUnicodeInputStream
_chars_until = _stream.chars_until
_patterns: dict[Any, Any] = getattr(inputstream, "characters_until_regex", {})


def _until(self: Any, characters: Any, opposite: bool = False) -> str:
    """What stands before the next of these characters, or of all others."""
    if (characters, opposite) not in _patterns:
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        _patterns[characters, opposite] = re.compile(f"[{'' if opposite else '^'}{listed}]+")
    return _chars_until(self, characters, opposite)  # type: ignore[no-any-return]


_stream.chars_until = _until
