"""Setting: the boxes of a planned line, and how its words are spread over its measure."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import Layout

from book.paged.weasy.composer.breaking import GLYPHS, ratio_of
from book.paged.weasy.composer.planning import Line
from book.paged.weasy.composer.shaping import Face, face_of, words_and_spaces

#: No word space grows by more than so many times its width; the line is left ragged then.
LOOSEST = 2.6
#: A text box has no edges of its own.
_NO_EDGES = {
    f"{edge}_{side}{width}": 0
    for side in ("left", "right", "top", "bottom")
    for edge, width in (("margin", ""), ("padding", ""), ("border", "_width"))
}


class SetText:
    """A line's part of one text box; stands where WeasyPrint has its Pango layout."""

    first_line_direction = 0

    def __init__(self, face: Face, text: str) -> None:
        self.face, self.text = face, text
        self.words, self.spaces = words_and_spaces(face, text)
        self.inner = sum(self.spaces)
        self.glyphs = sum(map(face.width, self.words))
        #: What each space is wider by, as a share of its width, and by what glyphs are widened.
        self.grown = 0.0
        self.scale = 1.0

    @property
    def width(self) -> float:
        return self.glyphs * self.scale + self.inner * (1 + self.grown)

    @property
    def can_be_scaled(self) -> bool:
        """Whether the composer draws it: Pango's layouts have glyphs of one width alone."""
        return self.face.can_show(self.words)

    def layout(self, style: Any) -> Layout:
        """A layout of Pango's as WeasyPrint would have it, for what only WeasyPrint can draw."""
        # Its glyphs are as wide as they are: spaces alone bring it to its width.
        extra = (self.width - self.glyphs - self.inner) / len(self.spaces) if self.spaces else 0.0
        layout = Layout(style, extra)
        layout.set_text(self.text, justify=True)
        layout.deactivate()
        return layout


class _Setter:
    """Takes the characters of one line from the boxes of its paragraph."""

    def __init__(self, line: Line, line_box: Any) -> None:
        self._line = line
        self._strut = face_of(line_box.style)
        self._left = line.end - line.start
        self._dropped = line.resume - line.end
        self._y = line_box.position_y

    @property
    def _full(self) -> bool:
        return self._left <= 0 and not (self._line.last and not self._line.forced)

    def inline(self, box: Any, skip_stack: Any, x: float) -> tuple[Any, Any]:
        """What a line takes of an inline box or the line box, set at x; where the rest begins."""
        first, below = next(iter(skip_stack.items())) if skip_stack else (0, None)
        is_line = isinstance(box, boxes.LineBox)
        is_start = skip_stack is None
        start = x
        if is_start and not is_line:
            x += box.margin_left + box.border_left_width + box.padding_left
        children: list[Any] = []
        resume: dict[int, Any] | None = None
        inside = x
        for index in range(first, len(box.children)):
            if self._full and not self._breaks_in(box.children[index]):
                resume = {index: None}
                break
            child = box.children[index]
            if isinstance(child, boxes.TextBox):
                made, rest = self._text(child, below, x)
            else:
                made, rest = self.inline(child, below, x)
            below = None
            if made is not None:
                children.append(made)
                x += made.margin_width()
            if rest is not None:
                resume = {index: rest}
                break
        new_box = box.copy_with_children(children)
        new_box.remove_decoration(start=not is_start, end=resume is not None)
        new_box.width = x - inside
        if not is_line:
            new_box.position_x = start
            new_box.position_y = self._y
        self._set_height(new_box)
        return new_box, resume

    def _breaks_in(self, box: Any) -> bool:
        """Whether a box holds the forced break that ends this line."""
        if not self._line.forced or self._dropped <= 0:
            return False
        inside = box.descendants() if isinstance(box, boxes.ParentBox) else [box]
        return any(getattr(part, "text", "").startswith("\n") for part in inside)

    def _text(self, box: Any, skip_stack: Any, x: float) -> tuple[Any, Any]:
        skip = next(iter(skip_stack)) if skip_stack else 0
        text = box.text.encode()[skip:].decode() if skip else box.text
        taken = text[: self._left]
        self._left -= len(taken)
        rest = text[len(taken) :]
        if rest and self._left <= 0:
            drop = min(self._dropped, len(rest))
            self._dropped -= drop
            rest = rest[drop:]
        made = self._set(box, taken, x) if taken else None
        if not rest:
            return made, None
        return made, {len(box.text.encode()) - len(rest.encode()): None}

    def _set(self, box: Any, text: str, x: float) -> Any:
        if self._left <= 0 and self._line.hyphen:
            text += self._line.hyphen
        face = face_of(box.style)
        new_box = box.copy_with_text(text)
        new_box.__dict__.update(_NO_EDGES)
        new_box.pango_layout = SetText(face, text)
        new_box.width = new_box.pango_layout.width
        new_box.height = face.height
        new_box.baseline, line_height = self._heights(face)
        new_box.margin_top = new_box.baseline - face.baseline
        new_box.margin_bottom = line_height - new_box.margin_top - face.height
        new_box.position_x, new_box.position_y = x, self._y
        return new_box

    def _set_height(self, box: Any) -> None:
        """Make the height of an inline box its line height, as WeasyPrint does."""
        face = face_of(box.style)
        box.baseline, line_height = self._heights(face)
        box.height = face.size
        half_leading = (line_height - box.height) / 2
        box.margin_top = half_leading - box.border_top_width - box.padding_top
        box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom

    def _heights(self, face: Face) -> tuple[float, float]:
        """The baseline and the line height that a face has in this line.

        By CSS, a face whose letters are higher or lower in the same line height makes the line
        higher; the lines behind it would leave the page's grid for it.
        """
        if face.line_height <= self._strut.line_height:
            return self._strut.line_baseline, self._strut.line_height
        return face.line_baseline, face.line_height


