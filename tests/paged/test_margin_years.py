"""The years of a chapter along its margin."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import MakeFolder, chapter, paragraphs
from pdf import ReadPdf

from book.manuscript.config import Occasion
from book.paged.margin_years import drawn_years, years_of
from book.paged.session import Session
from book.project import Project

OCCASION = Occasion.model_validate({"from": "1994", "to": "2024"})


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ((1996, 2005), "1994|1996|2005|2024"),
        ((1990, 2030), "1994|1994|2024|2024"),
        ((1980, 1985), ""),
        (None, ""),
    ],
)
def test_a_period_lies_among_the_years_of_the_book(
    period: tuple[int, int] | None, words: str
) -> None:
    assert years_of(period, OCCASION) == words


def test_no_number_stands_on_another() -> None:
    for begins in range(1994, 2025):
        for ends in range(begins, 2025):
            marks = [
                e for e in drawn_years(f"1994|{begins}|{ends}|2024") if "mark" in e.get("class")
            ]
            places = sorted(
                100.0 if "right" in e.get("style") else float(e.get("style")[6:-1]) for e in marks
            )
            assert len(places) >= 2
            apart = [b - a for a, b in pairwise(places) if b != a]
            assert all(gap > 11 for gap in apart), (begins, ends, places)


def test_it_runs_along_pages_of_the_chapter_and_no_others(
    make_folder: MakeFolder, session: Session
) -> None:
    files = {
        "chapters/one.md": chapter("One", paragraphs(24), period="2000–2010"),
        "chapters/two.md": chapter("Two", paragraphs(24)),
    }
    config = "title: A book\nlanguage: en\ntheme: hien-dai\noccasion: {from: 1994, to: 2024}\n"
    project = Project(make_folder(files, config), session=session)
    pdf = ReadPdf(project.edition("screen").make().path)
    first, second = pdf.opening("One"), pdf.opening("Two")
    page = pdf.shown[first + 1]
    text = page.get_textpage()
    for year in ("1994", "2000", "2010", "2024"):
        found = text.search(year).get_next()
        assert found, year
        # Beyond the text, on the outer side of a left-hand page.
        assert text.get_charbox(found[0])[2] < page.get_size()[0] * 0.2
    assert "2010" not in pdf.text[second]
    assert "2024" not in pdf.text[second + 1]
