"""A rule on what kinds ask of their records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake


@rule("record-checks")
def record_checks(context: CheckContext) -> Iterator[Mistake]:
    """A record does not hold to what its kind asks: a value stands twice that should be unique, a
    sum is not that of its parts, or a number or date lies outside its bounds.

    The `checks` of a declared kind say what is asked.
    """
    manuscript = context.manuscript
    for appendix in manuscript.appendices:
        place = partial(manuscript.place, appendix.id)
        yield from appendix.faults(place, manuscript.config.occasion)
