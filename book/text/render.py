"""Markdown of the dialect as elements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from book.errors import Place
from book.manuscript.config import slug_of
from book.text import boxes
from book.text.attributes import parse_head
from book.text.boxes import Draw
from book.text.dialect import REMARK, closing, joined, parsed, parsed_line, parsed_rest
from book.text.image import image_of
from book.text.initials import set_initial
from book.text.lists import numbers_of, task_of
from book.text.misfits import MISFIT, tell
from book.text.numbered import Heading, Numbered
from book.text.photographs import PictureSetting
from book.text.pictures import is_picture
from book.text.prose import Prose
from book.text.references import Target
from book.text.stretches import ATTRIBUTE
from book.text.tree import NOTE, Element, Nodes, element, put, text_of

#: On which side a cell of a table stands, by what the parser says of its column.
_SIDES = {"text-align:right": "end", "text-align:center": "center"}
#: So many letters, a figure with its unit, stand on one line of a cell that ends on the right.
_SHORT = 24
#: What a note may hold.
_IN_NOTES = ("paragraph_open", "paragraph_close", "footnote_anchor")


class Renderer:
    """Renders the Markdown of one file; lines are told as places in that file."""

    def __init__(
        self,
        prose: Prose,
        numbered: Numbered,
        folder: Path,
        place: Callable[[int], Place],
        draw: Draw,
        setting: PictureSetting = PictureSetting(),  # noqa: B008
    ) -> None:
        self.prose = prose
        self.numbered = numbered
        self.folder = folder
        self.place = place
        self.draw = draw
        self.setting = setting
        #: What the box that is being set asks of all its pictures.
        self.box_attributes: dict[str, str] = {}
        self.headings: list[Heading] = []
        self._footnotes: dict[int, list[Token]] = {}
        self._is_note = False
        self._defined: dict[str, Any] = {}
        self._slugs: dict[str, int] = {}

    def blocks(self, text: str, drop_cap: bool = False) -> Nodes:
        """A text of any length; the first letter may be set as a drop cap."""
        tokens, self._defined = parsed(text, self.prose.language.rules.quotes)
        self._gather_footnotes(tokens)
        blocks = self.block_tokens(tokens)
        if drop_cap and blocks:
            set_initial(blocks[0])
        return blocks

    def line(self, text: str) -> Nodes:
        """One paragraph's worth of Markdown, without the paragraph."""
        return self.inline(parsed_line(text, self.prose.language.rules.quotes), 0)

    def block_tokens(self, tokens: Sequence[Token]) -> Nodes:
        """What block tokens print."""
        nodes: Nodes = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = closing(tokens, index)
            nodes += self._marked(token, self._block(token, tokens[index + 1 : end - 1]))
            index = end
        return nodes

    def _marked(self, token: Token, made: Nodes) -> Nodes:
        """What a block prints, marked with its lines."""
        if token.map and len(made) == 1 and not isinstance(made[0], str) and not token.hidden:
            place, lines = self.place(token.map[0]), token.map[1] - token.map[0]
            made[0].set(ATTRIBUTE, self.prose.stretches.mark(place, lines))
        return made

    def inline(self, token: Token, line: int) -> Nodes:
        """What an inline token prints that begins at a line (from 0) of the text."""
        # What is open, the outermost first, each with what stands in it so far.
        opened: list[tuple[Token | None, Nodes]] = [(None, [])]
        for child in joined(token.children or []):
            if child.nesting == 1:
                opened.append((child, []))
            elif child.nesting == -1:
                begun, inside = opened.pop()
                assert begun is not None
                href = str(begun.attrs.get("href", ""))
                opened[-1][1].append(element(begun.tag, {"href": href}, *inside))
            else:
                at = line + int(child.meta.get("line", 0))
                opened[-1][1].extend(self._piece(child, at))
        return opened[0][1]

    def _gather_footnotes(self, tokens: Sequence[Token]) -> None:
        current: int | None = None
        line = 0
        for token in tokens:
            line = token.map[0] if token.map else line
            if token.type == "footnote_open":
                current = token.meta["id"]
                self._footnotes[current] = []
            elif token.type == "footnote_close":
                current = None
            elif current is None:
                continue
            elif token.type == "inline":
                self._footnotes[current].append(token)
            elif token.type == MISFIT:
                tell(token, self.place(line), self.prose.mistakes)
            elif token.type not in _IN_NOTES and token.nesting != -1:
                self.prose.mistakes.add(
                    self.place(line),
                    "a note holds paragraphs alone: no lists, tables, quotes or boxes",
                    "Write it as a paragraph, or put it into the text.",
                )
                current = None

    def _block(self, token: Token, inside: Sequence[Token]) -> Nodes:
        line = token.map[0] if token.map else 0
        match token.type:
            case "inline":
                return self.inline(token, line)
            case "misfit":
                tell(token, self.place(line), self.prose.mistakes)
                return []
            case "html_block":
                self._refuse_html(line, token.content)
                return []
            case "heading_open":
                return [self._heading(token, inside[0], line)]
            case "footnote_block_open":
                return []
            case "fence" | "code_block":
                return [element("pre", {}, token.content)]
            case "hr":
                return [element("hr", {"class": "break"})]
            case "paragraph_open" if token.hidden:
                return self.block_tokens(inside)
            case "paragraph_open" if is_picture(inside):
                return [element("p", {"class": "picture"}, *self.block_tokens(inside))]
            case "th_open" | "td_open":
                return [self._cell(token, inside)]
            case "ordered_list_open":
                return [self._ordered(token, inside)]
            case "list_item_open":
                return [self._item(inside)]
        if token.type.startswith("container_"):
            return [boxes.box(self, token, inside, line)]
        heads = sum(t.type == "th_open" for t in inside) if token.type == "table_open" else 0
        shared = {"style": f"--columns: {heads}"} if heads else {}
        return [element(token.tag, shared, *self.block_tokens(inside))]

    def _cell(self, token: Token, inside: Sequence[Token]) -> Element:
        side = _SIDES.get(str(token.attrs.get("style", "")), "start")
        words = self.block_tokens(inside)
        is_short = side == "end" and len(text_of(words)) <= _SHORT
        attributes = {
            "scope": "col" if token.tag == "th" else "",
            "class": f"to-{side}" + (" short" if is_short else ""),
        }
        return element(token.tag, attributes, *words)

    def _ordered(self, token: Token, inside: Sequence[Token]) -> Element:
        """A list with the numbers that are typed; `1)` keeps its bracket."""
        numbers = numbers_of(inside)
        made = element("ol", {"class": "bracket" if token.markup == ")" else ""})
        for index, item in enumerate(_apart(inside)):
            made.append(self._item(item))
            if numbers is not None:
                made[-1].set("value", str(numbers[index]))
                made[-1].set("style", f"counter-reset: list-item {numbers[index] - 1}")
        return made

    def _item(self, inside: Sequence[Token]) -> Element:
        task = task_of(inside)
        if task is None:
            return element("li", {}, *self.block_tokens(inside))
        box, rest = task
        words = self.inline(self._rest(rest), inside[0].map[0] if inside[0].map else 0)
        first: Nodes = [element("span", {"class": "tick"}, box), " ", *words]
        if not inside[0].hidden:
            first = [element("p", {}, *first)]
        return element("li", {"class": "task"}, *first, *self.block_tokens(inside[3:]))

    def _rest(self, text: str) -> Token:
        """What is left of a paragraph, parsed anew."""
        return parsed_rest(text, self.prose.language.rules.quotes, self._defined)

    def _heading(self, token: Token, inline: Token, line: int) -> Element:
        head = parse_head(inline.content)
        if unfit := head.unfit(frozenset()):
            self.prose.mistakes.add(
                self.place(line),
                "a heading does not take “{what}”",
                "It takes: {known}.",
                what=unfit,
                known="#id",
            )
        if head.words != inline.content:
            inline = self._rest(head.words)
        # The chapter's title is the first level, so `#` and `##` both are the second.
        level = max(2, int(token.tag[1]))
        words = self.inline(inline, line)
        slug = slug_of(head.words) or "part"
        self._slugs[slug] = self._slugs.get(slug, 0) + 1
        if self._slugs[slug] > 1:
            slug = f"{slug}-{self._slugs[slug]}"
        anchor = f"{self.prose.section}-{slug}"
        shown = text_of(words)
        self.headings.append(Heading(level, anchor, shown))
        if head.id:
            self.target(head.id, Target(anchor, f"“{shown}”"), line)
        return element(f"h{level}", {"id": anchor}, *words)

    def target(self, target_id: str, target: Target, line: int) -> None:
        """Keep what `[[target_id]]` points to."""
        prose = self.prose
        self.numbered.target(target_id, target, prose.register, self.place(line), prose.mistakes)

    def _refuse_html(self, line: int, content: str) -> None:
        if REMARK.fullmatch(content.strip()):
            return
        self.prose.mistakes.add(
            self.place(line),
            "raw HTML is not allowed: {html}",
            "Write it in Markdown; for a literal < put a backslash before it.",
            html=content.strip().split("\n")[0][:60],
        )

    def _piece(self, token: Token, line: int) -> Nodes:
        place = self.place(line)
        match token.type:
            case "text":
                return self.prose.words(token.content, place)
            case "reference":
                m = token.meta
                return self.prose.reference(m["id"], m["text"], m["indexed"], m["main"], place)
            case "misfit" | "spot":
                tell(token, place, self.prose.mistakes)
            case "html_inline":
                self._refuse_html(line, token.content)
            case "image":
                return [image_of(self, token, line)]
            case "footnote_ref" if self._is_note:
                self.prose.mistakes.add(
                    place, "a note calls another note", "Say there what it shall say."
                )
            case "footnote_ref":
                return [self._note(token.meta["id"], line)]
            case "hardbreak":
                return [element("br")]
            case "code_inline":
                return [element("code", {}, token.content)]
        return []

    def _note(self, note: int, line: int) -> Element:
        paragraphs, self._is_note = self._footnotes.get(note, []), True
        made = element("span", {"class": NOTE, "data-tag": "Note"})
        for number, token in enumerate(paragraphs):
            put(made, [" "] if number else [])
            put(made, self.inline(token, token.map[0] if token.map else line))
        if paragraphs and paragraphs[0].map:
            line = paragraphs[0].map[0]
        made.set(ATTRIBUTE, self.prose.stretches.mark(self.place(line)))
        self._is_note = False
        return made


def _apart(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """What stands inside each of the blocks that lie side by side."""
    found, index = [], 0
    while index < len(tokens):
        end = closing(tokens, index)
        found.append(tokens[index + 1 : end - 1])
        index = end
    return found
