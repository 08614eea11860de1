"""What a paragraph is made of: its text, its break opportunities, and the pieces between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages

from book.paged.weasy.composer.pieces import Block, Measure, Stretch
from book.paged.weasy.composer.places import opportunities
from book.paged.weasy.composer.shaping import face_of

#: Right to left, its marks, and Chinese, Japanese and Korean: WeasyPrint's to set.
_NOT_PLANNED = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff\t\f\u0085\u2028\u2029]"
)


@dataclass(slots=True)
class Paragraph:
    """A paragraph read from a line box; `blocks` are its parts between forced breaks."""

    text: str
    blocks: list[Block]
    ragged: bool
    hangs: bool
    #: Whether a word may be broken anywhere where it is wider than the line.
    anywhere: bool
    #: What is planned already: lines by their beginning and their width.
    lines: dict[tuple[int, float], Any] = field(default_factory=dict)
    #: The breaks of blocks by the block, its first piece and the widths of its lines.
    plans: dict[Any, Any] = field(default_factory=dict)


class _NotPlannedError(Exception):
    """The paragraph is WeasyPrint's to set."""


def read(line_box: Any, containing_block: Any) -> Paragraph | None:
    """The paragraph of a line box that is not laid out yet; None for one that is not planned."""
    style = line_box.style
    if (
        style["direction"] != "ltr"
        or style["white_space"] != "normal"
        or line_box.text_overflow != "clip"
        or containing_block.style["block_ellipsis"] != "none"
    ):
        return None
    try:
        stretches = list(_Reader(containing_block).stretches(line_box))
        text = "".join(stretch.text for stretch in stretches)
        if not text.strip() or _NOT_PLANNED.search(text):
            return None
        return _paragraph(text, stretches, style)
    except _NotPlannedError:
        return None


class _Reader:
    """Reads text boxes in order, with the edges of the elements around them."""

    def __init__(self, containing_block: Any) -> None:
        self._containing_block = containing_block
        self._reached = 0
        self._pending = 0.0
        self._last: Stretch | None = None
        self._elements = 0

    def stretches(self, box: Any, kept: int = 0) -> Iterator[Stretch]:
        for child in box.children:
            if isinstance(child, boxes.TextBox):
                yield from self._text(child, kept)
            elif type(child) is boxes.InlineBox and child.is_in_normal_flow():
                yield from self._inline(child, kept)
            else:
                raise _NotPlannedError

    def _text(self, box: Any, kept: int) -> Iterator[Stretch]:
        style, text = box.style, box.text
        white_space = style["white_space"]
        if white_space not in ("normal", "nowrap") and not (
            white_space == "pre-line" and not text.strip(" \n")
        ):
            raise _NotPlannedError
        if not style["font_size"] or style["word_break"] != "normal":
            raise _NotPlannedError
        if text:
            if self._pending and not text.strip():
                raise _NotPlannedError
            made = Stretch(
                text=text,
                start=self._reached,
                face=face_of(style),
                before=self._pending,
                after=0.0,
                kept=kept,
            )
            self._reached += len(text)
            self._pending, self._last = 0.0, made
            yield made

    def _inline(self, box: Any, kept: int) -> Iterator[Stretch]:
        if box.is_leader:
            raise _NotPlannedError
        resolve_percentages(box, self._containing_block)
        for side in ("margin_left", "margin_right"):
            if getattr(box, side) == "auto":
                setattr(box, side, 0)
        left = box.margin_left + box.border_left_width + box.padding_left
        right = box.margin_right + box.border_right_width + box.padding_right
        if (left or right) and box.style["box_decoration_break"] == "clone":
            raise _NotPlannedError
        if box.style["white_space"] == "nowrap" and not kept:
            self._elements += 1
            kept = self._elements
        before = self._reached
        self._pending += left
        yield from self.stretches(box, kept)
        if right:
            if self._reached == before or self._last is None or not self._last.text.strip():
                raise _NotPlannedError
            self._last.after += right
        if left and self._reached == before:
            raise _NotPlannedError


def _paragraph(text: str, stretches: list[Stretch], style: Any) -> Paragraph:
    """A paragraph; what was made of one with the same words in the same faces is used again."""
    hangs = any(getattr(token, "value", None) == "hang" for token in style["__punctuation"] or ())
    key = (
        text,
        hangs,
        *((s.start, id(s.face), s.before, s.after, s.kept) for s in stretches),
        *(style[name] for name in _TOLD),
    )
    kept: _Kept = style.font_config.__dict__.setdefault("composed_paragraphs", _Kept())
    made = kept.found.get(key)
    if made is None:
        made = kept.keep(key, _blocks(text, stretches, style, hangs))
    blocks, plans = made
    return Paragraph(
        text,
        blocks,
        ragged=style["text_align_all"] != "justify",
        hangs=hangs,
        anywhere=style["overflow_wrap"] != "normal",
        plans=plans,
    )


#: What of a style changes how a paragraph is measured and broken, beside its faces.
_TOLD = (
    "lang",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "text_align_all",
    "overflow_wrap",
)
#: So many pieces are kept for the next galley; some forty megabytes.
_MOST_KEPT = 150_000


@dataclass
class _Kept:
    """What was made of paragraphs, by all that it is made of. Faces are told by their ids: they
    live as long as this, in the same font configuration."""

    found: dict[Any, tuple[list[Block], dict[Any, Any]]] = field(default_factory=dict)
    pieces: int = 0

    def keep(self, key: Any, blocks: list[Block]) -> tuple[list[Block], dict[Any, Any]]:
        self.pieces += sum(len(block.pieces) for block in blocks)
        if self.pieces > _MOST_KEPT:
            self.found.clear()
            self.pieces = sum(len(block.pieces) for block in blocks)
        made = self.found[key] = blocks, {}
        return made


def _blocks(text: str, stretches: list[Stretch], style: Any, hangs: bool) -> list[Block]:
    kept = [(s.start, s.start + len(s.text), s.kept) for s in stretches if s.kept]
    breaks = opportunities(text, kept, style["lang"] or "")
    measure = Measure(text, stretches, style, hangs)
    blocks = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inside = [place for place in breaks if start < place < end]
        blocks.append(measure.block(start, inside, end, forced=end < len(text)))
        start = end + 1
    return blocks
