"""Order and letter groups of a language, by ICU's collation data."""

from __future__ import annotations

import re

import icu


class Collation:
    """Sort keys and index letters of one language (a BCP 47 tag).

    Vietnamese sorts a ă â b c d đ e ê … o ô ơ … u ư …, tone marks deciding last; numbers
    inside a heading sort by their value.
    """

    def __init__(self, tag: str) -> None:
        locale = icu.Locale.forLanguageTag(tag)
        self._collator = icu.Collator.createInstance(locale)
        self._collator.setAttribute(
            icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON
        )
        index = icu.AlphabeticIndex(locale)
        index.addLabels(icu.Locale.getEnglish())
        self._buckets = index.buildImmutableIndex()

    def key(self, text: str) -> bytes:
        """The sort key of a heading; quotation marks before its first letter don't count."""
        return bytes(self._collator.getSortKey(_first_letter_on(text)))

    def letter(self, text: str) -> str:
        """The letter under which a heading stands; `#` for what begins with no letter."""
        text = _first_letter_on(text)
        if text[:1].isdigit():
            return "#"
        label = str(self._buckets.getBucket(self._buckets.getBucketIndex(text))[0])
        return label if label.isalnum() else "#"


def _first_letter_on(text: str) -> str:
    return re.sub(r"^\W+", "", text) or text
