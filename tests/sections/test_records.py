"""Records of the kinds that ship as declarations, view by view; labels, remarks, empty places."""

from __future__ import annotations

import io

import pytest
from conftest import Build, MakeFolder, chapter
from pdf import ReadPdf
from PIL import Image

from book.check.run import found_in
from book.errors import BookError
from book.manuscript.reading import read_manuscript

CONFIG = "title: A book\nlanguage: en\n"
ONE: dict[str, str | bytes] = {"chapters/one.md": chapter("One", "Ann Lee and Bob Ray met.")}


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 80), "#888").save(stream, "PNG")
    return stream.getvalue()


def text_of(pdf: ReadPdf) -> str:
    return " ".join(" ".join(pdf.text).replace("\N{NO-BREAK SPACE}", " ").split())


ROLL = """\
kind: roll
title: The fallen
roll:
  - {name: Bob Ray, life: 1920 – 1944, home: Hull, group: First company}
  - {name: Ann Lee, life: about 1921 – 1945, role: Nurse, group: First company}
  - {name: Carl Orm, life: 1919 – unknown, group: Second company}
"""
EVENTS = """\
kind: events
title: Regattas
events:
  - {name: Summer regatta, when: 3–5/7/1951, where: Hull, result: Second of nine}
  - {name: Spring race, when: about 4/1950, where: Leith, result: Won}
"""
RESULTS = """\
kind: results
title: Results
results:
  - {rank: 2, name: Ann Lee, event: 100 m, result: 12.9 s}
  - {rank: 1, name: Dora Fay, event: 100 m, result: 12.4 s}
  - {rank: 1, name: Bob Ray, event: Long jump, result: 7.10 m}
"""
LETTERS = """\
kind: letters
title: Letters
letters:
  - heading: Home at last
    author: Ann Lee
    when: 5/5/1945
    portrait: assets/p.png
    text: |
      Dear mother, the war is over.

      Bob Ray sends his love.
"""
SONGS = """\
kind: songs
title: Songs
songs:
  - name: The boat song
    text: |
      Row, row, the wind is low,
      the tide is on the turn;

      and who goes out shall return.
"""
FAMILY = """\
kind: family
title: The family
family:
  - {generation: 2, name: Ben Lee, parents: Adam Lee, life: 1880 – 1950}
  - {generation: 1, name: Adam Lee, life: about 1850 – 1910, spouses: Eve Moor}
"""
SOURCES = """\
kind: sources
title: Sources
sources:
  - {author: Young, name: A history of Hull, year: 1960, pages: 12–40, group: Books}
  - {author: Adams, name: Boats, year: 1955, group: Books}
  - {name: Minutes, archive: Town archive, group: Unprinted}
"""
OBITUARIES = """\
kind: obituaries
title: In memory
obituaries:
  - {name: Eve Moor, life: 1900 – 1980, role: Headmistress, text: She taught three generations.}
"""

