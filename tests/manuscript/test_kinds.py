"""A kind is one module and one template: one is added here from outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest
from conftest import Build, MakeFolder, chapter

from book.errors import BookError, Said
from book.manuscript.kinds import KINDS, kind
from book.manuscript.kinds.record import Appendix, Fact, Listed, View, Words
from book.manuscript.reading import read_manuscript


class Ship(Listed):
    tonnes: int


@pytest.fixture
def ships() -> Iterator[None]:
    """A kind of its own, in the table of kinds for one test."""

    @kind("ships")
    class Ships(Appendix):
        groups: ClassVar[dict[str, Said]] = {"ships": Said("Index of ships")}
        ships: tuple[Ship, ...] = ()

        def entries(self, place):  # type: ignore[no-untyped-def]
            for i, ship in enumerate(self.ships):
                yield self.entry("ships", ship, place("ships", i))

        def facts(self) -> Iterator[Fact]:
            for i, ship in enumerate(self.ships):
                yield Fact(ship.id, "tonnes", ship.tonnes, ("ships", i, "tonnes"))

        def view(self, words: Words) -> View:
            return {
                "ships": [{**words.own(s.id), "tonnes": words.value(s.tonnes)} for s in self.ships]
            }

    yield
    del KINDS["ships"]


FILES: dict[str, str | bytes] = {
    "chapters/a.md": chapter("One", "The Lady Hope put to sea."),
    "chapters/appendices/ships.yaml": (
        "kind: ships\ntitle: The ships\nships:\n  - {id: hope, name: Lady Hope, tonnes: 1200}\n"
    ),
    "templates/ships.html": (
        '{% extends "appendix.html" %}{% block records %}{% for ship in ships %}'
        '<p id="{{ ship.anchor }}">{{ ship.name }} of {{ ship.tonnes }} tonnes</p>'
        "{% endfor %}{% endblock %}"
    ),
}
CONFIG = "title: A book\nlanguage: en\nindexes: [{id: index-ships, of: [ships]}]\n"


@pytest.mark.usefixtures("ships")
def test_a_kind_from_outside_is_printed_found_and_indexed(build: Build) -> None:
    text = "\n".join(build(FILES, CONFIG).text)
    assert "Lady Hope of 1,200 tonnes" in text
    assert "Index of ships" in text


@pytest.mark.usefixtures("ships")
def test_its_facts_are_told_with_their_places(make_folder: MakeFolder) -> None:
    manuscript = read_manuscript(make_folder(FILES, CONFIG))
    told = {(f.subject, f.property, f.value, str(place)) for f, place in manuscript.facts()}
    assert told == {("hope", "tonnes", 1200, "chapters/appendices/ships.yaml:4:41")}


def test_an_index_of_what_no_kind_has_is_a_mistake(make_folder: MakeFolder) -> None:
    with pytest.raises(BookError, match=r"book.yaml:3:34: .*can't list “ships”"):
        read_manuscript(make_folder({"chapters/a.md": FILES["chapters/a.md"]}, CONFIG))
