"""Mistakes planted one by one into copies of the real book, each found at its line; the book as it
is has none."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from conftest import ROOT, run, typeset_book

from book.check.run import found_in
from book.errors import BookError
from book.manuscript.reading import read_manuscript
from book.paged.session import Session

FOREWORD = "chapters/00-loi-noi-dau.md"
FIRST = "chapters/01-thanh-lap.md"
SECOND = "chapters/02-cung-co.md"
THIRD = "chapters/03-nang-cao.md"
LEADERS = "chapters/appendices/lanh-dao.yaml"
CONGRESSES = "chapters/appendices/dai-hoi.yaml"
EVENTS = "chapters/appendices/nien-bieu.yaml"
FIGURES = "chapters/appendices/so-lieu.yaml"
DOCUMENTS = "chapters/appendices/van-ban.yaml"
BODIES = "chapters/appendices/doan-the.yaml"
NAMES = "chapters/appendices/ten-goi-tru-so.yaml"

#: Rule (empty where the mistake stops reading), file, what stands there, what is put in its
#: place, and where it is found if not there.
PLANTED: list[tuple[str, ...]] = [
    # Congresses
    ("congress-in-prose", SECOND, "do Đại hội bầu có 23 đồng chí", "do Đại hội bầu có 25 đồng chí"),
    ("congress-in-prose", SECOND, "Ban Thường vụ có 7 đồng chí", "Ban Thường vụ có 9 đồng chí"),
    (
        "congress-in-prose",
        SECOND,
        "bầu Ban Chấp hành gồm 21 đồng chí",
        "bầu Ban Chấp hành gồm 12 đồng chí",
    ),
    (
        "congress-in-prose",
        SECOND,
        "Ban Thường vụ gồm 7 ủy viên",
        "Ban Thường vụ gồm 17 ủy viên",
    ),
    (
        "congress-in-prose",
        SECOND,
        "do Ban Chấp hành bầu có 5 ủy viên",
        "do Ban Chấp hành bầu có 6 ủy viên",
    ),
    (
        "congress-in-prose",
        THIRD,
        "Đại hội bầu Ban Chấp hành gồm 33 đồng chí",
        "Đại hội bầu 31 đồng chí",
    ),
    ("congress-in-prose", SECOND, "ngày 12/12/2000, bầu", "ngày 13/12/2000, bầu"),
    (
        "congress-in-prose",
        EVENTS,
        "Đại hội lần thứ I, nhiệm kỳ 1996–2000",
        "Đại hội lần thứ I, nhiệm kỳ 1996–2001",
    ),
    (
        "congress-in-prose",
        EVENTS,
        "Đại hội lần thứ II, nhiệm kỳ 2000–2005",
        "Đại hội lần thứ II, nhiệm kỳ 2001–2005",
    ),
    (
        "elected-in-prose",
        EVENTS,
        "nhiệm kỳ 1996–2000; đồng chí Nguyễn Đức Vịnh tái cử",
        "nhiệm kỳ 1996–2000; đồng chí Đặng Văn Mấm tái cử",
    ),
    ("congress-number", CONGRESSES, "name: Đại hội lần thứ IV", "name: Đại hội lần thứ VI"),
    ("congress-number", CONGRESSES, "name: Đại hội lần thứ III", "name: Đại hội lần thứ II"),
    ("congress-dates", CONGRESSES, "term: 1996–2000", "term: 1997–2000", "from: 1996-02-09"),
    ("congress-dates", CONGRESSES, "term: 2005–2010", "term: 2005–2011", "term: 2010–2015"),
    ("congress-dates", CONGRESSES, "from: 2015-08-23", "from: 2014-08-23"),
    (
        "elected-not-in-office",
        CONGRESSES,
        "{office: Bí thư, people: [le-quang-vinh]}",
        "{office: Bí thư, people: [dang-van-mam]}",
    ),
    ("event-date", EVENTS, "when: 2000-12-10/2000-12-12", "when: 2000-12-11/2000-12-12"),
    ("event-date", EVENTS, "when: 2003-09-11", "when: 2003-09-10"),
    # Offices and people
    ("office-overlap", LEADERS, "from: 2010-05, to: 08/2015", "from: 2010-03, to: 08/2015"),
    ("office-gap", LEADERS, "from: 2010-05, to: 08/2015", "from: 2010-09, to: 08/2015"),
    ("term-dates", LEADERS, "from: 2009-05, to: 2014-03", "from: 2009-05, to: 2008-03"),
    ("term-dates", NAMES, "from: 2000, to: 2006-06", "from: 2000, to: 1999-06"),
    (
        "term-outside-life",
        LEADERS,
        "name: Đặng Văn Mấm\n",
        "name: Đặng Văn Mấm\n    died: 1999\n",
        "from: 1999-07, to: 2000-06",
    ),
    (
        "term-outside-life",
        LEADERS,
        "name: Lê Quang Vinh\n",
        "name: Lê Quang Vinh\n    born: 1999\n",
        "from: 2010-05, to: 08/2015",
    ),
    (
        "office-in-prose",
        EVENTS,
        '{when: 2000-06, text: "Đồng chí',
        '{when: 2000-06, text: "Tháng 6/1998, đồng chí',
    ),
    (
        "record-unused",
        LEADERS,
        "known_as: Chủ tịch Công đoàn Sở Văn hóa Thông tin}",
        "known_as: Chủ tịch Công đoàn Sở Văn hóa Thông tin}\n  - {id: tran-van-tam, name: Trần Văn Tám}",
    ),
    (
        "record-unused",
        LEADERS,
        "plural: Phó Bí thư Đảng ủy}",
        "plural: Phó Bí thư Đảng ủy}\n  - {id: thu-ky, name: Thư ký}",
    ),
    (
        "record-unused",
        DOCUMENTS,
        "documents:\n",
        "documents:\n  - {id: qd-9, number: 9-QĐ/TU, kind: Quyết định}\n",
    ),
    (
        "person-unknown",
        FIRST,
        "Đồng chí Nguyễn Đức Vịnh, Ủy viên",
        "Đồng chí Trần Văn Tám, Ủy viên",
    ),
    ("person-unknown", FIRST, "Đồng chí Đỗ Văn Ngự", "Đồng chí Đỗ Văn Ngựa"),
    (
        "person-unknown",
        SECOND,
        "thay đồng chí Nguyễn Ngọc San nghỉ",
        "thay đồng chí Nguyễn Ngọc Sang nghỉ",
    ),
    (
        "name-spelling",
        FIRST,
        "Đồng chí Nguyễn Đức Vịnh, Ủy viên",
        "Đồng chí Nguyễn Đức Vinh, Ủy viên",
    ),
    (
        "name-spelling",
        SECOND,
        "đồng chí Phạm Quốc Phòng, Ủy viên",
        "đồng chí Phạm Quốc Phong, Ủy viên",
    ),
    ("name-spelling", THIRD, "đồng chí Nguyễn Thị Thanh Thủy", "đồng chí Nguyễn Thị Thanh Thuỷ"),
    (
        "capitals",
        FIRST,
        "Đảng bộ Khối Nội chính, Đảng bộ Khối Kinh tế",
        "Đảng bộ khối Nội chính, Đảng bộ Khối Kinh tế",
    ),
    ("capitals", FIRST, "chuẩn bị Đại hội lần thứ I.", "chuẩn bị đại hội lần thứ I."),
    # Documents and the chronology
    ("document-date", SECOND, "ký ngày 11/9/2003", "ký ngày 12/9/2003"),
    (
        "document-date",
        SECOND,
        "Chính trị ban hành ngày 16/11/2001",
        "Chính trị ban hành ngày 16/11/2002",
    ),
    (
        "document-date",
        THIRD,
        "Quyết định số 359-QĐ/ĐUK ngày 07/02/2023",
        "Quyết định số 359-QĐ/ĐUK ngày 07/12/2023",
    ),
    ("document-unknown", FIRST, "Quyết định số 1000-QĐ/TU", "Quyết định số 1001-QĐ/TU"),
    ("document-unknown", FIRST, "Chỉ thị số 51-CT/TW", "Chỉ thị số 15-CT/TW"),
    ("document-twice", DOCUMENTS, 'number: "721-QĐ/TU"', 'number: "1000-QĐ/TU"'),
    ("chronology-order", EVENTS, "{when: 2004-05-28", "{when: 2003-05-28"),
    ("chronology-order", EVENTS, "{when: 1995-03-20", "{when: 1993-03-20"),
    # Numbers
    (
        "table-sum",
        FIGURES,
        "values: {a: 59, b: 58, c: 65, d: 62}",
        "values: {a: 95, b: 58, c: 65, d: 62}",
    ),
    ("table-sum", FIGURES, "sum_of: [dang-bo, chi-bo]", "sum_of: [dang-bo, chi-boo]"),
    (
        "table-sum",
        FIRST,
        "## Chuẩn bị Đại hội lần thứ I\n",
        "| Đơn vị | Số |\n|---|---|\n| A | 30 |\n| B | 12 |\n| Tổng | 700 |\n\n## Chuẩn bị Đại hội lần thứ I\n",
        "| Tổng | 700",
    ),
    (
        "statistic-in-prose",
        SECOND,
        "quản lý 58 tổ chức cơ sở đảng, gồm",
        "quản lý 85 tổ chức cơ sở đảng, gồm",
    ),
    ("statistic-in-prose", SECOND, "gồm 36 đảng bộ cơ sở và", "gồm 37 đảng bộ cơ sở và"),
    # Writing
    ("word-twice", FIRST, "Hải Phòng được thành lập", "Hải Phòng được được thành lập"),
    ("space-before-sign", FIRST, "Vì vậy, hầu hết", "Vì vậy , hầu hết"),
    ("double-space", FIRST, "Vì vậy, hầu hết", "Vì vậy,  hầu hết"),
    ("dash-one-side", FIRST, "chính trị – xã hội trực thuộc", "chính trị –xã hội trực thuộc"),
    ("look-alike", FIRST, "Đây là tiền thân", "Ðây là tiền thân"),
    ("look-alike", LEADERS, "note: Nhiệm kỳ lâm thời}", "note: Nhiệm kỳ lâm thờі}"),
    ("unpaired", FOREWORD, "Ngày 27/01/2024,", "(Ngày 27/01/2024,"),
    ("tone-placement", SECOND, "về cuộc vận động", "về khoá vận động"),
    ("tone-placement", BODIES, "Ban Chấp hành lâm thời", "Ban Chấp hành uỷ quyền lâm thời"),
    ("range-hyphen", SECOND, "(nhiệm kỳ 1996–2000)", "(nhiệm kỳ 1996-2000)"),
    (
        "straight-quotes",
        THIRD,
        "“Một số vấn đề cấp bách về xây dựng Đảng hiện nay”",
        '"Một số vấn đề cấp bách về xây dựng Đảng hiện nay"',
    ),
    (
        "combining-letters",
        FIRST,
        "Vì vậy, hầu hết",
        unicodedata.normalize("NFD", "Vì vậy, hầu hết"),
    ),
    (
        "combining-letters",
        DOCUMENTS,
        "thành lập Đảng bộ",
        unicodedata.normalize("NFD", "thành lập Đảng bộ"),
    ),
    ("date-format", FIRST, "ngày 20/3/1995", "ngày 20/03/1995"),
    ("date-format", FIRST, "ban hành ngày 27/01/1994", "ban hành ngày 27.01.1994"),
    (
        "missing-alt",
        FIRST,
        "## Tổ chức bộ máy",
        "![](assets/emblem.svg)\n\n## Tổ chức bộ máy",
    ),
    (
        "silence",
        LEADERS,
        "# silence office-gap: tư liệu không ghi ai giữ chức Bí thư từ tháng 5 đến tháng 12/2008",
        "# silence office-gap",
    ),
    ("silence", LEADERS, "# silence office-gap:", "# silence office-gaps:"),
    # What stops reading
    ("", LEADERS, "{office: bi-thu, from: 1999-07,", "{office: bi-thu, from: 1999-17,"),
    ("", LEADERS, "  - id: dang-van-mam\n", "  - id: nguyen-duc-vinh\n"),
    ("", CONGRESSES, "    standing_committee: 7 ủy viên\n", "    standing_comittee: 7 ủy viên\n"),
    ("", FIRST, "short_title: Thành lập", "short_titel: Thành lập"),
    ("", FIRST, "trên cơ sở hợp nhất", "trên cơ sở 龍 hợp nhất"),
    ("", "book.yaml", "trim: 160x240", "trim: 160 by 240"),
]


def copied(to: Path) -> Path:
    """A copy of the real book folder."""
    to.mkdir()
    shutil.copy(ROOT / "book.yaml", to)
    for name in ("chapters", "assets"):
        shutil.copytree(ROOT / name, to / name)
    return to


def plant(folder: Path, file: str, old: str, new: str, where: str = "") -> int:
    """Put a mistake into a file; the line that holds `where`, or at which the mistake begins."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    changed = text.replace(old, new, 1)
    path.write_text(changed, encoding="utf-8")
    lines = changed.split("\n")
    if where:
        return next(number for number, line in enumerate(lines, 1) if where in line)
    pairs = enumerate(zip(text.split("\n"), lines, strict=False), 1)
    return next(number for number, (before, after) in pairs if before != after)


