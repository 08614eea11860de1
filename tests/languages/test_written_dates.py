"""Dates as people write them in records, and as the book prints them."""

from __future__ import annotations

import pytest

from book.errors import UnfitError
from book.languages import language
from book.languages.written_dates import read_date, read_dates


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1994", "1994"),
        ("1994-01-27", "1994-01-27"),
        ("20/6/1984", "1984-06-20"),
        ("20.6.1984", "1984-06-20"),
        ("8/1994", "1994-08"),
        ("T9/1990", "1990-09"),
        ("tháng 9 năm 1990", "1990-09"),
        ("ngày 27 tháng 1 năm 1994", "1994-01-27"),
        ("27 January 1994", "1994-01-27"),
        ("June 5, 1994", "1994-06-05"),
        ("khoảng 2000", "2000~"),
        ("Khoảng năm 2000", "2000~"),
        ("about 5/2000", "2000-05~"),
        ("c.1920", "1920~"),
        ("2000~", "2000~"),
        ("chậm nhất 08/2015", "../2015-08"),
        ("by August 2015", "../2015-08"),
        ("../2015-08", "../2015-08"),
        ("sớm nhất 2003", "2003/.."),
        ("2003/..", "2003/.."),
        ("2000 (suy ra)", "2000?"),
        ("2000 (inferred)", "2000?"),
        ("2000?", "2000?"),
        ("không rõ", "?"),
        ("unknown", "?"),
        ("nay", ".."),
        ("..", ".."),
    ],
)
def test_a_date_is_read(written: str, meant: str) -> None:
    assert str(read_date(written)) == meant
    assert str(read_date(meant)) == meant


@pytest.mark.parametrize("written", ["31/2/1994", "13/1994", "soon", "2000 perhaps", "about", ""])
def test_what_is_no_date_is_told(written: str) -> None:
    with pytest.raises(UnfitError, match="is not a date"):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1996-02-09/1996-02-10", ["1996-02-09", "1996-02-10"]),
        ("9/2/1996 – 10/2/1996", ["1996-02-09", "1996-02-10"]),
        ("9–10/2/1996", ["1996-02-09", "1996-02-10"]),
        ("2000–2005", ["2000", "2005"]),
        ("khoảng 1990 - 1992", ["1990~", "1992"]),
        ("../2015-08", ["../2015-08"]),
        ("27/1/1994", ["1994-01-27"]),
    ],
)
def test_a_stretch_is_read(written: str, meant: list[str]) -> None:
    assert [str(date) for date in read_dates(written)] == meant


@pytest.mark.parametrize(
    ("first", "last", "vi", "en"),
    [
        ("1994", "2000", "1994–2000", "1994–2000"),
        ("1994", "nay", "từ 1994", "from 1994"),
        ("1994", "không rõ", "1994 – không rõ", "1994 – not known"),
        ("không rõ", "2005", "đến 2005", "until 2005"),
        ("không rõ", "không rõ", "không rõ", "not known"),
        ("khoảng 1994", "2000?", "khoảng 1994 – 2000 (suy ra)", "about 1994 – 2000 (inferred)"),
        ("by 1994", "now", "chậm nhất từ 1994", "from 1994 at the latest"),
        ("?", "by 5/2015", "chậm nhất đến 05/2015", "until May 2015 at the latest"),
        ("1994", "by 8/2015", "1994 – chậm nhất 08/2015", "1994 – by August 2015"),
    ],
)
def test_a_stretch_is_told_as_sure_as_it_is(first: str, last: str, vi: str, en: str) -> None:
    span = read_date(first), read_date(last)
    assert language("vi").span(*span) == vi
    assert language("en").span(*span) == en


def test_what_is_certain_is_compared() -> None:
    early, late = read_date("1990"), read_date("2015")
    assert early.surely_before(late)
    for unsure in ("2000?", "?", "1990/..", "by 2020"):
        assert not late.surely_before(read_date(unsure))
    assert read_date("2000?").may_be(late)
    assert read_date("about 2013").may_be(late)
    assert not read_date("about 2000").may_be(late)
    assert not read_date("by 2000").may_be(late)
    assert late.surely_before(read_date("now"))


def test_words_of_dates_come_from_the_rules_of_languages() -> None:
    forms = language("vi").rules.read_dates
    assert "tháng {month} năm {year}" in forms
    for form in forms:
        written = form.format(day=27, month=1, year=1994)
        assert read_date(written).date.year == 1994, written  # type: ignore[union-attr]
