"""The catalogs have every word that the builder says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from book.dates import PartialDate
from book.languages import language

_HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("messages", _HERE / "messages.py")
assert _spec and _spec.loader
_messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_messages)

LOCALES = Path(_messages.PACKAGE) / "languages"


def test_vietnamese_has_every_message() -> None:
    with (LOCALES / "vi/catalog.po").open("rb") as stream:
        catalog = {str(m.id): str(m.string) for m in read_po(stream, locale="vi") if m.id}
    said = _messages.messages()
    assert len(said) > 100
    assert sorted(m for m in said if not catalog.get(m)) == []


def test_translations_use_only_fields_that_the_message_has() -> None:
    for code in ("vi", "en"):
        with (LOCALES / code / "catalog.po").open("rb") as stream:
            for message in read_po(stream, locale=code):
                fields = set(re.findall(r"{(\w+)}", str(message.string)))
                if message.id and ":" not in str(message.id)[:12]:
                    assert fields <= set(re.findall(r"{(\w+)}", str(message.id))), message.id


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [("vi", "27/01/1994", "01/1994"), ("en", "27 January 1994", "January 1994")],
)
def test_dates_are_written_as_the_language_does(tag: str, day: str, month: str) -> None:
    spoken = language(tag)
    assert spoken.date(PartialDate.parse("1994-01-27")) == day
    assert spoken.date(PartialDate.parse("1994-01")) == month
    assert spoken.date(PartialDate.parse("1994")) == "1994"


def test_numbers_are_written_as_the_language_does() -> None:
    assert language("vi").number(4213) == "4.213"
    assert language("en").number(4213.5) == "4,213.5"
