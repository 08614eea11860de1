"""Each rule on a folder that breaks it and on one that does not; the real book is clean."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT, MakeFolder, chapter, run

from book.check.findings import RULES
from book.check.run import check_folder
from book.check.tones import styles

PEOPLE = """\
kind: people
title: P
offices:
  - {{id: head, name: Head}}
people:
  - {{id: a, name: A B, terms: [{{office: head, from: {first}, to: {last}}}]}}
"""
CONGRESS = """\
kind: congresses
title: C
congresses:
  - {{id: c, name: First, from: {year}, elected: [{{office: Head, people: [a]}}]}}
"""
EVENTS = "kind: chronology\ntitle: E\nevents:\n  - {{when: {one}, text: x}}\n  - {{when: {two}, text: y}}\n"
DOCUMENTS = "kind: documents\ntitle: D\nprinted: false\ndocuments:\n  - {{id: d1, name: x, number: 1-A/B}}\n  - {{id: d2, name: y, number: {two}}}\n"
CONFIG = "title: S\nlanguage: vi\n"


def text(words: str) -> dict[str, str]:
    return {"chapters/x.md": chapter("One", f"First line.\n\n{words}")}


def files(**appendices: str) -> dict[str, str]:
    return {**text("x"), **{f"chapters/appendices/{k}.yaml": v for k, v in appendices.items()}}


# rule: (folder that breaks it, place, folder that does not)
CASES = {
    "word-twice": (text("Việc và và người."), "chapters/x.md:6:6", text("Cứ dần dần, Trưởng ban Ban Tổ chức.")),
    "space-before-sign": (text("Một , hai."), "chapters/x.md:6:4", text("Một, hai… và 3.5.")),
    "double-space": (text("Một  hai."), "chapters/x.md:6:4", text("| Một  | hai |\n|---|---|\n| a | b |")),
    "dash-one-side": (text("kinh tế –xã hội"), "chapters/x.md:6:8", text("kinh tế – xã hội, 2015–2020, Thể - thao")),
    "look-alike": (text("Ðảng bộ"), "chapters/x.md:6:1", text("Đảng bộ")),
    "unpaired": (text("Ông nói: “Tốt."), "chapters/x.md:6:10", text("Ông nói: “Tốt” (và cười).")),
    "tone-placement": (text("hòa hòa hòa thủy khoẻ"), "chapters/x.md:6:18", text("hòa thủy khỏe quý hoàn quỳ")),
    "chronology-order": (
        files(e=EVENTS.format(one=1999, two=1994)), "chapters/appendices/e.yaml:5:12",
        files(e=EVENTS.format(one=1994, two="1994-01-27")),
    ),
    "term-dates": (
        files(p=PEOPLE.format(first=1999, last=1994)), "chapters/appendices/p.yaml:6:63",
        files(p=PEOPLE.format(first=1994, last=1994)),
    ),
    "document-twice": (
        files(d=DOCUMENTS.format(two="1-A/B")), "chapters/appendices/d.yaml:6:31",
        files(d=DOCUMENTS.format(two="2-A/B")),
    ),
    "elected-not-in-office": (
        files(p=PEOPLE.format(first=1994, last=1999), c=CONGRESS.format(year=2005)),
        "chapters/appendices/c.yaml:4:48",
        files(p=PEOPLE.format(first=1994, last=1999), c=CONGRESS.format(year=1996)),
    ),
}  # fmt: skip


def test_every_rule_has_a_case_and_an_explanation() -> None:
    assert set(CASES) == set(RULES)
    assert all(len(rule.explanation) > 60 for rule in RULES.values())


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_what_it_is_for_and_nothing_else(name: str, make_folder: MakeFolder) -> None:
    wrong, place, right = CASES[name]
    found = [(r.name, str(f.place)) for r, f in check_folder(make_folder(wrong, CONFIG, "wrong"))]
    assert (name, place) in found, found
    assert name not in [r.name for r, _ in check_folder(make_folder(right, CONFIG, "right"))]


def test_the_real_book_is_clean() -> None:
    assert [(r.name, str(f.place)) for r, f in check_folder(ROOT)] == []


def test_text_in_a_block_of_yaml_is_told_at_its_line(make_folder: MakeFolder) -> None:
    events = "kind: chronology\ntitle: E\nintro: |\n  Một.\n\n  Hai và và ba.\nevents: []\n"
    folder = make_folder(files(e=events), CONFIG)
    assert [f.place.line for _, f in check_folder(folder)] == [6]


@pytest.mark.parametrize(
    ("word", "both"),
    [("hòa", ("hòa", "hoà")), ("Khoẻ", ("Khỏe", "Khoẻ")), ("thuỷ", ("thủy", "thuỷ")),
     ("quý", None), ("hoàn", None), ("ba", None), ("ủy", ("ủy", "uỷ"))],
)  # fmt: skip
def test_the_two_styles_of_a_word(word: str, both: tuple[str, str] | None) -> None:
    assert styles(word) == both


def test_the_command_its_formats_and_its_status(make_folder: MakeFolder) -> None:
    folder = make_folder(text("Một , hai."), CONFIG)
    done = run("check", "-C", str(folder))
    assert (done.returncode, "[space-before-sign]" in done.stdout) == (0, True)
    assert run("check", "-C", str(folder), "--strict").returncode == 1
    rows = json.loads(run("check", "-C", str(folder), "--format", "json").stdout)
    assert [(r["line"], r["rule"]) for r in rows] == [(6, "space-before-sign")]
    github = run("check", "-C", str(folder), "--format", "github").stdout
    assert github.startswith("::warning file=chapters/x.md,line=6")
    assert "look-alike (error)" in run("check", "--explain", "look-alike").stdout
    assert run("check", "--explain", "nothing").returncode == 2
    (folder / "chapters/x.md").write_text(chapter("One", "Ðảng"), encoding="utf-8")
    assert run("check", "-C", str(folder)).returncode == 1


def test_a_rule_is_silenced_with_a_reason(make_folder: MakeFolder) -> None:
    silence = "silence:\n  - {rule: space-before-sign, reason: as in the original}\n"
    assert check_folder(make_folder(text("Một , hai."), CONFIG + silence)) == []


def test_an_error_stops_the_build_and_a_doubt_does_not(make_folder: MakeFolder) -> None:
    folder = make_folder(text("Ðảng bộ."), CONFIG)
    done = run("build", "-C", str(folder))
    assert done.returncode == 1
    assert done.stderr.startswith("chapters/x.md:6:1: ")
    assert not (folder / "dist").exists()
    (folder / "chapters/x.md").write_text(chapter("One", "Một , hai."), encoding="utf-8")
    assert run("build", "-C", str(folder)).returncode == 0
