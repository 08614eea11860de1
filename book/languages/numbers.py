"""How numbers are written: shares of a whole, and the signs inside a number."""

from __future__ import annotations

import re

from babel import Locale
from babel.numbers import (
    NumberFormatError,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
    parse_decimal,
)


def percent(share: float, locale: Locale) -> str:
    """A part of a whole, to a tenth of a per cent: `12,5%`."""
    return format_percent(share, "#,##0.#%", locale=locale)


def signs(locale: Locale) -> tuple[str, str]:
    """What stands before the decimals of a number, and between its thousands."""
    return get_decimal_symbol(locale), get_group_symbol(locale)


def number_among(words: str, locale: Locale) -> float | None:
    """The one number in words such as `hơn 3.000` or `over 60%`; None where there is none, or more
    than one."""
    found = re.findall(r"\d[\d.,\u00a0\u202f]*(?<=\d)", words)
    if len(found) != 1:
        return None
    try:
        return float(parse_decimal(found[0], locale=locale))
    except NumberFormatError:
        return None
