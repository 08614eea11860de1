"""Mutated book folders: whatever comes out is a message or a book."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import fuzz
import pikepdf
import pytest
from conftest import ROOT, MakeFolder, chapter, paragraphs, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.check.run import found_in
from book.errors import BookError
from book.manuscript.reading import read_manuscript
from book.paged.session import Session
from book.project import Project
from book.sections.assembly import Assembly
from book.sections.context import BuildContext
from book.themes.styles import PageGeometry, style_of

FILES = {
    "book.yaml": (
        "title: Sách\nlanguage: vi\nslug: book\noccasion: {text: Lễ, from: 1994-01, to: 2024}\n"
        "imprint: {year: 2024, isbn: 978-92-95055-12-4}\nkeywords: [a, b]\nindexes:\n"
        "  - {id: names, title: Tên, of: [people, documents], sort: given}\n"
    ),
    "chapters/a.md": chapter(
        "Một",
        "Đồng chí Nguyễn Văn A, [[dh]], [[fig]] và [[nowhere|chỗ khác]][^1].\n\n## Mục {#muc}\n\n"
        "::: figure {#fig width=50%}\n![Hình](assets/a.svg)\n\nLời.\n:::\n\n| a | b |\n|---|---|\n"
        "| Tổng | 3 |\n\n::: note Tên\n- *x* **y**\n:::\n\n[^1]: Chú thích, 1-QĐ/TU ngày 01/02/1994.\n",
        id="mot",
        period="1994–1996",
    ),
    "chapters/appendices/p.yaml": (
        "kind: people\ntitle: Người\noffices: [{id: head, name: Bí thư, single: true}]\npeople:\n"
        "  - id: nva\n    name: Nguyễn Văn A\n    born: 1940\n"
        "    terms: [{office: head, from: 1994, to: 1996-02}]\n"
    ),
    "chapters/appendices/c.yaml": (
        "kind: congresses\ntitle: Đại hội\ncongresses:\n  - {id: dh, name: Đại hội I, from: 1996-02-09, "
        "term: 1996–2000, committee: 23 đồng chí, elected: [{office: Bí thư, people: [nva]}]}\n"
    ),
    "chapters/appendices/s.yaml": (
        "kind: statistics\ntitle: Số\ntables:\n  - {id: t, title: T, periods: [{id: a, name: 1994}], "
        "measures: [{id: m, name: đảng viên, values: {a: 3}, sum_of: [m]}]}\n"
    ),
    "chapters/appendices/v.yaml": (
        "kind: documents\ntitle: Văn bản\ndocuments:\n  - {id: d, number: 1-QĐ/TU, date: 1994-02-01}\n"
    ),
    "chapters/appendices/n.yaml": (
        "kind: chronology\ntitle: Niên biểu\nintro: |\n  Đoạn.\nevents:\n"
        "  - {when: 1996-02-09/1996-02-10, text: Đại hội I}\n"
    ),
    "styles/own.css": "h2 { color: #123456 }\n",
    "templates/part.html": '{% extends "page.html" %}{% block content %}{{ title }}{% endblock %}\n',
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
TOKENS = [
    ":::",
    "[[",
    "]]",
    "---\n",
    "{#x}",
    "\x00",
    "<!-- ",
    "-->",
    "![](",
    "|",
    "&a ",
    "*a",
    "!!python/x ",
    "\t",
    "\n- ",
    "id: ",
    "9" * 30,
    "\u202e",
    "\U0001d4b3",
    "\r",
    '"',
    "[^1]",
    "[^1]: [^1]",
    "{{",
    "{% for",
    ": ",
    "\n",
    " ",
    "from: ",
    "null",
    "~",
    "[]",
    "{}",
    "- -",
    "e\u0301",
    "../",
    "http://x.invalid/",
    "#",
    "silence spelling: x",
    "IV",
    "\\",
    "`",
    "```\n",
    "::: chart {kind=timeline of=p}\nx\n:::\n",
    "\u00a0",
    "True",
    "1e999",
    "0x1F",
    "12:30:45",
    "? x\n",
    "\ufeff",
    "\ud7ff",
    "$",
    "@",
    "%YAML 9\n",
]

mutation = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.sampled_from(["insert", "delete", "swap", "repeat", "bytes"]),
    st.floats(0, 1),
    st.integers(0, 60),
    st.one_of(st.sampled_from(TOKENS), st.text(max_size=6)),
)


def mutated(changes: list[tuple[str, str, float, int, str]]) -> dict[str, bytes]:
    """The folder's files with changes made one after the other."""
    files = {name: text.encode() for name, text in FILES.items()}
    for name, way, where, length, token in changes:
        data = files[name]
        at = int(where * len(data))
        piece = data[at : at + length]
        if way == "insert":
            files[name] = data[:at] + token.encode("utf-8", "surrogatepass") + data[at:]
        elif way == "delete":
            files[name] = data[:at] + data[at + length :]
        elif way == "swap":
            lines = data.split(b"\n")
            i, j = int(where * (len(lines) - 1)), length % len(lines)
            lines[i], lines[j] = lines[j], lines[i]
            files[name] = b"\n".join(lines)
        elif way == "repeat":
            files[name] = data[:at] + piece * 3 + data[at:]
        else:
            files[name] = data[:at] + bytes([length * 4]) + data[at:]
    return files


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in {**files, "assets/a.svg": SVG.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(mutation, min_size=1, max_size=4))
def test_a_mutated_folder_is_read_or_told(
    changes: list[tuple[str, str, float, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = written(tmp_path_factory.mktemp("fuzz"), mutated(changes))
    try:
        style = style_of(folder, PageGeometry.of((148, 210)))
        manuscript = read_manuscript(folder)
        found_in(manuscript)
        Assembly.of(BuildContext.of(manuscript, style.palette, 300))
    except BookError as error:
        assert error.mistakes
        assert all(mistake.told() for mistake in error.mistakes)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(mutation, min_size=1, max_size=3))
def test_a_mutated_folder_is_built_or_told(
    changes: list[tuple[str, str, float, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    around = tmp_path_factory.mktemp("around")
    folder = written(around / "folder", mutated(changes))
    before = sorted(path for path in around.rglob("*") if path.is_file())
    done = run("build", "--jobs", "1", "-C", str(folder))
    assert done.returncode in (0, 1), done.stderr
    assert "itself failed" not in done.stderr
    assert "Traceback" not in done.stderr
    new = [path for path in around.rglob("*") if path.is_file() and path not in before]
    assert all(path.parent == folder / "dist" for path in new)
    assert len(new) == (done.returncode == 0)
    for path in new:
        pikepdf.open(path).close()


@pytest.mark.parametrize("seed", range(1, 9))
def test_spoilt_styles_drawings_and_templates(seed: int, tmp_path: Path, session: Session) -> None:
    # `tests/fuzz.py --minutes 10` tries as many as there is time for.
    assert fuzz.tried(seed, tmp_path / "folder", session) == ""


def test_the_fuzzer_sees_a_failure(tmp_path: Path, session: Session) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    with mock.patch.object(Project, "edition", fails):
        assert "ZeroDivisionError" in fuzz.tried(1, tmp_path / "folder", session)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_build_killed_at_any_time_leaves_the_last_good_book(make_folder: MakeFolder) -> None:
    folder = make_folder({"chapters/a.md": chapter("One", paragraphs(60))})
    assert run("build", "-C", str(folder)).returncode == 0
    path = folder / "dist/a-book.pdf"
    for wait in (0.2, 0.5, 0.8, 1.1):
        (folder / "chapters/a.md").write_text(chapter("One", paragraphs(60 + int(wait * 10))))
        before = path.read_bytes()
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "make_book.py"), "build", "--no-cache", "-C", str(folder)],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert path.read_bytes() == before or pikepdf.open(path)
    assert run("build", "-C", str(folder)).returncode == 0
    assert [p.name for p in (folder / "dist").iterdir() if not p.name.startswith(".")] == [
        "a-book.pdf"
    ]
