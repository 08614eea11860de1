"""Files of records changed by a form: what is not changed stays as it was written."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from book.errors import Mistakes, RequestError
from book.languages import language
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for
from book.studio.record_files import RecordFile
from book.studio.record_heads import head_row, with_head
from book.studio.record_shapes import lists_of

TEXT = """\
# Whose list this is.
kind: people
title: 'Who led'
offices: [{id: chair, name: Chair}]
people:
  # The first of all.
  - id: ann   # as in the minutes
    name: "Ann Brown"
    born: 1940-02-01
    terms:
      # elected twice
      - {office: chair, from: 1994, to: 1999}   # by show of hands
      - {office: chair, from: 2001}
  - remark: somebody is missing here
  # The second.
  - {id: bob, name: Bob Green}

other: yes
"""
ORDER = ("id", "name", "known_as", "born", "terms")


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_only_the_line_of_a_value_changes() -> None:
    made = RecordFile(TEXT).with_values("people", 0, [(("terms", 0, "to"), "2000")], ORDER)
    assert changed(TEXT, made) == [
        "-      - {office: chair, from: 1994, to: 1999}   # by show of hands",
        "+      - {office: chair, from: 1994, to: 2000}   # by show of hands",
    ]
    made = RecordFile(TEXT).with_values("people", 0, [(("known_as",), "Nan: the “first”")], ORDER)
    assert changed(TEXT, made) == ["+    known_as: 'Nan: the “first”'"]
    made = RecordFile(TEXT).with_values("people", 2, [(("born",), "02/1950")], ORDER)
    assert changed(TEXT, made)[1] == "+  - {id: bob, name: Bob Green, born: 02/1950}"
    made = RecordFile(TEXT).with_values("people", 0, [(("born",), "")], ORDER)
    assert changed(TEXT, made) == ["-    born: 1940-02-01"]


@pytest.mark.parametrize(
    "words", ["yes", "012", "~", "1:30", "- x", "a #b", "{x}", "", "Ô “x”", "3"]
)
def test_words_are_read_as_they_were_typed(words: str) -> None:
    made = RecordFile(TEXT).with_values("people", 0, [(("known_as",), words)], ORDER)
    read = yaml.safe_load(made)["people"][0].get("known_as", "")
    assert str(read) == words


def test_records_are_added_moved_and_taken_out_with_their_remarks() -> None:
    shown = RecordFile(TEXT)
    assert [(row.index, row.values["name"]) for row in shown.rows("people")] == [
        (0, "Ann Brown"),
        (2, "Bob Green"),
    ]
    moved = shown.with_moved("people", 2, 0)
    assert moved.index("# The second.") < moved.index("bob") < moved.index("# The first of all.")
    assert RecordFile(moved).with_moved("people", 0, 2) == TEXT
    gone = shown.without("people", 0)
    assert "# The first" not in gone and "# The second" in gone and gone.endswith("\nother: yes\n")
    assert changed(TEXT, shown.with_added("people", {"id": "cy", "name": "Cy"})) == [
        "+  - {id: cy, name: Cy}"
    ]
    assert yaml.safe_load(RecordFile("kind: people\npeople:\n").with_added("people", {"id": "a"}))
    with pytest.raises(RequestError):
        shown.without("offices", 0)


def test_the_head_of_a_file_is_changed_alone() -> None:
    text = TEXT.replace("title: 'Who led'", 'title: "Who led"  # as before')
    made = with_head(RecordFile(text), [(("title",), "Who: led"), (("intro",), "One.\nTwo.")])
    assert changed(text, made) == [
        '-title: "Who led"  # as before',
        '+title: "Who: led"  # as before',
        "+intro: |",
        "+  One.",
        "+  Two.",
    ]
    assert with_head(RecordFile(made), [(("intro",), ""), (("title",), "Who led")]) == text
    with pytest.raises(RequestError):
        with_head(RecordFile("{kind: people, title: A}"), [(("title",), "B")])


def test_the_first_book_goes_through_forms_unchanged() -> None:
    for path in sorted((ROOT / "chapters/appendices").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        shown = RecordFile(text)
        head = head_row(shown).values
        assert with_head(shown, [((key,), value) for key, value in head.items()]) == text
        for key in ("people", "documents", "events", "organisations", "congresses", "places"):
            for row in shown.rows(key):
                assert shown.with_values(key, row.index, [], ()) == text, (path.name, row.index)


def test_each_kind_has_its_lists(tmp_path: Path) -> None:
    say = language("en").say
    for name, model in kinds_for(tmp_path, "en", KINDS, lambda _: None, Mistakes()).items():
        lists = lists_of(model, say, "en")
        assert lists and all(each.fields for each in lists), name
    people = lists_of(KINDS["people"], say, "en")[0]
    sorts = {field.key: field.sort for field in people.fields}
    assert (sorts["born"], sorts["terms"], sorts["aliases"], sorts["more"]) == (
        "date",
        "records",
        "list",
        "named",
    )
    terms = next(field for field in people.fields if field.key == "terms")
    assert {field.key: field.group for field in terms.inside}["office"] == "offices"
