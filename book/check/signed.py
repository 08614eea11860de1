"""A rule on sections that were signed off: their text is to stay as it was."""

from __future__ import annotations

from collections.abc import Iterator

from book.check.context import CheckContext
from book.check.findings import rule
from book.errors import Mistake, Mistakes, Place
from book.rounds.signing import SECTIONS, read_signatures, section_mark


@rule("signed-off")
def signed_off(context: CheckContext) -> Iterator[Mistake]:
    """The text of a chapter or an appendix has changed since it was signed off, or was signed off
    without being marked, so that nobody could tell; or proofs/sections.yaml names a section that
    there is not. Line breaks, spaces and typography do not count."""
    mistakes = Mistakes()
    known = read_signatures(context.manuscript.folder, SECTIONS, mistakes)
    yield from mistakes
    for section, signature in known.items():
        now = section_mark(context.manuscript, section)
        if now is None:
            yield Mistake(
                Place(SECTIONS, 1, 1),
                "there is no section “{section}”",
                "Take it out of the file, or correct its id.",
                {"section": section},
            )
        elif signature.state == "signed" and signature.mark != now:
            values = {"section": section, "who": signature.by or "?", "day": signature.day or "?"}
            yield Mistake(
                context.manuscript.place_of_section(section),
                "the text was changed after {who} signed it off on {day}"
                if signature.mark
                else "the section is said to be signed off, but its text was not marked",
                "Have it read again, then: sign {section} --by “{who}”.",
                values,
            )