def test_there_are_enough_of_them() -> None:
    assert len(PLANTED) >= 60


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted[0]}-{planted[3][:30]}")
def test_a_planted_mistake_is_found_at_its_line(planted: tuple[str, ...], tmp_path: Path) -> None:
    rule, file, *words = planted
    folder = copied(tmp_path / "book")
    line = plant(folder, file, *words)
    try:
        manuscript = read_manuscript(folder)
    except BookError as error:
        assert not rule
        assert (file, line) in {(m.place.file, m.place.line) for m in error.mistakes}
        return
    found = {(r.name, m.place.file, m.place.line) for r, m in found_in(manuscript)}
    if not rule:
        pytest.fail(f"read without a word: {words}")
    assert (rule, file, line) in found


def test_the_real_book_is_clean_pages_and_all(session: Session) -> None:
    manuscript = read_manuscript(ROOT)
    assert manuscript.config.silence == ()
    found = found_in(manuscript, book_map=typeset_book(ROOT, session).book_map)
    assert [(r.name, m.told()) for r, m in found] == []


def test_the_command_finds_the_real_book_clean() -> None:
    done = run("check", "-C", str(ROOT), "--strict", "--no-pages")
    # What was not asked (pages, and spelling without a dictionary) is said, and nothing else.
    assert done.returncode == 0
    assert all(line.startswith("Chưa xét: ") for line in done.stderr.splitlines())
