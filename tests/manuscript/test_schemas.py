"""The schemas for editors say what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft202012Validator

from book.errors import Mistakes
from book.manuscript.kinds import KINDS
from book.manuscript.kinds.declarations import kinds_for, shipped
from book.manuscript.schemas import FILES, schemas

BOOK = "book.schema.json"
APPENDIX = "appendix.schema.json"
KIND = "kind.schema.json"
SCHEMAS = schemas(kinds_for(ROOT, "vi", KINDS, str, Mistakes()))


def faults(schema: str, value: object) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[schema])
    return [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(value)
    ]


class _AsWritten(yaml.SafeLoader):
    """Dates stay texts, as the builder reads them."""


_AsWritten.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> object:
    return yaml.load(path.read_text(encoding="utf-8"), _AsWritten)


def test_there_is_one_for_each_sort_of_file() -> None:
    assert set(SCHEMAS) == set(FILES)
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("chapters/appendices/*.yaml")), ids=lambda p: p.stem
)
def test_a_good_appendix_fits(path: Path) -> None:
    assert faults(APPENDIX, read(path)) == []


def test_a_good_book_and_the_shipped_kinds_fit() -> None:
    assert faults(BOOK, read(ROOT / "book.yaml")) == []
    folder = ROOT / "book/manuscript/kinds/shipped"
    files = sorted(folder.glob("*.yaml"))
    assert len(files) == len(shipped())
    assert [fault for file in files for fault in faults(KIND, read(file))] == []


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        (BOOK, {"title": "A"}, "'language' is a required property"),
        (BOOK, {"title": "A", "language": "en", "titel": "x"}, "'titel' was unexpected"),
        (BOOK, {"title": "A", "language": "en", "binding": "top"}, "binding: 'top' is not one of"),
        (APPENDIX, {"kind": "peeple", "title": "A"}, "kind: 'peeple' is not one of"),
        (
            APPENDIX,
            {"kind": "people", "title": "A", "people": [{"id": "x"}]},
            "people/0: 'name' is a",
        ),
        (
            APPENDIX,
            {"kind": "honours", "title": "A", "honours": [{"name": "B", "number": "many"}]},
            "honours/0/number: 'many' is not",
        ),
        (APPENDIX, {"kind": "honours", "title": "A", "honors": []}, "'honors' was unexpected"),
        (
            KIND,
            {"label": "A", "fields": {"x": {"type": "day"}}},
            "fields/x: {'type': 'day'} is not valid",
        ),
    ],
)
def test_what_is_wrong_is_seen(schema: str, value: object, told: str) -> None:
    assert told in "\n".join(faults(schema, value))


def test_a_kind_of_the_book_is_known(tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    text = "label: Boats\nrecords: boats\nfields:\n  class: {type: choice, choices: {a: First}, many: true}\n"
    (tmp_path / "kinds/boats.yaml").write_text(text, encoding="utf-8")
    found = schemas(kinds_for(tmp_path, "en", KINDS, lambda _: text, Mistakes()))[APPENDIX]
    validator = Draft202012Validator(found)
    good = {"kind": "boats", "title": "A", "boats": [{"class": "First"}, {"class": ["a"]}]}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "boats": [{"class": "Third"}]})
