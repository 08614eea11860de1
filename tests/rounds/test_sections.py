"""The ladder of sections: who answers for them, how far they are, who signed them off."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeFolder, chapter, paragraphs, run
from readers import PEOPLE, edit


@pytest.fixture
def folder(make_folder: MakeFolder) -> Path:
    return make_folder(
        {
            "chapters/a.md": chapter("One", f"Ann Brown and Bob Gray came.\n\n{paragraphs(9)}"),
            "chapters/b.md": chapter("Two", "All  is well in here."),
            "chapters/appendices/who.yaml": PEOPLE,
        },
        "title: A book\nlanguage: en\ntrim: A5\n",
    )


def rows(folder: Path) -> dict[str, list[str]]:
    """The cells of the ladder by their section's title."""
    from lxml import html

    done = run("report", "--pages", "--html", "-o", "x.html", "-C", str(folder), cwd=folder)
    assert done.returncode == 0, done.stderr
    tree = html.fromstring((folder / "x.html").read_text())
    found = [[cell.text or "" for cell in row] for row in tree.iter("tr")]
    return {row[0]: row[1:] for row in found}


def test_the_ladder_tells_how_far_each_section_is(folder: Path) -> None:
    sign = ("sign", "-C", str(folder))
    assert run(*sign, "a", "b", "--owner", "Lan").returncode == 0
    assert run(*sign, "b", "who", "--by", "Minh", "--day", "2026-05-19").returncode == 0
    assert run(*sign, "a", "--state", "edited").returncode == 0
    (folder / "proofs/remarks.yaml").write_text(
        "- {number: 1, kind: note, state: open, file: chapters/a.md, line: 4, remark: x,"
        " passage: Ann Brown and Bob Gray came.}\n"
    )
    edit(folder, "chapters/b.md", ("All  is well", "All is\nwell"))
    found = rows(folder)
    title = next(name for name in found if "Two" in name)
    assert found[title][1:4] == ["Lan", "signed off", "Minh 2026-05-19"]
    title = next(name for name in found if "One" in name)
    assert found[title][:4] == ["1–2", "Lan", "edited", ""]
    assert found[title][5] == "1", "an open remark"
    title = next(name for name in found if "Who led" in name)
    assert found[title][2] == "signed off"
    assert "signed-off" not in run("check", "-C", str(folder), "--no-pages").stdout
    # What changes after the signature is told, by the ladder and by check.
    edit(folder, "chapters/b.md", ("well", "very well"))
    edit(folder, "chapters/appendices/who.yaml", ("to: 1999", "to: 1998"))
    found = rows(folder)
    assert [cells[2] for cells in found.values()].count("signed off, changed since") == 2
    told = run("check", "-C", str(folder), "--no-pages").stdout
    said = "the text was changed after Minh signed it off on 2026-05-19 [signed-off]"
    assert f"chapters/b.md:1:1: {said}" in told
    assert f"chapters/appendices/who.yaml:1:1: {said}" in told
    assert run(*sign, "b", "who", "--by", "Minh").returncode == 0
    assert "signed-off" not in run("check", "-C", str(folder), "--no-pages").stdout


def test_what_can_t_be_signed_is_told(folder: Path) -> None:
    sign = ("sign", "-C", str(folder))
    for given, told in (
        (("wo", "--by", "M"), "there is no chapter “wo”; did you mean “who”?"),
        (("a",), "say who signs"),
        ((), "name the chapters"),
        (("a", "--by", "M", "--state", "draft"), "leave --state out"),
        (("a", "--by", "M", "--day", "19/5"), "“19/5” is no day"),
    ):
        done = run(*sign, *given)
        assert done.returncode == 2
        assert told in done.stderr
    (folder / "proofs").mkdir()
    (folder / "proofs/sections.yaml").write_text("a: {state: ripe}\nzzz: {}\nb: 7\n")
    told = run("check", "-C", str(folder), "--no-pages").stdout
    for words in (
        "proofs/sections.yaml:1:12: a section can't be “ripe”",
        "proofs/sections.yaml:1:1: there is no section “zzz”",
        "proofs/sections.yaml:3:4: this is no list of signatures",
    ):
        assert words in told
    assert run(*sign, "a", "--by", "M").returncode == 1
