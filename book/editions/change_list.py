"""The list of what changed since a proof: a PDF in the book's look, or a page for a browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

from book.editions.comparing import Comparison, PagedChange
from book.editions.edition import BookSource
from book.editions.paper import paper, paper_style
from book.errors import Plural
from book.languages import Language
from book.manuscript.config import slug_of
from book.rounds.words import parts
from book.sections.templates import Templates
from book.sources import MADE
from book.text.tree import Element, element, page_html

Form = Literal["pdf", "html"]
_A4 = (210.0, 297.0)
_SIZE = 10.0
_CSS = """
body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4em .8em; border-bottom: 1px solid #ccc; }
p { margin: 0; } .place, .record, .summary, .book { color: #595959; font-size: .85em; }
del { color: #9a1b1b; } ins { background: #fff0a8; text-decoration: none; font-weight: 600; }
.pages { white-space: nowrap; text-align: right; }
"""


def list_of(source: BookSource, comparison: Comparison, form: Form) -> bytes:
    """The list as a file. Raises BookError where a book's own template or style fails."""
    title = source.language.say("Changes since “{name}”", name=comparison.since.name)
    tree = _tree(source, comparison, title)
    if form == "html":
        tree.find("head").append(element("style", None, _CSS))
        return page_html(tree).encode()
    content = io.BytesIO()
    paper(source, tree, title, paper_style(source, _A4, _SIZE)).save(content)
    return content.getvalue()


def list_path(source: BookSource, comparison: Comparison, form: Form) -> Path:
    """Where the list belongs."""
    name = f"{source.manuscript.config.file_name}-changes-{slug_of(comparison.since.name)}.{form}"
    return source.folder / MADE / name


def _tree(source: BookSource, comparison: Comparison, title: str) -> Element:
    say, day = source.language.say, comparison.since.said_day(source.language)
    count = len(comparison.changes)
    summary = say(
        Plural(
            "{count} place is not as it was in the proof of {day}.",
            "{count} places are not as they were in the proof of {day}.",
        ),
        count=count,
        day=day,
    )
    if not count:
        summary = say("Nothing has changed since the proof of {day}.", day=day)

    theme = source.manuscript.look.theme.folder
    return Templates(source.folder, source.language, theme).render(
        "changes.html",
        kind="paper",
        start="recto",
        title=title,
        book=source.manuscript.config.title,
        summary=summary,
        rows=[_row(paged, source.language) for paged in comparison.changes],
    )


def _row(paged: PagedChange, spoken: Language) -> dict[str, object]:
    change = paged.change
    found = parts(change.old, change.new)
    if change.kind == "picture":
        found = [("same", spoken.say("another picture: {file}", file=change.new))]
    return {
        "kind": change.kind,
        "then": paged.then,
        "now": paged.now,
        "called": ", ".join(word for word in (change.called, change.field) if word),
        "parts": found,
        "place": str(change.place),
    }
