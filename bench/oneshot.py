"""The same book as one HTML document for WeasyPrint alone: pages by target-counter.

    python bench/oneshot.py write FOLDER FILE.html     (not timed)
    python bench/oneshot.py typeset FILE.html FILE.pdf (timed)

What it leaves out: merged index locators, recto starts with real blanks, one outline of sections.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_RULES = """
@page { @bottom-center { content: counter(page); font-family: 'Be Vietnam Pro'; font-size: 8pt; }
        @top-center { content: string(head); font-family: 'Be Vietnam Pro'; font-size: 7pt; } }
h1 { string-set: head content(); break-before: right; }
.pg::after { content: target-counter(attr(href), page); }
.toc a::after { content: leader('.') target-counter(attr(href), page); }
"""


def write(folder: Path, target: Path) -> None:
    """Write the document, with the builder's own sections and styles in it."""
    from book.manuscript.reading import read_manuscript
    from book.sections.assembly import Assembly
    from book.sections.context import BuildContext
    from book.text.references import filled
    from book.themes.styles import PageGeometry, style_of

    manuscript = read_manuscript(folder)
    geometry = PageGeometry.of(manuscript.config.trim)
    style = style_of(folder, geometry)
    context = BuildContext.of(manuscript, style.palette, geometry.measure_pt)
    assembly = Assembly.of(context)
    targets = context.numbered.targets

    def content(kind: str, target_id: str) -> str:
        target = targets[target_id]
        if kind == "page":
            return f'trang <a class="pg" href="#{target.anchor}"></a>'
        return target.name if kind == "name" else target.anchor

    bodies, toc, index = [], [], {}
    for section in assembly.written:
        html = filled(section.html, content).replace('href="book:', 'href="#')
        found = _BODY.search(html)
        bodies.append(found[1] if found else "")
        if section.title:
            toc.append(f'<li><a href="#{section.anchor}">{section.title}</a></li>')
            toc += [f'<li><a href="#{h.anchor}">{h.words}</a></li>' for h in section.headings]
        for mention in section.mentions:
            index.setdefault(mention.entry, []).append(mention.anchor)
    lines = "".join(
        f"<li>{manuscript.register[entry].heading} "
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


def typeset(source: Path, target: Path) -> None:
    """Typeset it, tagged, as a user of WeasyPrint would."""
    from weasyprint import HTML

    HTML(source).write_pdf(target, pdf_variant="pdf/ua-1", pdf_tags=True)


if __name__ == "__main__":
    {"write": write, "typeset": typeset}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
