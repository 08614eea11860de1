"""The imprint as publishers of a country print it."""

from __future__ import annotations

import pytest
from conftest import Build, chapter

GIVEN = """
imprint:
  publisher: Quay Press
  publisher_address: 1 Quay Street
  year: 2024
  copyright: The Club
  rights: All rights reserved.
  isbn: 978-92-95055-12-4
  printer: Mill Printers
  editor: Ann Lee
  print_run: 300 copies
"""


@pytest.mark.parametrize(
    ("language", "told", "is_in_front"),
    [
        (
            "en",
            [
                "First published in 2024 by Quay Press",
                "Copyright © 2024 by The Club",
                "All rights reserved.",
                "978-92-95055-12-4",
                "Printed and bound by Mill Printers",
            ],
            True,
        ),
        (
            "en-US",
            [
                "First published in 2024 by Quay Press",
                "Copyright © 2024 by The Club",
                "Printed and bound by Mill Printers",
            ],
            True,
        ),
        (
            "en-GB",
            [
                "First published in 2024 by Quay Press",
                "© The Club 2024",
                "Printed and bound by Mill Printers",
            ],
            True,
        ),
        (
            "vi",
            [
                "QUAY PRESS",
                "1 Quay Street",
                "Biên tập: Ann Lee",
                "Số lượng in: 300 copies",
                "Cơ sở in: Mill Printers",
                "ISBN: 978-92-95055-12-4",
                "The Club",
            ],
            False,
        ),
    ],
)
def test_it_is_worded_and_placed_as_its_country_does(
    build: Build, language: str, told: list[str], *, is_in_front: bool
) -> None:
    book = build(
        {"chapters/a.md": chapter("One", "Text.")}, f"title: A book\nlanguage: {language}{GIVEN}"
    )
    page = next(n for n, text in enumerate(book.text) if "978-92" in text)
    text = " ".join(book.text[page].split())
    places = [text.find(words) for words in told]
    assert -1 not in places, (text, told)
    assert places == sorted(places)
    # A left-hand page: behind the title page, or the last of the book.
    assert page % 2 == 1
    assert (page == len(book) - 1) is not is_in_front
    assert (page < book.page_with("Text.")) is is_in_front
    if language != "vi":
        assert ("Copyright" in text) is (language != "en-GB")
