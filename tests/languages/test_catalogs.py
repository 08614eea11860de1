"""The catalogs have every word that the builder says, and dates and numbers are each language's."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from conftest import ROOT

from book.dates import PartialDate
from book.errors import Plural
from book.languages import language

LOCALES = ROOT / "book/languages"


def _extracted(what: Path | str) -> Catalog:
    """What pybabel finds in a folder."""
    pybabel = Path(sys.executable).with_name("pybabel")
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        subprocess.run(
            [pybabel, "-q", "extract", "-F", "tools/babel.cfg", "-k", "say", "-o", pot.name, what],
            check=True,
            cwd=ROOT,
            env={"PYTHONPATH": "tools"},
        )
        return read_po(pot)


def _catalog(code: str) -> Catalog:
    with (LOCALES / code / "catalog.po").open("rb") as stream:
        return read_po(stream, locale=code)


def test_vietnamese_has_every_message_and_no_other() -> None:
    wanted = {m.id for m in _extracted("book") if m.id}
    catalog = {m.id: m.string for m in _catalog("vi") if m.id}
    assert len(wanted) > 300
    cure = "run `make catalogs`, then translate what has no translation"
    assert sorted(map(str, wanted - catalog.keys())) == [], cure
    assert sorted(map(str, catalog.keys() - wanted)) == [], cure
    empty = [m for m, text in catalog.items() if not text or not all(text)]
    assert empty == [], cure


def test_extraction_finds_words_that_are_handed_on(tmp_path: Path) -> None:
    """Through a function of the module, a table, a docstring of a rule."""
    (tmp_path / "module.py").write_text(
        '''
CURE = "Mend it."
def told(place, problem, cure): return Mistake(place, problem, cure)
told(1, "it is wrong", CURE)
TABLE = {"a": worded("One")}
Plural("{count} page", "{count} pages")
@rule("x")
def x(context):
    """It is
    so.

    Really."""
''',
        encoding="utf-8",
    )
    found = {m.id for m in _extracted(tmp_path) if m.id}
    plural = ("{count} page", "{count} pages")
    assert found == {"it is wrong", "Mend it.", "One", plural, "It is so.\n\nReally."}


def test_translations_use_only_fields_that_the_message_has() -> None:
    for code in ("vi", "en"):
        for message in _catalog(code):
            texts = [message.string] if isinstance(message.string, str) else message.string
            fields = set(re.findall(r"{(\w+)}", " ".join(texts)))
            if message.id and ":" not in str(message.id)[:12]:
                assert fields <= set(re.findall(r"{(\w+)}", str(message.id))), message.id


def test_counted_things_are_worded_by_their_number() -> None:
    pages = Plural("{path}: {count} page", "{path}: {count} pages")
    assert language("en").say(pages, path="a.pdf", count=1) == "a.pdf: 1 page"
    assert language("en").say(pages, path="a.pdf", count=7) == "a.pdf: 7 pages"
    assert language("vi").say(pages, path="a.pdf", count=1) == "a.pdf: 1 trang"


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("vi", "27/01/1994", "01/1994"),
        ("en", "January 27, 1994", "January 1994"),
        ("en-GB", "27 January 1994", "January 1994"),
        ("lo", "27 ມັງກອນ 1994", "ມັງກອນ 1994"),
    ],
)
def test_dates_are_written_as_the_language_does(tag: str, day: str, month: str) -> None:
    spoken = language(tag)
    assert spoken.date(PartialDate.parse("1994-01-27")) == day
    assert spoken.date(PartialDate.parse("1994-01")) == month
    assert spoken.date(PartialDate.parse("1994")) == "1994"


def test_numbers_are_written_as_the_language_does() -> None:
    assert language("vi").number(4213) == "4.213"
    assert language("en").number(4213.5) == "4,213.5"
