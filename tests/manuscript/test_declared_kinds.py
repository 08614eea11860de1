"""Kinds declared in YAML: those of a book folder, and those that ship as such declarations."""

from __future__ import annotations

import pytest
from conftest import Build, MakeFolder, chapter

from book.check.run import found_in
from book.errors import BookError
from book.manuscript.kinds.declarations import shipped
from book.manuscript.reading import read_manuscript

CHAPTER = chapter("One", "The Lady Hope put to sea. Ann Lee was aboard.")
SHIPS = """\
label: Ships
records: ships
title: name
group: class
order: [-built, name]
index: Index of ships
fields:
  name: {label: Name, required: true, indexed: ships}
  built: {type: date, label: Built}
  service: {type: span, label: In service}
  class: {type: choice, label: Class, choices: {a: First class, b: Second class}}
  crew: {type: number, label: Crew}
  officers: {type: number, label: Officers}
  sailors: {type: number, label: Sailors}
  captain: {type: person, label: Captain}
  story: {type: long text, label: Story}
checks:
  - {unique: [name, built]}
  - {sum: crew, of: [officers, sailors]}
  - {field: built, within: occasion}
"""
FLEET = """\
kind: ships
title: The fleet
ships:
  - {name: Lady Hope, built: about 1901, class: Second class, crew: 12, captain: Ann Lee}
  - {name: Star, built: 1910, service: 1910 – now, class: a, story: She was *never* late.}
  - {name: Anchor, built: 1905, class: a, crew: 5, officers: 2, sailors: 3}
"""
PEOPLE = "kind: people\ntitle: People\npeople:\n  - {id: ann, name: Ann Lee}\n"
CONFIG = "title: A book\nlanguage: en\nindexes: [{id: index-ships, of: [ships]}]\n"


def files(kind: str = SHIPS, fleet: str = FLEET, **more: str) -> dict[str, str | bytes]:
    return {
        "chapters/a.md": CHAPTER,
        "chapters/appendices/fleet.yaml": fleet,
        "chapters/appendices/people.yaml": PEOPLE,
        "kinds/ships.yaml": kind,
        **more,
    }


def test_a_declared_kind_is_grouped_ordered_printed_and_indexed(build: Build) -> None:
    text = " ".join(" ".join(build(files(), CONFIG).text).split())
    first, second = text.index("First class"), text.index("Second class")
    assert first < text.index("Star", first) < text.index("Anchor", first) < second
    assert second < text.index("Lady Hope about 1901 12 Ann Lee")
    assert "from 1910" in text and "She was never late." in text
    index = text[text.index("Index of ships") :]
    assert "Lady Hope, 1, " in index and "Anchor, " in index


#: A piece of the declaration or of the records, what it becomes, and where what is told.
WRONG: list[tuple[str, str, str]] = [
    ("type: date, label", "type: day, label", "kinds/ships.yaml:9:17: the value of “type” does not fit"),
    ("group: class", "group: klass", "kinds/ships.yaml:4:8: there is no field “klass”"),
    ("order: [-built, name]", "order: [-biult]", "kinds/ships.yaml:5:9: there is no field “biult”"),
    (", choices: {a: First class, b: Second class}", "", "kinds/ships.yaml:11:10: .*a choice needs"),
    ("of: [officers, sailors]", "of: [name, sailors]", "kinds/ships.yaml:19:5: “name” is no field of numbers"),
    ("field: built, within", "field: story, within", "kinds/ships.yaml:20:5: “story” is neither a number"),
    ("within: occasion", "within: [soon, 1950]", "kinds/ships.yaml:20:29: “soon” is no bound"),
    ("within: occasion", "within: [1, 2, 3]", "kinds/ships.yaml:20:28: .*write the lowest"),
    ("built: {type: date, label: Built}", "built: day", "kinds/ships.yaml:9:10: .*it is one of 'text'"),
    ("{unique: [name, built]}", "{}", "kinds/ships.yaml:18:5: .*a check is one of"),
    ("group: class", "group: class\nview: wall", "kinds/ships.yaml:5:7: there is no view “wall”"),
    ("group: class", "group: class\nview: gallery", "kinds/ships.yaml:5:7: a gallery needs"),
    ("label: Ships", "labels: Ships", "kinds/ships.yaml:1:1: the key “labels” is not known"),
    ("  built: {type", "  id: {type", "kinds/ships.yaml:9:3: a field can't be called “id”"),
    ("records: ships", "records: title", "kinds/ships.yaml:2:10: the records can't stand under “title”"),
    ("class: Second class,", "class: Third class,", "fleet.yaml:4:49: .*“Third class” is none of: First"),
    ("crew: 12", "crew: many", "fleet.yaml:4:69: .*: a number is expected"),
    ("name: Star", "nmae: Star", "fleet.yaml:5:6: the key “nmae” is not known here\n    Did you mean “name”"),
    ("  - {name: Star, ", "  - {", "fleet.yaml:5:5: the key “name” is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_what_is_wrong_is_told_at_its_place(
    make_folder: MakeFolder, old: str, new: str, told: str
) -> None:
    assert old in SHIPS + FLEET
    folder = make_folder(files(SHIPS.replace(old, new), FLEET.replace(old, new)), CONFIG)
    with pytest.raises(BookError, match=told):
        read_manuscript(folder)


def test_the_name_of_a_kind_in_code_is_taken(make_folder: MakeFolder) -> None:
    with pytest.raises(BookError, match=r"kinds/people.yaml:1:1: the builder has a kind"):
        read_manuscript(make_folder(files(**{"kinds/people.yaml": SHIPS}), CONFIG))


def test_who_is_not_in_the_register_is_told(build: Build) -> None:
    with pytest.raises(BookError, match=r"fleet.yaml:4:82: the register has no “Ann Leee”"):
        build(files(fleet=FLEET.replace("Ann Lee", "Ann Leee")), CONFIG)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("crew: 5,", "crew: 6,", "fleet.yaml:6:49: 6 is not the sum of its parts, 5"),
        ("Anchor, built: 1905", "Star, built: 1910", "“Star, 1910” stands twice"),
        (
            "built: 1910",
            "built: 1930",
            "fleet.yaml:5:25: “Built” does not lie between 1900 and 1920",
        ),
        ("1910 – now", "1910 – 1901", "fleet.yaml:5:40: this ends before it begins"),
        ("about 1901", "about 1923", ""),
    ],
)
def test_checks(make_folder: MakeFolder, old: str, new: str, told: str) -> None:
    config = CONFIG + "occasion: {from: 1900, to: 1920}\n"
    folder = make_folder(files(fleet=FLEET.replace(old, new)), config)
    found = [
        m.told() for rule, m in found_in(read_manuscript(folder)) if rule.name == "record-checks"
    ]
    assert bool(found) == bool(told)
    assert told in "\n".join(found)


