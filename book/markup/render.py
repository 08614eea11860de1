"""Markdown of the dialect as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from markdown_it.token import Token

from book.errors import Place
from book.locale import Language
from book.manuscript.config import slug_of
from book.markup.dialect import BOXES, Head, joined, parse_head, parser
from book.markup.prose import Prose
from book.markup.references import Target

#: Draws a chart: its attributes and place in, an SVG and its alternative text out.
Draw = Callable[[dict[str, str], Place, Prose], tuple[str, str]]


@dataclass
class Numbered:
    """Figures and tables of the whole book so far, and every target that has an id."""

    figures: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)


class Renderer:
    """Renders the Markdown of one file; lines are told as places in that file."""

    def __init__(
        self, prose: Prose, language: Language, numbered: Numbered, folder: Path,
        place: Callable[[int], Place], draw: Draw | None = None,
    ) -> None:  # fmt: skip
        self.prose = prose
        self.language = language
        self.numbered = numbered
        self.folder = folder
        self.place = place
        self.draw = draw
        self._footnotes: dict[int, list[Token]] = {}
        self._slugs: dict[str, int] = {}

    def blocks(self, text: str, drop_cap: bool = False) -> str:
        """A text of any length as HTML; the first letter may be set as a drop cap."""
        tokens = parser().parse(text)
        self._gather_footnotes(tokens)
        html = self._blocks(tokens)
        return _with_drop_cap(html) if drop_cap else html

    def line(self, text: str) -> str:
        """One paragraph's worth of Markdown as HTML without the paragraph."""
        tokens = parser().parseInline(text)
        return "".join(self._inline(t, 0) for t in tokens)

    def _gather_footnotes(self, tokens: list[Token]) -> None:
        current: int | None = None
        for token in tokens:
            if token.type == "footnote_open":
                current = token.meta["id"]
                self._footnotes[current] = []
            elif token.type == "footnote_close":
                current = None
            elif current is not None and token.type == "inline":
                self._footnotes[current].append(token)

    def _blocks(self, tokens: Sequence[Token]) -> str:
        out: list[str] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = index + 1
            if token.nesting == 1:
                end = _close(tokens, index)
            inside = tokens[index + 1 : end - 1] if token.nesting == 1 else ()
            out.append(self._block(token, inside))
            index = end
        return "".join(out)

    def _block(self, token: Token, inside: Sequence[Token]) -> str:
        line = token.map[0] if token.map else 0
        if token.type.startswith("container_"):
            return self._box(token, inside, line)
        match token.type:
            case "inline":
                return self._inline(token, line)
            case "html_block":
                self._refuse_html(line, token.content)
                return ""
            case "heading_open":
                return self._heading(token, inside, line)
            case "footnote_block_open":
                return ""
            case "fence" | "code_block":
                return f"<pre>{escape(token.content)}</pre>"
            case "hr":
                return '<hr class="break">'
            case "paragraph_open" if token.hidden:
                return self._blocks(inside)
            case "th_open" | "td_open":
                side = "end" if "right" in str(token.attrs.get("style", "")) else "start"
                scope = ' scope="col"' if token.tag == "th" else ""
                return f'<{token.tag}{scope} class="to-{side}">{self._blocks(inside)}</{token.tag}>'
        return f"<{token.tag}>{self._blocks(inside)}</{token.tag}>"

    def _heading(self, token: Token, inside: Sequence[Token], line: int) -> str:
        inline = inside[0]
        head = parse_head(inline.content)
        if head.words != inline.content:
            inline = parser().parseInline(head.words)[0]
        # The chapter's title is the first level, so `#` and `##` both are the second.
        level = max(2, int(token.tag[1]))
        words = self._inline(inline, line)
        anchor = f"{self.prose.section}-{self._slug(head.words)}"
        if head.id:
            self._target(head.id, anchor, f"“{escape(head.words)}”", line)
        return f'<h{level} id="{anchor}">{words}</h{level}>'

    def _slug(self, words: str) -> str:
        slug = slug_of(words) or "part"
        self._slugs[slug] = self._slugs.get(slug, 0) + 1
        return slug if self._slugs[slug] == 1 else f"{slug}-{self._slugs[slug]}"

    def _target(self, target_id: str, anchor: str, name: str, line: int) -> None:
        if target_id in self.numbered.targets or target_id in self.prose.register:
            self.prose.mistakes.add(
                self.place(line),
                "the id “{id}” is taken already",
                "Give this one another id.",
                id=target_id,
            )
            return
        self.numbered.targets[target_id] = Target(anchor, name)

    def _refuse_html(self, line: int, content: str) -> None:
        self.prose.mistakes.add(
            self.place(line),
            "raw HTML is not allowed: {html}",
            "Write it in Markdown; for a literal < put a backslash before it.",
            html=content.strip().split("\n")[0][:60],
        )

    # Boxes ------------------------------------------------------------------------------

    def _box(self, token: Token, inside: Sequence[Token], line: int) -> str:
        name = token.type.removeprefix("container_").removesuffix("_open")
        head = parse_head(token.info.strip().removeprefix(name))
        strange = [*head.strange, *(k for k in head.attributes if k not in BOXES[name])]
        if strange:
            self.prose.mistakes.add(
                self.place(line),
                "a {box} does not take “{what}”",
                "It takes: {known}.",
                box=name,
                what=strange[0],
                known=", ".join(("#id", *sorted(BOXES[name]))),
            )
        if name in ("figure", "chart", "table", "plate"):
            return self._numbered_box(name, head, inside, line)
        title = f'<p class="title">{escape(head.words)}</p>' if head.words else ""
        if name == "pullquote":
            by = head.attributes.get("by", "")
            cite = f'<p class="by">{self.prose.words(by, self.place(line))}</p>' if by else ""
            return f'<blockquote class="pullquote">{self._blocks(inside)}{cite}</blockquote>'
        return f'<aside class="{name}">{title}{self._blocks(inside)}</aside>'

    def _numbered_box(self, name: str, head: Head, inside: Sequence[Token], line: int) -> str:
        is_table = name == "table"
        listed = self.numbered.tables if is_table else self.numbered.figures
        kind = "Table {number}" if is_table else "Figure {number}"
        said = self.language.say(kind, number=len(listed) + 1)
        anchor = f"{'table' if is_table else 'figure'}-{len(listed) + 1}"
        body, caption = self._body_and_caption(name, head, inside, line)
        listed.append((anchor, f"{said}. {_untagged(caption)}"))
        if head.id:
            self._target(head.id, anchor, said.replace(" ", "\N{NO-BREAK SPACE}"), line)
        credit = head.attributes.get("credit", "")
        words = f'<span class="number">{said}.</span> {caption}'
        if credit:
            words += f' <span class="credit">{self.prose.words(credit, self.place(line))}</span>'
        if is_table:
            caption_html = f"<caption>{words}</caption>"
            return f'<div class="table" id="{anchor}">{_captioned(body, caption_html)}</div>'
        return (
            f'<figure class="{name}" id="{anchor}">{body}<figcaption>{words}</figcaption></figure>'
        )

    def _body_and_caption(
        self, name: str, head: Head, inside: Sequence[Token], line: int
    ) -> tuple[str, str]:
        body: list[str] = []
        caption: list[str] = []
        for token in inside:
            children = token.children or []
            if token.type == "inline" and any(t.type == "image" for t in children):
                body.append(self._inline(token, token.map[0] if token.map else line))
        index = 0
        while index < len(inside):
            token = inside[index]
            end = _close(inside, index) if token.nesting == 1 else index + 1
            block = inside[index:end]
            if token.type == "table_open":
                body.append(self._blocks(block))
            elif token.type == "paragraph_open":
                inline = block[1]
                if not any(t.type == "image" for t in inline.children or []):
                    caption.append(self._inline(inline, inline.map[0] if inline.map else line))
            index = end
        if name == "chart" and self.draw is not None:
            svg, alt = self.draw(head.attributes, self.place(line), self.prose)
            body.append(picture(svg, alt))
        if not body:
            self.prose.mistakes.add(
                self.place(line),
                "the {box} is empty",
                "Put an image ![alternative text](assets/file) or a table into it.",
                box=name,
            )
        return "".join(body), " ".join(caption)

    # Inline -----------------------------------------------------------------------------

    def _inline(self, token: Token, line: int) -> str:
        out: list[str] = []
        for child in joined(token.children or []):
            out.append(self._piece(child, line + int(child.meta.get("line", 0))))
        return "".join(out)

    def _piece(self, token: Token, line: int) -> str:
        place = self.place(line)
        match token.type:
            case "text":
                return str(self.prose.words(token.content, place))
            case "reference":
                m = token.meta
                return str(
                    self.prose.reference(m["id"], m["text"], m["indexed"], m["main"], place)
                )
            case "html_inline":
                self._refuse_html(line, token.content)
                return ""
            case "image":
                return self._image(token, place)
            case "footnote_ref":
                inside = self._footnotes.get(token.meta["id"], [])
                words = " ".join(
                    self._inline(t, t.map[0] if t.map else line) for t in inside
                )
                return f'<span class="footnote">{words}</span>'
            case "footnote_anchor":
                return ""
            case "hardbreak":
                return "<br>"
            case "code_inline":
                return f"<code>{escape(token.content)}</code>"
            case "link_open":
                return f'<a href="{escape(str(token.attrs.get("href", "")))}">'
        return f"</{token.tag}>" if token.nesting == -1 else f"<{token.tag}>"

    def _image(self, token: Token, place: Place) -> str:
        source = str(token.attrs.get("src", ""))
        if not token.content.strip():
            self.prose.mistakes.add(
                place,
                "the image {file} has no alternative text",
                "Say in the square brackets what it shows: ![…]({file}).",
                file=source,
            )
        if not image_file(self.folder, source):
            self.prose.mistakes.add(
                place,
                "the image {file} is not in the book folder",
                "Put it there, or correct its name (capitals count).",
                file=source,
            )
        return f'<img src="{escape(source)}" alt="{escape(token.content)}">'


def image_file(folder: Path, name: str) -> Path | None:
    """The file of an image inside the book folder; None when there is none."""
    root = folder.resolve()
    try:
        found = (root / name).resolve()
    except (OSError, ValueError):
        return None
    return found if found.is_relative_to(root) and found.is_file() else None


def picture(svg: str, alt: str) -> str:
    """An SVG as an image (HTML) that carries its own data."""
    import base64

    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="drawn" src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def _close(tokens: Sequence[Token], start: int) -> int:
    """The index after the token that closes tokens[start]."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


def _untagged(html: str) -> str:
    import re

    return re.sub(r"<[^>]*>", "", html)


def _captioned(table: str, caption: str) -> str:
    return table.replace("<table>", f"<table>{caption}", 1)


def _with_drop_cap(html: str) -> str:
    """The first paragraph's first letter in an element of its own, unless a name begins there."""
    if html.startswith("<p>") and html[3:4].isalpha():
        return f'<p class="first"><span class="dropcap">{html[3]}</span>{html[4:]}'
    return html
