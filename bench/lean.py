"""What a user would write for plain WeasyPrint: the chapters as HTML, a simple style sheet, PDF/UA.

    python bench/lean.py FOLDER FILE.html

It has titles, prose, notes, tables, pictures, contents, folios and the pages of references; it leaves out
what no user of WeasyPrint would come to by a style sheet: an index, running heads kept out of the
tags, names kept unbroken, blanks before chapters, a grid of lines.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

_STYLE = """
@page { size: WIDEmm HIGHmm; margin: 21mm 20mm 24mm; @bottom-center { content: counter(page) } }
html { font: 10.6pt/15pt 'Source Serif 4', serif; hyphens: auto }
h1 { font-size: 20pt; line-height: 26pt; break-before: page; margin: 0 0 30pt }
h2 { font-size: 13pt; margin: 15pt 0 7pt; break-after: avoid }
p { margin: 0; text-align: justify; text-indent: 1.2em }
table { margin: 8pt auto; border-collapse: collapse } td, th { padding: 2pt 8pt; border: 0.5pt solid }
img { max-width: 100%; display: block; margin: 8pt auto }
nav a { display: block; text-decoration: none; color: inherit }
nav a::after { content: leader('.') target-counter(attr(href), page) }
a.page { text-decoration: none; color: inherit } a.page::after { content: target-counter(attr(href), page) }
"""


def write(folder: Path, target: Path) -> None:
    """Write the document of a folder's chapters."""
    import fontpkg
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table")
    config = (folder / "book.yaml").read_text(encoding="utf-8")
    trim = re.search(r"trim: (\w+)", config)
    size = {"A5": "148x210"}.get(trim[1], trim[1]) if trim else "160x240"
    wide, high = size.split("x")
    faces = "\n".join(
        f"@font-face {{ font-family: 'Source Serif 4'; font-style: {file.style}; src: url({file.path.as_uri()}) }}"
        for file in fontpkg.family("Source Serif 4").files
    )
    bodies, contents = [], []
    for number, file in enumerate(sorted((folder / "chapters").glob("*.md"))):
        _, matter, text = file.read_text(encoding="utf-8").split("---\n", 2)
        keys = dict(re.findall(r"(\w+): (.*)", matter))
        name = keys.get("id", f"chapter-{number}")
        text = re.sub(r"^:::.*$", "", text, flags=re.MULTILINE)
        text = re.sub(r"\[\[(\w+)\]\]", r"[trang ](#\1)", text)
        html = markdown.render(text).replace('<a href="#', '<a class="page" href="#')
        title = escape(keys["title"])
        bodies.append(f'<h1 id="{name}">{title}</h1>{html}')
        contents.append(f'<a href="#{name}">{title}</a>')
    style = _STYLE.replace("WIDE", wide).replace("HIGH", high)
    target.write_text(
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Sách</title>'
        f'<base href="{folder.resolve().as_uri()}/"><style>{faces}{style}</style></head>'
        f"<body><nav>{''.join(contents)}</nav>{''.join(bodies)}</body></html>",
        encoding="utf-8",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