def test_a_book_may_declare_a_shipped_kind_anew(make_folder: MakeFolder) -> None:
    fleet = FLEET.replace("kind: ships", "kind: honours")
    manuscript = read_manuscript(
        make_folder(files(fleet=fleet, **{"kinds/honours.yaml": SHIPS}), CONFIG)
    )
    assert [a.kind for a in manuscript.appendices] == ["honours", "people"]


def test_a_view_may_be_a_template_of_the_folder(build: Build) -> None:
    template = (
        '{% extends "appendix.html" %}{% block records %}{% for group in groups %}'
        "{% for ship in group.records %}<p>Ship {{ ship.name }}: {{ ship.cells.built }}</p>"
        "{% endfor %}{% endfor %}{% endblock %}"
    )
    kind = SHIPS + "view: fleet.html\n"
    text = build(files(kind, **{"templates/fleet.html": template}), CONFIG).text
    assert "Ship Star: 1910" in "\n".join(text)


HONOURS = """\
kind: honours
title: Khen thưởng
honours:
  - {name: Bằng khen của Thủ tướng, recipients: Đảng bộ Khối, when: 2019, group: Tập thể}
  - {name: Bí thư tiêu biểu, number: 40, when: khoảng 2018, group: Cá nhân}
"""


def test_honours_are_printed_in_the_language_of_the_book(build: Build) -> None:
    pdf = build(
        {"chapters/mot.md": chapter("Một", "Chữ."), "chapters/appendices/khen.yaml": HONOURS},
        "title: Sách\nlanguage: vi\n",
    )
    text = " ".join(" ".join(pdf.text).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Cá nhân khoảng 2018 Bí thư tiêu biểu Số lượng: 40" in text


def test_shipped_declarations_say_everything_in_both_languages() -> None:
    assert "honours" in shipped()
    for declaration in shipped().values():
        labels = [declaration.label, *(field.label for field in declaration.fields.values())]
        assert all(isinstance(label, dict) and {"en", "vi"} <= set(label) for label in labels)


def test_a_record_that_its_kind_lists_need_not_be_named_elsewhere(make_folder: MakeFolder) -> None:
    fleet = FLEET.replace("{name: Star", "{id: star, name: Star")
    found = found_in(read_manuscript(make_folder(files(fleet=fleet), CONFIG)))
    assert not [
        m.told() for rule, m in found if rule.name == "record-unused" and "Star" in m.told()
    ]


def test_fields_may_be_said_by_their_type_and_hold_several_values(build: Build) -> None:
    kind = (
        "label: Trips\nrecords: trips\nview: timeline\ngroup: when\norder: [when]\n"
        "fields:\n  name: text\n  when: {type: span, many: true}\n"
    )
    trips = "kind: trips\ntitle: Trips\ntrips:\n  - {name: North, when: [1901 – 1902, 1905]}\n"
    more = {"kinds/trips.yaml": kind, "chapters/appendices/trips.yaml": trips}
    text = " ".join(" ".join(build(files(**more), CONFIG).text).split())
    assert "1901 North" in text