def set_line(
    line_box: Any, skip_stack: Any, line: Line, x: float, available: float
) -> tuple[Any, Any]:
    """The planned line as a line box, set at x, and the skip stack of the next line."""
    before, behind = line.hangs
    setter = _Setter(line, line_box)
    new_box, resume = setter.inline(line_box, skip_stack, x + before)
    if line_box.style["text_align_all"] == "justify":
        measure = available - before - behind
        if not line.last or new_box.width > measure:
            new_box.fills = _justified(new_box, measure)
    # As WeasyPrint has it, an indent belongs to the width; what hangs does not.
    new_box.width += before + behind + x - line_box.position_x
    return new_box, resume


def _justified(line: Any, available: float) -> bool:
    """Spread a planned line over its measure; whether it could be done."""
    texts = [b.pango_layout for b in line.descendants() if isinstance(b, boxes.TextBox)]
    if not all(isinstance(text, SetText) for text in texts):
        return False
    spaces = sum(text.inner for text in texts)
    glyphs = sum(text.glyphs for text in texts)
    excess = available - line.width
    if not spaces:
        return False
    ratio = ratio_of(excess, spaces, spaces + glyphs)
    can_be_scaled = all(text.can_be_scaled for text in texts)
    scale = max(-1.0, min(1.0, ratio)) * GLYPHS if can_be_scaled else 0.0
    grown = (excess - scale * glyphs) / spaces
    if grown > LOOSEST:
        return False
    for text in texts:
        text.grown, text.scale = grown, 1 + scale
    _spread(line, 0.0)
    return True


def _spread(box: Any, advance: float) -> float:
    """Move the parts of a line behind one another; tells how far what follows has to move."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        width = box.pango_layout.width
        advance += width - box.width
        box.width = width
        return advance
    box.position_x += advance
    before = advance
    for child in box.children:
        advance = _spread(child, advance)
    box.width += advance - before
    return advance
