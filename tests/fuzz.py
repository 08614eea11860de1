"""Book folders with spoilt styles, drawings and templates: each becomes a book or a message, soon.

    .venv/bin/python tests/fuzz.py --minutes 10 [--seed 1] [--keep FOLDER]

Ends with status 1, and keeps the folders, where the builder failed, took longer than half a minute, or where
one of its processes took more than a gigabyte.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import shutil
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import psutil

from book.errors import BookError, RequestError
from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project

SECONDS, MEMORY = 30.0, 2**30
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
GOOD = {
    "book.yaml": "title: A book\nlanguage: en\n",
    "chapters/a.md": "---\ntitle: One\n---\nWords of [[two]], and a note[^1].\n\n## Part {#part}\n\n"
    "::: figure {#fig}\n![A drawing](assets/a.svg)\n\nA caption.\n:::\n\n- one\n- two\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n> Said.\n\n[^1]: A note.\n",
    "chapters/b.md": "---\ntitle: Two\nid: two\n---\n" + "Some more words. " * 60 + "\n",
    "chapters/appendices/p.yaml": "kind: people\ntitle: People\npeople:\n  - {id: b, name: Ann Brown}\n",
    "styles/own.css": "h1 { color: #123456 }\np { text-indent: 1em }\n@page { margin: 2cm }\n"
    "@media print { li { color: red } }\n.note::before { content: 'x' }\n",
    "assets/a.svg": f'{_HEAD} width="90" height="60" viewBox="0 0 90 60">\n<defs><g id="g"><rect '
    'width="9" height="9"/></g><linearGradient id="l"><stop offset="0" stop-color="red"/><stop '
    'offset="1"/></linearGradient><clipPath id="c"><circle r="5"/></clipPath><marker id="m">'
    '<path d="M0 0L1 1"/></marker><pattern id="p" width="4" height="4"><rect width="2" height="2"/>'
    '</pattern></defs>\n<use href="#g" x="3"/><path d="M 1 1 L 9 9 C 1 2 3 4 5 6 Z" '
    'marker-mid="url(#m)" fill="url(#l)"/>\n<text x="3" y="9" font-size="4">word</text>'
    '<circle cx="9" cy="9" r="4" clip-path="url(#c)" fill="url(#p)"/></svg>\n',
}
_SELECTORS = (
    "* p h1 li li::marker p::first-letter p::first-line table td figure img a .number body html ul "
)
_SELECTORS += "p:nth-child(2n) section::before div::after blockquote span p:has(a) @page @page:first @page:left"
_PROPERTIES = """display position float width height margin padding border font-size line-height content transform
 columns column-span break-before break-inside orphans widows page size bleed counter-reset counter-increment
 string-set bookmark-level text-indent letter-spacing word-spacing hyphens white-space overflow z-index opacity
 background-image background-size border-radius border-image flex grid-template-columns grid-area gap
 align-items justify-content vertical-align list-style-type quotes text-align text-transform font-family
 font-weight font-variation-settings font-feature-settings box-sizing min-width max-height top left rotate
 footnote-display direction writing-mode tab-size outline max-lines block-ellipsis object-fit image-resolution
 footnote-policy margin-break box-decoration-break hyphenate-limit-chars text-decoration color fill""".split()
_VALUES = """0 1 -1 1e9px -1e9px 1e38px 0.000001px 100% -100% 9999% auto none inherit initial flex grid block inline
 inline-block table table-cell table-row list-item contents footnote absolute fixed left right both always
 running(x) element(x) scale(0) scale(1e9) rotate(90deg) matrix(1,1,1,1,0,0) skew(90deg) calc(1px/0) calc(1e30px*1e30)
 counter(page) counters(x,'.') target-counter(attr(href),page) string(x) attr(id) url(#x) url(x.png) url(data:,x)
 leader('.') repeat(100000,1px) repeat(auto-fill,0px) minmax(0,1fr) 1fr 1e9fr span 'x' '' 12pt 3em avoid page column
 all A0 landscape -1 100000 1000000 rgba(1,2,3,.5) #f linear-gradient(red,blue) radial-gradient(0px,red,blue)
 var(--x) nowrap pre 90deg 400 'opsz' 1, rtl vertical-rl 1e-30px 5in 50vw env(x) conic-gradient(red)""".split()
_ATTRIBUTES = """width height viewBox x y cx cy r rx ry d points transform fill stroke stroke-width stroke-dasharray
 font-size href xlink:href clip-path mask filter marker-mid marker-start opacity gradientTransform offset
 patternUnits preserveAspectRatio style class text-anchor letter-spacing textLength dx rotate display""".split()
_WORTHS = """0 -1 1e30 1e-30 x NaN inf 50% url(#g) url(#p) url(#m) url(#l) url(#c) #g #nowhere nowhere.png data:,x
 M0,0 M0,0A1,1,0,0,0,9 M1,1Z L scale(0) rotate(9,9) matrix(1) skewX(90) none 0,0,0,0 0,0,1 1,2,3,4,5
 xMidYMid fill:url(#p);x 9999999 1,1,1,1,1,1 evenodd inherit file:///etc/passwd""".split()
_EXPRESSIONS = [
    "{{ 'a'.center(9000000000) }}",
    "{{ 'a' * 99999999 }}",
    "{{ title.__class__ }}",
    "{{ nix }}",
    "{{ '{}'.format() }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 1 // 0 }}",
    "{% include 'chapter.html' %}",
    "{% extends 'nix.html' %}",
    "{{ title | indent(99999999999) }}",
    "{{ title | batch(0) | list }}",
    "{{ '%s' | format }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{",
    "{% set x = [] %}{{ x.append(1) }}",
    "{{ say('Chapter {number}') }}",
    "{{ say('{x.y}') }}",
    "{{ language.tag }}",
    "{{ range(99999) | list | string * 9 }}",
    "{{ title | replace('', 'x' * 999) }}",
    "<p>",
    "</div></section>",
    "<img src='x.png'>",
    "<a href='book:nix'>x</a>",
    "<svg viewBox='x'>",
    "<style>p{}</style>",
    "<span data-page-of='nix'>00</span>",
    "{{ title | wordwrap(0) }}",
    "{{ title | truncate(-1) }}",
    "{% raw %}",
    "{{ title[9] }}",
    "{{ (title, ) * 999999 }}",
    "<table><td colspan='100000'>x",
    "<ol start='x'><li value='1e9'>",
    "<p style='margin:-1e9px'>x</p>",
    "<input type='x'>",
    "<section id='section-two'>",
    "<h1 class='number'>",
    "<iframe src='/etc/passwd'>",
    "<link rel=stylesheet href='x.css'>",
]
_BYTES = [
    "\0",
    "}",
    "{",
    '"',
    "'",
    "/*",
    "*/",
    "<",
    ">",
    "&",
    "&x;",
    "\u202e",
    "\U0001d4b3",
    "\n",
    ";",
    ":",
    "9" * 40,
    "@",
    "\\",
    "#",
]


def spoilt(chance: random.Random) -> dict[str, bytes]:
    """The files of a folder, some of them spoilt."""
    made = {name: text.encode() for name, text in GOOD.items()}
    templates = files("book.sections") / "templates"
    for _ in range(chance.randint(1, 3)):
        what = chance.choice(["style", "style", "drawing", "drawing", "template", "text", "bytes"])
        if what == "style":
            made["styles/own.css"] += _rule(chance).encode()
        elif what == "drawing":
            made["assets/a.svg"] = _drawing(made["assets/a.svg"], chance)
        elif what == "template":
            name = chance.choice(
                ["chapter.html", "contents.html", "title-page.html", "people.html", "page.html"]
            )
            text = (templates / name).read_text("utf-8")
            at = chance.randrange(len(text))
            made[f"templates/{name}"] = (
                text[:at] + chance.choice(_EXPRESSIONS) + text[at:]
            ).encode()
        else:
            name = chance.choice(sorted(made))
            made[name] = _bytes(made[name], chance)
    return made


def _rule(chance: random.Random) -> str:
    said = "; ".join(
        f"{chance.choice(_PROPERTIES)}: {' '.join(chance.choices(_VALUES, k=chance.choice([1, 1, 1, 2, 4])))}"
        for _ in range(chance.randint(1, 4))
    )
    return f"{chance.choice(_SELECTORS.split())} {{ {said} }}\n"


def _drawing(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    tags = [at for at, letter in enumerate(text) if letter in "/>" and at]
    if not tags:
        return data
    at = chance.choice(tags)
    if chance.random() < 0.3:
        inner = (
            f'<g id="g"><use href="#g"/>{"<g>" * chance.choice([1, 300])}'
            if chance.random() < 0.3
            else '<use href="#g"/>' * 99
        )
        return (text[:at] + ">" + inner + text[at:]).encode()
    worth = " ".join(chance.choices(_WORTHS, k=chance.choice([1, 1, 2, 4]))).replace(",", " ")
    return f'{text[:at]} {chance.choice(_ATTRIBUTES)}="{worth}" {text[at:]}'.encode()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.randint(0, 30)
    way = chance.random()
    if way < 0.4:
        return (
            data[:at] + chance.choice(_BYTES).encode() * chance.choice([1, 1, 5, 700]) + data[at:]
        )
    if way < 0.7:
        return data[:at] + data[at + length :]
    return data[:at] + data[at : at + length] * chance.choice([3, 500]) + data[at:]


@contextmanager
def measured() -> Iterator[dict[str, float]]:
    """The seconds that pass, and the most memory that a process here takes meanwhile, in bytes."""
    taken = {"seconds": 0.0, "memory": 0.0}
    done, this = threading.Event(), psutil.Process()

    def look() -> None:
        while not done.wait(0.2):
            for process in (this, *this.children(recursive=True)):
                try:
                    taken["memory"] = max(taken["memory"], process.memory_info().rss)
                except psutil.Error:
                    continue

    thread, begun = threading.Thread(target=look, daemon=True), time.monotonic()
    thread.start()
    try:
        yield taken
    finally:
        done.set()
        thread.join()
        taken["seconds"] = time.monotonic() - begun


def tried(seed: int, folder: Path, session: Session) -> str:
    """Build the folder of a seed; what is wrong with how that went, empty for nothing."""
    for name, data in spoilt(random.Random(seed)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with measured() as taken:
        try:
            Project(folder, session=session).edition("screen").make()
        except (BookError, RequestError) as error:
            if str(folder) in str(error) or "file://" in str(error).replace("file:///etc", ""):
                return f"a path is told: {error}"
        except Exception:
            return traceback.format_exc()
    if taken["seconds"] > SECONDS:
        return f"{taken['seconds']:.0f} seconds"
    if taken["memory"] > MEMORY * 1.1:
        return f"{taken['memory'] / 2**20:.0f} MB"
    return ""


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path, default=Path("fuzz"))
    given = asked.parse_args()
    ends, seed, failed = time.monotonic() + 60 * given.minutes, given.seed, 0
    with TypesetPool(1) as pool, tempfile.TemporaryDirectory() as around:
        while time.monotonic() < ends:
            folder = Path(around) / str(seed)
            print(f"seed {seed}", end="\r", flush=True)
            faulthandler.dump_traceback_later(4 * SECONDS, exit=True)
            wrong = tried(seed, folder, Session(GalleyStore(Path(around) / "store"), pool))
            faulthandler.cancel_dump_traceback_later()
            if wrong:
                failed += 1
                print(f"seed {seed}: {wrong}")
                shutil.copytree(folder, given.keep / str(seed), dirs_exist_ok=True)
            shutil.rmtree(folder)
            seed += 1
    print(f"{seed - given.seed} folders, {failed} failures")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
