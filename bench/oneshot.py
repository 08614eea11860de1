"""The same book as one HTML document for WeasyPrint alone: pages by target-counter.

    python bench/oneshot.py FOLDER FILE.html

What it leaves out: merged index locators, recto starts with real blanks, one outline of sections.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

_RULES = """
@page { @bottom-center { content: counter(page); font-family: 'Be Vietnam Pro'; font-size: 8pt; }
        @top-center { content: string(head); font-family: 'Be Vietnam Pro'; font-size: 7pt; } }
h1 { string-set: head content(); break-before: right; }
.pg::after { content: target-counter(attr(href), page); }
.toc a::after { content: leader('.') target-counter(attr(href), page); }
"""


def write(folder: Path, target: Path) -> None:
    """Write the document, with the builder's own sections and styles in it."""
    from book.project import Project
    from book.text.references import SCHEME
    from book.text.tree import html_of

    with Project(folder) as project:
        assembly, style = project._assembled(project.manuscript)
    context = assembly.context
    register = context.manuscript.register

    bodies, toc, index = [], [], {}
    for section in assembly.written:
        _refer(section.tree, context.numbered.targets)
        body = section.tree.find("body")
        bodies.append(
            html_of(body if body is not None else ()).replace(f'href="{SCHEME}', 'href="#')
        )
        if section.title:
            toc.append(f'<li><a href="#{section.anchor}">{section.title}</a></li>')
            toc += [f'<li><a href="#{h.anchor}">{h.words}</a></li>' for h in section.headings]
        for mention in section.mentions:
            index.setdefault(mention.entry, []).append(mention.anchor)
    lines = "".join(
        f"<li>{register[entry].heading} "
        + ", ".join(f'<a class="pg" href="#{a}"></a>' for a in anchors)
        + "</li>"
        for entry, anchors in sorted(index.items())
    )
    css = "\n".join(sheet.css for sheet in style.sheets) + _RULES
    target.write_text(
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Book</title>'
        f'<base href="{folder.resolve().as_uri()}/"><style>{css}</style></head><body>'
        f'<ul class="toc">{"".join(toc)}</ul>{"".join(bodies)}'
        f'<h1>Index</h1><div class="index-columns"><ul>{lines}</ul></div></body></html>',
        encoding="utf-8",
    )


def _refer(tree: Any, targets: dict[str, Any]) -> None:
    """Lead the references of a section to their targets, with names and pages."""
    from book.text.references import NAME_OF, PAGE_FOR, REFERS_TO
    from book.text.tree import element, put, put_first, with_attribute

    for found in with_attribute(tree, REFERS_TO, NAME_OF, PAGE_FOR):
        attributes = found.attrib
        if (refers_to := attributes.pop(REFERS_TO, None)) is not None:
            found.set("href", f"#{targets[refers_to].anchor}")
        if (named := attributes.pop(NAME_OF, None)) is not None:
            put_first(found, [targets[named].name])
        if (page := attributes.pop(PAGE_FOR, None)) is not None:
            page_of = {"class": "pg", "href": f"#{targets[page].anchor}"}
            put(found, ["(trang ", element("a", page_of), ")"])


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
