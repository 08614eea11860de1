"""Roman numerals, by ICU's rules of numbering systems."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _rules(name: str) -> Any:
    import icu

    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.NUMBERING_SYSTEM, icu.Locale.getRoot())
    rules.setDefaultRuleSet(f"%roman-{name}")
    return rules


def roman(number: int) -> str:
    """A number of 1 or more in small roman numerals."""
    return str(_rules("lower").format(number))


def of_roman(written: str) -> int:
    """The value of roman numerals in capitals; ICU takes `IIX` too, as whoever wrote it did."""
    return int(_rules("upper").parse(written).getLong())