PRINTED: dict[str, tuple[str, list[str]]] = {
    # name: the appendix, and what is printed in this order
    "roll": (
        ROLL,
        [
            "First company",
            "Bob Ray 1920–1944; Hull",
            "Ann Lee about 1921 – 1945; Nurse",
            "Second company",
            "Carl Orm 1919 – not known",
            "Index of people",
            "Lee, Ann, 1, 2",
        ],
    ),
    "events": (
        EVENTS,
        [
            "Time Event Place Result",
            "about April 1950",
            "Spring race Leith Won",
            "July 3 – 5, 1951 Summer regatta Hull Second of nine",
        ],
    ),
    "results": (
        RESULTS,
        ["100 m", "1 Dora Fay 12.4 s", "2 Ann Lee 12.9 s", "Long jump", "1 Bob Ray 7.10 m"],
    ),
    "letters": (
        LETTERS,
        ["Home at last", "From Ann Lee", "Date May 5, 1945", "Dear mother, the war is over."],
    ),
    "songs": (SONGS, ["The boat song", "Row, row, the wind is low,", "the tide is on the turn;"]),
    "family": (
        FAMILY,
        [
            "Generation 1",
            "Adam Lee, about 1850 – 1910, married to Eve Moor",
            "Generation 2",
            "Ben Lee, 1880–1950, child of Adam Lee",
            "Index of people",
            "Lee, Adam, 2",
        ],
    ),
    "sources": (
        SOURCES,
        [
            "Books",
            "Adams, Boats, 1955",
            "Young, A history of Hull, 1960, p. 12–40",
            "Unprinted",
            "Minutes, Town archive",
        ],
    ),
    "obituaries": (
        OBITUARIES,
        ["Eve Moor", "Born and died 1900–1980", "Office Headmistress", "She taught three"],
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_shipped_kind_is_printed(build: Build, name: str) -> None:
    appendix, printed = PRINTED[name]
    files = {**ONE, "chapters/appendices/x.yaml": appendix, "assets/p.png": picture()}
    text = text_of(build(files, CONFIG))
    at = text.rindex("Appendix 1")
    for words in printed:
        assert words in text[at:], f"{words!r} is not behind {text[:at][-60:]!r}: {text[at:]}"
        at = text.index(words, at)


def test_lines_of_a_song_are_kept(build: Build) -> None:
    pdf = build({**ONE, "chapters/appendices/x.yaml": SONGS}, CONFIG)
    lines = [line.strip() for page in pdf.lines for line in page]
    first = lines.index("Row, row, the wind is low,")
    assert lines[first + 1] == "the tide is on the turn;"


BOATS = """\
label: Boats
records: boats
view: VIEW
fields:
  name: {label: Name}
  built: {type: span, label: In service}
  picture: {type: picture}
"""
FLEET = """\
kind: boats
title: The boats
boats:
  - {name: Lady Hope, built: 1901 – 1920, picture: assets/p.png}
  - {name: Star, built: 1915? – unknown, picture: assets/p.png}
"""


@pytest.mark.parametrize(
    ("view", "alt"),
    [("timeline", "Timeline: The boats: Lady Hope (1901–1920); Star"), ("gallery", "Star")],
)
def test_views_with_pictures(build: Build, view: str, alt: str) -> None:
    files = {
        **ONE,
        "chapters/appendices/x.yaml": FLEET,
        "kinds/boats.yaml": BOATS.replace("VIEW", view),
        "assets/p.png": picture(),
    }
    pdf = build(files, CONFIG)
    text = text_of(pdf)
    assert "Lady Hope" in text and "1915 (inferred) – not known" in text
    alts = [str(o.Alt) for o in pdf.pdf.objects if hasattr(o, "keys") and "/Alt" in o]
    assert any(found.startswith(alt) for found in alts)


CONGRESS = """\
kind: congresses
title: Assemblies
labels: {standing_committee: Board, elected: Chosen, date: When they met}
congresses:
  - id: first
    name: Assembly I
    from: 9/2/1996
    term: 1996–2000
    standing_committee: 7 members
    more: {Guests: "20 from *abroad*"}
    elected: [{office: Chair, people: [ann]}]
"""
PEOPLE = """\
kind: people
title: People
printed: false
people:
  - {id: ann, name: Ann Lee}
"""


def test_a_file_words_its_own_labels_and_adds_facts(build: Build) -> None:
    files = {**ONE, "chapters/appendices/a.yaml": CONGRESS, "chapters/appendices/p.yaml": PEOPLE}
    text = text_of(build(files, CONFIG))
    for words in ("When they met February 9, 1996", "Board 7 members", "Guests 20 from abroad"):
        assert words in text
    assert "Office Chosen Chair Ann Lee" in text


def test_the_rules_know_the_labels(make_folder: MakeFolder) -> None:
    files = {
        "chapters/one.md": chapter(
            "One", "Assembly I met in February 1996. The Board has 9 members."
        ),
        "chapters/appendices/a.yaml": CONGRESS,
        "chapters/appendices/p.yaml": PEOPLE,
    }
    found = [m.told() for rule, m in found_in(read_manuscript(make_folder(files, CONFIG)))]
    said = "“9” is not what the record at chapters/appendices/a.yaml:9:25 says: Assembly I: 7"
    assert any(said in told for told in found)


def test_a_label_that_there_is_not_is_told(make_folder: MakeFolder) -> None:
    wrong = CONGRESS.replace("elected: Chosen", "elected_ones: Chosen")
    files = {**ONE, "chapters/appendices/a.yaml": wrong, "chapters/appendices/p.yaml": PEOPLE}
    with pytest.raises(
        BookError, match=r"a.yaml:3:9: .*no label “elected_ones” here; there are: date"
    ):
        read_manuscript(make_folder(files, CONFIG))


KEPT = """\
kind: honours
title: Awards of the members
remark: The office keeps the list; enter it here.
honours:
  # the list of 2019
  - remark: Medals of the first class, from the archive
  - # and those of the second
"""


def test_a_place_that_is_kept_prints_nothing_until_it_is_filled(
    build: Build, make_folder: MakeFolder
) -> None:
    files = {
        **ONE,
        "chapters/0.md": "---\ntitle: A welcome\nkind: foreword\nremark: By the chair\n---\n",
        "chapters/1.md": "---\ntitle: Deeds\n---\n\n<!-- The deeds\nin picture -->\n",
        "chapters/2.md": "---\ntitle: A beginning\nlead: So it began\n---\n<!-- by whom? -->\n",
        "chapters/appendices/a.yaml": KEPT,
        "chapters/appendices/b.yaml": ROLL.replace("roll:", "roll:\n  - remark: One is missing"),
        "chapters/appendices/c.yaml": "kind: names\ntitle: Names\nnames:\n",
        "chapters/appendices/d.yaml": "kind: people\ntitle: Leaders\noffices: [{id: x, name: Chair}]\n"
        "people:\n  - {id: c, name: Cy Orr, remark: portrait is missing, note: }\n",
    }
    text = text_of(build(files, CONFIG))
    assert "Appendix 1. The fallen" in text
    assert "CHAPTER I A beginning" in text
    for gone in ("welcome", "By the chair", "Deeds", "in picture", "by whom", "CHAPTER III"):
        assert gone not in text
    for gone in ("Awards", "Medals", "missing", "Names", "Leaders", "Appendix 2"):
        assert gone not in text
    manuscript = read_manuscript(make_folder(files, CONFIG))
    assert str(manuscript.place("b", "roll", 0, "name")) == "chapters/appendices/b.yaml:5:12"
    kept = ("a.yaml", "c.yaml", "0.md", "1.md")
    assert not [m for _, m in found_in(manuscript) if m.place.file.endswith(kept)]
