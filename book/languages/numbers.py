"""How numbers are written: shares of a whole, and the signs inside a number."""

from __future__ import annotations

from babel import Locale
from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol


def percent(share: float, locale: Locale) -> str:
    """A part of a whole, to a tenth of a per cent: `12,5%`."""
    return format_percent(share, "#,##0.#%", locale=locale)


def signs(locale: Locale) -> tuple[str, str]:
    """What stands before the decimals of a number, and between its thousands."""
    return get_decimal_symbol(locale), get_group_symbol(locale)
