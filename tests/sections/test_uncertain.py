"""What is not certain is printed so, and drawn with soft ends."""

from __future__ import annotations

import re

from conftest import Build, chapter
from pdf import ReadPdf
from pikepdf import Dictionary

from book.languages import language
from book.languages.written_dates import read_date
from book.manuscript.kinds.people import Term
from book.manuscript.kinds.record import Bar
from book.sections.drawing import Palette
from book.sections.timeline import Timeline

FILES: dict[str, str | bytes] = {
    "chapters/mot.md": chapter("Một", "Đồng chí Trần Văn An."),
    "chapters/appendices/p.yaml": """\
        kind: people
        title: Lãnh đạo
        intro: |
          ::: chart {kind=timeline of=p}
          Ai giữ chức vụ nào
          :::
        offices: [{id: bt, name: Bí thư}]
        people:
          - id: an
            name: Trần Văn An
            born: khoảng 1940
            terms: [{office: bt, from: 27/1/1994, to: chậm nhất 2/1996}]
          - id: binh
            name: Lê Thị Bình
            terms: [{office: bt, from: 1996?, to: không rõ}]
        """,
    "chapters/appendices/q.yaml": """\
        kind: congresses
        title: Đại hội
        congresses:
          - id: dh1
            name: Đại hội lần thứ I
            from: 9/2/1996
            to: 10/2/1996
            elected: [{office: Bí thư, people: [an]}]
            named: [{office: Phó Bí thư, people: [binh]}]
        """,
    "chapters/appendices/r.yaml": """\
        kind: chronology
        title: Niên biểu
        events:
          - {when: 27/1/1994, text: Thành lập.}
          - {when: khoảng 5/1994, text: Chuyển trụ sở.}
          - {when: chậm nhất 12/1994, text: Có nhà mới.}
          - {when: 1995/1996, text: Dời nhà.}
          - {when: không rõ, text: Đặt tên.}
        """,
}


def test_uncertain_dates_are_printed_as_such(build: Build) -> None:
    pdf = build(FILES, "title: Sách\nlanguage: vi\n")
    text = " ".join(" ".join(pdf.text).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "27/01/1994 – chậm nhất 02/1996" in text
    assert "1996 (suy ra) – không rõ" in text
    assert "sinh khoảng 1940" in text
    assert "khoảng tháng 5 Chuyển trụ sở." in text
    assert "1995 – 1996 Dời nhà." in text
    assert "Không rõ thời gian" in text
    assert re.search(
        r"Người được bầu Bí thư Trần Văn An.*Người giữ chức vụ Phó Bí thư Lê Thị", text
    )
    assert "Lê Thị Bình (1996 (suy ra) – không rõ)" in alternative_texts(pdf)


def alternative_texts(pdf: ReadPdf) -> str:
    """What the pictures of a PDF say to those who can't see them."""
    return "\n".join(
        str(o.Alt) for o in pdf.pdf.objects if isinstance(o, Dictionary) and "/Alt" in o
    )


def bars(first: str, last: str) -> list[tuple[float, float]]:
    """Beginning and width in pt of the bars that are drawn for one term."""
    term = Term.model_validate({"office": "x", "from": first, "to": last})
    palette = Palette("#000", "#555", "#ccc", ("#900",))
    groups = [("Chair", [Bar("Ann", term)])]
    drawn = Timeline(groups, language("en"), palette, 100, 12, read_date("2010"))
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn.svg())
    return [(float(x), float(width)) for x, width in found]


def test_an_end_that_is_not_certain_is_drawn_soft() -> None:
    assert len(bars("1990", "2000")) == 1
    soft = bars("1990", "2000?")
    assert len(soft) == 5
    widths = [width for _, width in soft]
    assert widths == sorted(widths, reverse=True)
    assert max(x + width for x, width in soft) < sum(bars("1990", "2000")[0])
    assert len(bars("about 1990", "by 2000")) == 9
    # What has no end on record fades out soon; what goes on reaches the edge.
    fading = bars("1990", "unknown")
    assert max(x + width for x, width in fading) < sum(bars("1990", "2000")[0]) / 2
    assert sum(bars("1990", "now")[0]) == 100
