"""What `[[id]]` prints of chapters, appendices, headings, figures and tables in a Word file, where
no page is known."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from book.languages import Language
from book.languages.numerals import roman
from book.manuscript.kinds.record import Appendix
from book.manuscript.reading import Manuscript
from book.text.attributes import Head, parse_head
from book.text.boxes_known import BOX_FLAGS
from book.text.dialect import parsed
from book.text.kept import is_empty, is_place_kept
from book.text.whole_pages import UNNUMBERED

_PICTURED = ("figure", "gallery", "group", "roll", "chart", "plate", "spread")
#: Boxes that are counted, by the word before their number.
COUNTED = {
    **dict.fromkeys(_PICTURED, "Figure {number}"),
    "table": "Table {number}",
}


class Counts:
    """Figures and tables of the book so far, counted as the book counts them."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._numbers: dict[str, int] = {}

    def next(self, box: str) -> str:
        """`Figure 3` for a box of this name."""
        message = COUNTED[box]
        self._numbers[message] = self._numbers.get(message, 0) + 1
        return self._language.say(message, number=self._numbers[message])


def targets_of(manuscript: Manuscript, language: Language) -> dict[str, str]:
    """The words of each target by its id."""
    found: dict[str, str] = {}
    counts, number = Counts(language), 0
    for chapter in manuscript.chapters:
        found[chapter.id] = f"“{chapter.matter.title}”"
        style = manuscript.config.chapter_numbers
        if chapter.matter.kind == "chapter" and style != "none" and not is_place_kept(chapter):
            number += 1
            shown = roman(number).upper() if style == "roman" else str(number)
            found[chapter.id] = language.say("Chapter {number}", number=shown)
        found.update(_in_text(parsed(chapter.body, language.rules.quotes).tokens, counts))
    for index, appendix in enumerate(printed_appendices(manuscript), 1):
        found[appendix.id] = language.say("Appendix {number}", number=index)
    return found


def printed_appendices(manuscript: Manuscript) -> list[Appendix]:
    """The appendices that the book prints, and so counts."""
    trees = manuscript.trees
    return [a for a in manuscript.appendices if a.printed and not is_empty(a, trees[a.id])]


def _in_text(tokens: tuple[Token, ...], counts: Counts) -> Iterator[tuple[str, str]]:
    for index, token in enumerate(tokens):
        box = token.type.removeprefix("container_").removesuffix("_open")
        if token.type == "heading_open":
            head = parse_head(tokens[index + 1].content)
            yield head.id, f"“{head.words}”"
        elif token.type.endswith("_open") and box in COUNTED:
            head = parse_head(token.info).flagged(BOX_FLAGS)
            if UNNUMBERED not in head.attributes:
                yield head.id, counts.next(box)
        for child in token.children or ():
            if child.type == "image":
                own: Head = child.meta.get("attributes", Head())
                yield own.id, f"“{child.content}”"
