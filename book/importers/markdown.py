"""Imported blocks written as Markdown of the book's dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from book.importers.blocks import Block, Cell

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
#: What would begin a list, a heading, a quotation or a box at the start of a line.
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|>|[-+](?=\s)|:::|(\d{1,9})([.)])(?=\s|$))")
_BRACE = re.compile(r"\{(?=[#.\w][^{}]*\}\s*$)")


def escaped(text: str) -> str:
    """Words as Markdown that shows them as they are; a line's start is seen to later."""
    return _BRACE.sub(r"\\{", _SPECIAL.sub(r"\\\1", text))


def at_start(text: str) -> str:
    """A paragraph whose first words do not begin a list, a heading or a box."""

    def kept(found: re.Match[str]) -> str:
        if found[3]:
            return f"{found[1]}{found[3]}\\{found[4]}"
        return f"{found[1]}\\{found[2]}"

    return _AT_START.sub(kept, text)


def remark(words: str) -> str:
    """A remark to the editors, which is not printed."""
    return f"<!-- {words.replace('--', '–').strip()} -->"


def chapter_file(title: str, blocks: Sequence[Block], front: dict[str, object]) -> str:
    """A chapter's whole file: front matter, blocks, the notes at its end."""
    head = yaml.safe_dump(
        {"title": title, **front}, allow_unicode=True, sort_keys=False, width=1000
    )
    notes = {mark: words for block in blocks for mark, words in block.notes.items()}
    parts = [f"---\n{head}---\n", *_written(blocks)]
    parts += [f"[^{mark}]: {words}\n" for mark, words in notes.items()]
    return "\n".join(parts)


def _written(blocks: Sequence[Block]) -> Iterable[str]:
    counts: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if block.kind != "item":
            counts.clear()
        match block.kind:
            case "heading":
                yield f"{'#' * max(2, block.level)} {block.text}\n"
            case "item":
                for deeper in [level for level in counts if level > block.level]:
                    del counts[deeper]
                counts[block.level] = counts.get(block.level, 0) + 1
                mark = f"{counts[block.level]}." if block.is_ordered else "-"
                indent = "   " * block.level
                last = index + 1 == len(blocks) or blocks[index + 1].kind != "item"
                lines = at_start(block.text).replace("\n", f"\n{indent}   ")
                yield f"{indent}{mark} {lines}" + "\n" * last
            case "table":
                yield _table(block) + "\n"
            case "picture":
                yield _figure(block)
            case "quote":
                yield "\n".join(f"> {line}" for line in at_start(block.text).split("\n")) + "\n"
            case "verse":
                yield at_start(block.text).replace("\n", "\\\n") + "\n"
            case "frame":
                yield f"::: sidebar\n\n{block.text}\n\n:::\n"
            case _:
                yield at_start(block.text) + "\n"
        for words in block.remarks:
            yield remark(words) + "\n"


def _figure(block: Block) -> str:
    caption = f"\n{at_start(block.text)}\n" if block.text else ""
    address = f"<{block.plain}>" if " " in block.plain else block.plain
    alt = block.picture.alt if block.picture else ""
    return f"::: figure\n![{escaped(alt)}]({address})\n{caption}:::\n"


def _table(block: Block) -> str:
    width = max(sum(cell.columns for cell in row) for row in block.rows)
    rows = spread(block.rows, width)
    head, body = (rows[0], rows[1:]) if block.has_head or len(rows) > 1 else ([""] * width, rows)
    lines = [_line(head), _line(["---"] * width), *(_line(row) for row in body)]
    table = "\n".join(lines)
    return f"::: table\n{block.text}\n\n{table}\n:::" if block.text else table


def spread(rows: list[list[Cell]], width: int) -> list[list[str]]:
    """Cells as a grid of this width: what spans columns stands in the first of them, what spans
    rows is said again in each."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    for row in rows:
        made: list[str] = []
        cells = iter(row)
        while len(made) < width:
            column = len(made)
            if column in hanging:
                text, left = hanging.pop(column)
                made.append(text)
                if left > 1:
                    hanging[column] = (text, left - 1)
                continue
            cell = next(cells, None)
            if cell is None:
                made.append("")
                continue
            for offset in range(min(cell.columns, width - column)):
                made.append(cell.text if offset == 0 else "")
                if cell.rows > 1:
                    hanging[column + offset] = (cell.text if offset == 0 else "", cell.rows - 1)
        grid.append(made)
    return grid


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"
