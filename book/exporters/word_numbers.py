"""Lists and numbered headings of a Word file."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_BULLETS = "•–▪"
_LEVELS = 9


class Numbers:
    """The numberings of one file; each ordered list has one of its own, and begins anew."""

    def __init__(self, document: Document) -> None:
        self._root: Any = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        for style in document.styles:
            form = style.element.find(qn("w:pPr"))
            if form is not None and (own := form.find(qn("w:numPr"))) is not None:
                form.remove(own)
        self._count = 0
        self._bullets = 0

    def bullets(self) -> int:
        """The list with dots."""
        if not self._bullets:
            levels = [("bullet", _BULLETS[n % 3]) for n in range(_LEVELS)]
            self._bullets = self._made(levels)
        return self._bullets

    def numbers(self, bracket: bool = False, start: int = 1) -> int:
        """A new list that counts: `1.`, or `1)`."""
        sign = ")" if bracket else "."
        return self._made([("decimal", f"%{n + 1}{sign}") for n in range(_LEVELS)], start)

    def headings(self, words: str, form: str) -> int:
        """Headings that count with words before the number (`Chapter %1`), in a form of Word:
        `upperRoman`, `decimal`."""
        return self._made([(form, words)], heading=True)

    def _made(self, levels: list[tuple[str, str]], start: int = 1, heading: bool = False) -> int:
        self._count += 1
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._count}">'
            '<w:multiLevelType w:val="multilevel"/></w:abstractNum>'
        )
        for depth, (form, words) in enumerate(levels):
            abstract.append(_level(depth, form, words, start if depth == 0 else 1, heading))
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(abstract)
        else:
            first.addprevious(abstract)
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._count}">'
                f'<w:abstractNumId w:val="{self._count}"/></w:num>'
            )
        )
        return self._count


def _level(depth: int, form: str, words: str, start: int, heading: bool) -> Any:
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), str(depth))
    said = [("start", str(start)), ("numFmt", form), ("suff", "space" if heading else "tab")]
    said += [("lvlText", words), ("lvlJc", "left")]
    for tag, value in said:
        part = OxmlElement(f"w:{tag}")
        part.set(qn("w:val"), value)
        level.append(part)
    if not heading:
        level.append(
            parse_xml(
                f'<w:pPr {nsdecls("w")}><w:ind w:left="{567 * (depth + 1)}" w:hanging="425"/>'
                "</w:pPr>"
            )
        )
    return level
