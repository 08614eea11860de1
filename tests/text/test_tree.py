"""Texts and sections are trees; what refers to other places is looked up by attributes, so that
pages and screens can be made of the same ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT, MakeFolder, chapter
from markupsafe import Markup

from book.manuscript.reading import read_manuscript
from book.paged.page_reference import ATTRIBUTE, PageReference, resolved
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.sections.handout import leave_dead_links
from book.text.pictures import images_in
from book.text.references import NAME_OF, PAGE_FOR, REFERS_TO, SCHEME
from book.text.tree import (
    element,
    html_of,
    markup,
    nodes_of,
    page_html,
    parsed_page,
    put,
    put_first,
    text_of,
    with_attribute,
)
from book.themes.styles import PageGeometry, style_of


def assembly_of(folder: Path) -> Assembly:
    palette = style_of(folder, PageGeometry.of((148, 210))).palette
    return Assembly.of(BuildContext.of(read_manuscript(folder), palette, 300))


FILES = {
    "chapters/one.md": chapter(
        "One & <all>",
        "See [[two]], [[p|*Ann* & co]] and [[fig]].\n\n"
        "::: figure {#fig}\n![A < B](assets/a b.svg)\n\nAnn Bell & others.\n:::\n\n## A *head* {#h}\n",
    ),
    "chapters/two.md": chapter("Two", "Back to [[h]]."),
    "chapters/appendices/people.yaml": "kind: people\ntitle: P\npeople:\n"
    "  - {id: p, name: Ann Bell, note: Known.}\n",
    "assets/a b.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}


@pytest.fixture
def assembly(make_folder: MakeFolder) -> Assembly:
    return assembly_of(make_folder(dict(FILES)))


def test_references_of_a_section_are_attributes(assembly: Assembly) -> None:
    one = next(s for s in assembly.written if s.id == "one")
    links = [(e.get(REFERS_TO), e.get(NAME_OF)) for e in with_attribute(one.tree, REFERS_TO)]
    assert links == [("two", "two"), ("p", None), ("fig", "fig")]
    assert [e.get(PAGE_FOR) for e in with_attribute(one.tree, PAGE_FOR)] == ["two", "fig"]
    assert images_in(one.tree) == {"assets/a%20b.svg"}
    assert [h.words for h in one.headings] == ["A head"]
    assert not re.search("[\ue000-\uf8ff]", page_html(one.tree))


def test_pages_are_put_where_they_are_looked_up_and_a_screen_needs_none(assembly: Assembly) -> None:
    one = next(s for s in assembly.written if s.id == "one")
    targets = assembly.context.numbered.targets
    spoken = assembly.context.language

    def refer(label: str, is_fixed: bool) -> list[str]:
        tree = resolved(
            one,
            targets,
            lambda target: PageReference.said(spoken, target.anchor, label),
            is_fixed,
        )
        return [text_of([e]) for e in with_attribute(tree, "href") if e.tag == "a"]

    assert refer("57", True)[0].replace("\N{NO-BREAK SPACE}", " ").endswith("(page 57)")
    assert refer("57", False)[0].startswith(targets["two"].name)
    assert refer("57", False)[0].replace("\N{NO-BREAK SPACE}", " ").endswith("(page 00)")
    assert refer("iv", False)[0].replace("\N{NO-BREAK SPACE}", " ").endswith("(page iv)")
    tree = resolved(one, targets, lambda t: PageReference.said(spoken, t.anchor, "7"), False)
    assert [e.get(ATTRIBUTE) for e in with_attribute(tree, ATTRIBUTE)] == [
        targets["two"].anchor,
        targets["fig"].anchor,
    ]
    # The section's own tree stays as it was, for the next round and for other editions.
    assert with_attribute(one.tree, PAGE_FOR)
    leave_dead_links(tree, lambda anchor: anchor == targets["fig"].anchor)
    assert [e.get("href") for e in with_attribute(tree, "href") if e.tag == "a"] == [
        SCHEME + targets["fig"].anchor
    ]
    assert "Chapter II" in text_of([tree]).replace("\N{NO-BREAK SPACE}", " ")


def test_elements_hold_what_is_put_into_them() -> None:
    made = element("p", {"class": "", "id": "x"}, "a & b ", element("b", {}, "c"), " d")
    put(made, [" e", element("i", {}, "f"), "g"])
    put_first(made, ["0 ", element("u", {}, "1"), " "])
    assert html_of([made]) == ('<p id="x">0 <u>1</u> a &amp; b <b>c</b> d e<i>f</i>g</p>')
    assert text_of(["x", made]) == "x0 1 a & b c d efg"
    assert text_of([element("p", {}, "a\x00b\ud800")]) == "a\N{REPLACEMENT CHARACTER}b" + "\ufffd"
    assert html_of(nodes_of(html_of(["a < b", made]))) == html_of(["a < b", made])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>a",
        "<table><tr><td>x<pre>\n\ny</pre></table>",
        "<p>Гл. <a href='book:m-Глава-1'>x</a><img src='a%20b.png' alt='\"'>",
    ],
)
def test_a_page_is_read_as_it_is_written(text: str) -> None:
    once = page_html(parsed_page(text))
    assert page_html(parsed_page(once)) == once


def test_no_pattern_cuts_html() -> None:
    """Patterns read what people write; what the builder writes is a tree."""
    cutting = re.compile(r"</?\w|\b(?:href|src|class|id)=", re.IGNORECASE)
    found = []
    for room in ("text", "sections", "editions", "indexes"):
        for module in (ROOT / "book" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _is_pattern(node.func):
                    words = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                    text = "".join(w for w in words if isinstance(w, str))
                    if cutting.search(re.sub(r"\(\?[^)]*?[<=!]|\(\?P<\w+>", "", text)):
                        found.append((module.name, text))
    assert found == []


def _is_pattern(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and (
        isinstance(called.value, ast.Name) and called.value.id == "re"
    )


def test_what_stands_behind_an_element_is_kept() -> None:
    pieces = Markup("Of <i>two</i> kinds, <b>both</b> kept")
    assert markup(nodes_of(pieces)) == pieces
