"""Remarks to the editors, told by `check --remarks`."""

from __future__ import annotations

import json

from conftest import MakeFolder, chapter, run

from book.check.run import found_in
from book.manuscript.reading import read_manuscript

FILES: dict[str, str | bytes] = {
    "chapters/a.md": chapter(
        "One", "Words. <!-- By\n  whom? -->\n\n<!-- silence word-twice: so it is -->\nMore more."
    ),
    "chapters/b.md": "---\ntitle: Deeds\nremark: Photographs of the deeds\n---\n",
    "chapters/appendices/r.yaml": "kind: roll\ntitle: Roll\nroll:\n  - remark: Those of 2019\n"
    "  - name: Ann Lee\n    remark: Or Leigh?\n",
    "chapters/appendices/d.yaml": "kind: documents\ntitle: Papers\ndocuments:\n"
    '  - {id: d, kind: Decision, number: "1-QĐ/TU"}\n',
}
CONFIG = (
    'title: S\nlanguage: en\nimprint:\n  licence: "Giấy phép số 23/GP-TTTT"\n  remark: Printer?\n'
)


def test_every_remark_is_told_with_its_place_and_nothing_else(make_folder: MakeFolder) -> None:
    folder = make_folder(FILES, CONFIG)
    done = run("check", "-C", str(folder), "--remarks")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "book.yaml:5:11: Printer?",
        "chapters/a.md:4:8: By whom?",
        "chapters/appendices/r.yaml:4:13: Those of 2019",
        "chapters/appendices/r.yaml:6:13: Or Leigh?",
        "chapters/b.md:3:9: Photographs of the deeds",
    ]
    told = json.loads(run("check", "-C", str(folder), "--remarks", "--format", "json").stdout)
    assert [row["severity"] for row in told] == ["remark"] * 5


def test_the_numbers_of_an_imprint_are_in_no_list(make_folder: MakeFolder) -> None:
    manuscript = read_manuscript(make_folder(FILES, CONFIG))
    assert "document-unknown" not in {rule.name for rule, _ in found_in(manuscript)}
