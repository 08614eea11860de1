"""Drawings that are broken, harmful or endless are told; so is what they name."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, typeset_book

from book.errors import BookError, UnfitError
from book.paged.session import Session
from book.paged.weasy.drawings import MOST_SHAPES, vetted

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


def grown(times: int, deep: int) -> str:
    """A drawing of `times` to the power of `deep` shapes."""
    groups = ["<g id='a0'><rect width='1' height='1'/></g>"]
    for n in range(deep):
        groups.append(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * times + "</g>")
    return f"{HEAD}<defs>{''.join(groups)}</defs><use href='#a{deep}'/></svg>"


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (grown(10, 9), f"more than {MOST_SHAPES} shapes"),
        (f"{HEAD}<g id='a'><use href='#a'/></g></svg>", "without an end"),
        (f"{HEAD}{'<g>' * 5000}{'</g>' * 5000}</svg>", "without an end"),
        (HEAD.replace(">", " viewBox='x'>") + "</svg>", "can be shown .*'x'"),
        (
            HEAD.replace("width='9'", "").replace(">", " viewBox='0 0 1'>") + "</svg>",
            "can be shown",
        ),
        (f"{HEAD}<script>1</script></svg>", "scripts"),
        (f"{HEAD}<rect onclick='x()'/></svg>", "scripts"),
        (f"{HEAD}<image href='/etc/x.png'/></svg>", "refers to /etc/x.png"),
        (f"{HEAD}<image href='https://x.invalid/y.png'/></svg>", "refers to https://x.invalid"),
        (f"{HEAD}<rect", "no drawing in SVG"),
        ("", "no drawing in SVG"),
    ],
)
def test_what_is_refused(drawing: str, reason: str) -> None:
    with pytest.raises(UnfitError, match=reason):
        vetted(drawing.encode(), "file:///a.svg")


@pytest.mark.parametrize("drawing", [grown(10, 3), f"{HEAD}<a href='#x'><rect id='x'/></a></svg>"])
def test_what_is_drawn(drawing: str) -> None:
    assert vetted(drawing.encode(), "file:///a.svg") == []


def told_of(folder: Path, session: Session) -> list[str]:
    with pytest.raises(BookError) as told:
        typeset_book(folder, session)
    lines = [m.told(lambda text, **values: str(text).format(**values)) for m in told.value.mistakes]
    assert not any(str(folder) in line or "file:" in line for line in lines)
    return lines


def test_a_picture_in_a_drawing_is_told_with_the_drawing_s_file(
    make_folder: MakeFolder, session: Session
) -> None:
    drawing = f"{HEAD}\n<image href='pictures/m%E1%BA%A5t.png' width='3' height='3'/></svg>"
    folder = make_folder(
        {"chapters/a.md": chapter("One", "![A](assets/a.svg)"), "assets/a.svg": drawing}
    )
    (line,) = told_of(folder, session)
    assert line.startswith("assets/a.svg:2: the image assets/pictures/mất.png can't be shown: ")


def test_a_picture_of_a_style_is_told_with_its_line(
    make_folder: MakeFolder, session: Session
) -> None:
    style = "h1 { color: red }\nh1 { background: url(nowhere.png) }"
    folder = make_folder({"chapters/a.md": chapter("One", "Words."), "styles/own.css": style})
    (line,) = told_of(folder, session)
    assert line.startswith("styles/own.css:2: the image styles/nowhere.png can't be shown: ")


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("p { foo: 1:2 }", "styles/own.css:3:5"),
        ("p:unknown { color: red }", "styles/own.css:3:1"),
        ("p::unknown { color: red }", "styles/own.css:3:1"),
        ("@media print {\n  p { colr: red }\n}", "styles/own.css:4:7"),
        ("@page { @middle { content: '12:30' } }", "styles/own.css:3:9"),
    ],
)
def test_the_place_of_a_style_that_is_not_understood(
    rule: str, place: str, make_folder: MakeFolder, session: Session
) -> None:
    style = f"h1 {{ color: red }}\n/* 9:9 */\n{rule}\n"
    folder = make_folder({"chapters/a.md": chapter("One", "Words."), "styles/own.css": style})
    (line,) = told_of(folder, session)
    assert line.startswith(f"{place}: this style is not understood: ")
