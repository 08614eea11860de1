"""Maps of places and seats: numbers on a picture, its legend, its table, and the page of seats."""

from __future__ import annotations

import io

import pikepdf
from conftest import Build, MakeFolder, chapter, run
from pdf import ReadPdf
from PIL import Image

from book.check.findings import Finding
from book.check.run import found_in
from book.manuscript.reading import read_manuscript

ONE: dict[str, str | bytes] = {
    "chapters/one.md": chapter("One", "The club met in Hull.", id="one"),
}
MAP = 'map: {picture: assets/map.png, alt: A plan of the town., caption: "The town, drawn"}\n'
SEATS = f"""\
kind: names
title: Seats
{MAP}seats:
  - {{name: The barn, address: Mill Lane, from: 1924-05-03, to: 1968, at: 20% 30%, see: one,
     picture: assets/barn.png, alt: A barn., text: It smelled of hay.}}
  - {{address: Long Reach, from: 1968, at: [70, 60]}}
"""
PLACES = f"""\
kind: places
title: Places
{MAP}places:
  - {{id: hull, name: Hull, at: "10%, 50%", from: 1930, see: one}}
  - {{id: leith, name: Leith, at: 50% 50%, note: A harbour.}}
  - {{id: york, name: York}}
"""


def picture(width: int = 300, height: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#8aa").save(stream, "PNG")
    return stream.getvalue()


def files(text: str) -> dict[str, str | bytes]:
    drawn = {"assets/map.png": picture(), "assets/barn.png": picture()}
    return {**ONE, **drawn, "chapters/appendices/a.yaml": text}


def alts(pdf: ReadPdf) -> list[str]:
    found = (o for o in pdf.pdf.objects if isinstance(o, pikepdf.Dictionary))
    return [str(o.Alt) for o in found if o.get("/S") == "/Figure" and "/Alt" in o]


def marks(make_folder: MakeFolder, text: str) -> list[Finding]:
    manuscript = read_manuscript(make_folder(files(text)))
    return [finding for finding in found_in(manuscript) if finding.rule.name == "map-marks"]


def test_seats_are_a_page_of_pictures_and_marked_on_the_map(build: Build) -> None:
    pdf = build(files(SEATS))
    assert "A plan of the town. Marked on it: 1 The barn; 2 Long Reach." in alts(pdf)
    assert "A barn." in alts(pdf)
    text = " ".join(pdf.text)
    assert "The barn, 1924–1968 (page 1)" in text
    assert text.index("Figure 1. The town, drawn") < text.index("It smelled of hay.")
    links = {link.words: link.target for link in pdf.links}
    assert links["The barn"] == pdf.page_with("It smelled of hay.")
    assert links["(page 1)"] == pdf.page_with("The club met")


def test_the_number_of_a_place_stands_in_its_row(build: Build) -> None:
    pdf = build(files(PLACES))
    text = " ".join(pdf.text)
    assert "1 Hull, from 1930 (page 1) 2 Leith" in text
    assert "Place Remarks 1 Hull (page 1) from 1930 2 Leith A harbour. York" in text


def test_where_the_legend_says_all_it_is_the_list(build: Build) -> None:
    pdf = build(
        files(PLACES.replace(", note: A harbour.", "").replace(", name: York", ", name: Ely"))
    )
    text = " ".join(pdf.text)
    assert "2 Leith Place Ely" in text and "Remarks" not in text


def test_numbers_outside_and_upon_each_other_are_told(make_folder: MakeFolder) -> None:
    near = SEATS.replace("[70, 60]", "[21, 31]")
    assert [str(f.mistake.place) for f in marks(make_folder, near)] == [
        "chapters/appendices/a.yaml:7:43"
    ]
    outside = marks(make_folder, SEATS.replace("[70, 60]", "[70, 160]"))
    assert ["lies outside" in f.mistake.problem for f in outside] == [True]
    # What is at one spot has one number.
    assert marks(make_folder, SEATS.replace("[70, 60]", '"20%,30%"')) == []


def test_the_picture_of_a_seat_wants_a_credit_where_others_have_one(
    make_folder: MakeFolder,
) -> None:
    text = SEATS.replace("alt: A plan", "credit: Ann, alt: A plan")
    found = found_in(read_manuscript(make_folder(files(text))))
    places = [str(f.mistake.place) for f in found if f.rule.name == "picture-credit"]
    assert places == ["chapters/appendices/a.yaml:6:15"]


def test_a_place_does_not_end_before_it_begins(make_folder: MakeFolder) -> None:
    text = PLACES.replace("from: 1930", "from: 1930, to: 1920")
    found = found_in(read_manuscript(make_folder(files(text))))
    assert "this ends before it begins" in [f.mistake.problem for f in found]


def test_a_spot_that_is_none_and_one_without_a_map(make_folder: MakeFolder) -> None:
    done = run("build", cwd=make_folder(files(SEATS.replace("20% 30%", "left"))))
    assert "chapters/appendices/a.yaml:5:74" in done.stderr and "23% 40%" in done.stderr
    done = run("build", cwd=make_folder(files(PLACES.replace(MAP, "")), name="other"))
    assert "there is no map to mark this on" in done.stderr
    assert "chapters/appendices/a.yaml:4:" in done.stderr
