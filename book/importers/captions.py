"""Captions: the paragraphs beside pictures and tables of a Word file that belong to them."""

from __future__ import annotations

import re

from book.importers.blocks import Block
from book.importers.markdown import escaped
from book.languages import everywhere


def is_caption_style(name: str) -> bool:
    """Whether a paragraph style is one of captions."""
    return bool(re.search(everywhere("caption style"), name, re.IGNORECASE))


def give_captions(blocks: list[Block]) -> None:
    """Give pictures and tables the captions that stand beside them as paragraphs."""
    for index, block in enumerate(blocks):
        if block.kind == "picture":
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            if after is not None and after.kind == "paragraph" and _is_caption(after, block):
                block.text, block.notes = _without_number(after.text), after.notes
                block.remarks += after.remarks
                after.text, after.remarks, after.notes = "", [], {}
        elif block.kind == "table" and index:
            before = blocks[index - 1]
            if before.kind == "paragraph" and (
                words := re.match(rf"{everywhere('table')}\s*\d*\s*[.:–-]", before.plain, re.I)
            ):
                own = before.text.removeprefix(words[0]).strip()
                if own == before.text:  # its number is set in bold, or the like
                    own = escaped(before.plain[words.end() :].strip())
                block.text = own or before.text
                block.notes.update(before.notes)
                block.remarks += before.remarks
                before.text, before.remarks, before.notes = "", [], {}


def _is_caption(paragraph: Block, picture: Block) -> bool:
    near = paragraph.paragraph - picture.paragraph <= 1
    says_so = paragraph.is_caption or bool(
        re.match(rf"{everywhere('picture')}\s*[\d.:–-]", paragraph.plain, re.IGNORECASE)
    )
    is_italic = paragraph.text.startswith("*") and paragraph.text.endswith("*")
    return near and (says_so or (is_italic and paragraph.is_centred))


def _without_number(caption: str) -> str:
    """A caption without its `Hình 3.`, which a book sets itself."""
    pattern = rf"{everywhere('picture')}\s*\d+\s*[.:–-]\s*(?=\S)"
    return re.sub(pattern, "", caption, count=1, flags=re.IGNORECASE) if caption else caption
