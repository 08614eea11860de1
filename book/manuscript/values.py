"""Values of book.yaml that are looked at: trim sizes, language tags, ISBNs."""

from __future__ import annotations

import re

from book.errors import UnfitError
from book.languages import known

#: Width and height in mm of the sizes that have a name.
TRIMS = {
    "A5": (148.0, 210.0),
    "145x205": (145.0, 205.0),
    "160x240": (160.0, 240.0),
    "A4": (210.0, 297.0),
}


def trim_size(value: object) -> tuple[float, float]:
    """Width and height in mm of `A5`, `160x240` or `WxH mm`; UnfitError for anything else."""
    text = str(value).strip()
    if text in TRIMS:
        return TRIMS[text]
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", text)
    if not found:
        raise UnfitError(
            "“{text}” is not a trim size; write A5, 160x240 or such as 170x240 mm", text=text
        )
    width, height = float(found[1]), float(found[2])
    if not (80 <= width <= 600 and 80 <= height <= 600):
        raise UnfitError("a trim size lies between 80 and 600 mm")
    return width, height


def language_tag(tag: str) -> str:
    """A language that there is data on; UnfitError for any other tag."""
    if not known(tag):
        raise UnfitError("“{tag}” is not a language tag such as vi or en-GB", tag=tag)
    return tag


def checked_isbn(text: str) -> str:
    """An ISBN-13 as written; UnfitError where its digits or its check digit are wrong."""
    if not text:
        return text
    from bookbarcode import calculate_check_digit

    digits = text.replace("-", "").replace(" ", "")
    if not re.fullmatch(r"97[89]\d{10}", digits):
        raise UnfitError(
            "“{text}” is no ISBN: it has 13 digits and begins with 978 or 979", text=text
        )
    expected = calculate_check_digit(digits[:12])
    if digits[-1] != expected:
        raise UnfitError(
            "the ISBN “{text}” is mistyped: after these digits its last one would be {expected}",
            text=text,
            expected=expected,
        )
    return text
