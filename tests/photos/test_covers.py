"""Photographs on covers and at openings: words that can be read, faces in sight."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pikepdf
import pytest
from conftest import Build, chapter
from PIL import Image, ImageDraw
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from book.paged.pdf.inks import own_profile
from book.photos.colours import PressProfile
from book.photos.covers import CoverColours, contrast_of, cover_photo
from book.photos.originals import original
from book.photos.renditions import rendition
from book.photos.scrim import LEAST_CONTRAST, Band, contrast, luminance
from book.photos.treatment import Treatment, read_address

COLOURS = CoverColours("#fbfbf8", ("#1f2123", "#1f4258", "#000000"))
TRIM = Treatment(crop=(160, 240))


def bytes_of(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=95)
    return stream.getvalue()


def bright() -> Image.Image:
    """A pale sky over a white crowd."""
    picture = Image.new("RGB", (800, 1200), (235, 238, 245))
    ImageDraw.Draw(picture).rectangle((0, 700, 800, 1200), fill=(255, 255, 255))
    return picture


def half_dark() -> Image.Image:
    picture = Image.new("RGB", (800, 1200), (250, 250, 250))
    ImageDraw.Draw(picture).rectangle((0, 0, 800, 640), fill=(20, 25, 40))
    return picture


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    return tmp_path / "a.jpg"


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(luminance("#000000"), luminance("#ffffff")) == pytest.approx(21)
    assert contrast(luminance("#777777"), luminance("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(luminance("#ff0000"), luminance("#ffffff")) == pytest.approx(4.0, abs=0.01)


def test_a_pale_photograph_gets_a_scrim_and_a_dark_one_none(shown: Path) -> None:
    shown.write_bytes(bytes_of(bright()))
    assert contrast_of(shown, TRIM, COLOURS, "bottom") < 1.3
    found = cover_photo(shown, TRIM, COLOURS)
    assert found.contrast >= LEAST_CONTRAST
    assert 0.4 < max(share for _, share in found.treatment.scrim.stops) < 0.8
    heights = [at for at, _ in found.treatment.scrim.stops]
    assert heights == sorted(heights)
    assert cover_photo(shown, TRIM, COLOURS, with_scrim=False).contrast < 1.3
    shown.write_bytes(bytes_of(Image.new("RGB", (801, 1200), (15, 20, 30))))
    found = cover_photo(shown, TRIM, COLOURS)
    assert found.treatment == TRIM and found.contrast > 10


def test_the_title_goes_where_the_picture_is_dark_and_no_face_is(shown: Path) -> None:
    shown.write_bytes(bytes_of(half_dark()))
    assert cover_photo(shown, TRIM, COLOURS).title == "top"
    assert cover_photo(shown, TRIM, COLOURS, title="bottom").title == "bottom"
    shown.write_bytes(bytes_of(bright().resize((802, 1200))))
    low = Treatment(crop=(160, 240), focus=(50.0, 75.0))
    high = Treatment(crop=(160, 240), focus=(50.0, 35.0))
    assert cover_photo(shown, low, COLOURS).title == "top"
    assert cover_photo(shown, high, COLOURS).title == "bottom"


def test_what_is_measured_is_what_is_printed(shown: Path) -> None:
    """The scrim is in the pixels of the rendition, on the screen and in the inks of a press."""
    shown.write_bytes(bytes_of(bright()))
    treatment = cover_photo(shown, TRIM, COLOURS, title="bottom").treatment
    name, again = read_address(treatment.address("x y.jpg"))
    assert (name, again) == ("x y.jpg", treatment)
    made = rendition(original(shown), treatment, (300, 450), "screen", None)
    picture = Image.open(io.BytesIO(made.data)).convert("RGB")
    for band in (Band(11, 60, 89, 88), Band(10, 7, 90, 17), Band(20, 91, 80, 97)):
        for share in (0.02, 0.5, 0.98):
            y = band.top + (band.bottom - band.top) * share
            red, green, blue = picture.getpixel((picture.width // 2, int(picture.height * y / 100)))  # type: ignore[misc]
            assert (
                contrast(luminance(f"#{red:02x}{green:02x}{blue:02x}"), luminance(COLOURS.words))
                > 4.5
            )
    middle = picture.getpixel((picture.width // 2, int(picture.height * 0.4)))
    assert math.dist(middle, (235, 238, 245)) < 60  # type: ignore[arg-type]
    press = PressProfile(own_profile())
    assert rendition(original(shown), treatment, (300, 450), "press", press).colours == "cmyk"


CONFIG = """\
title: A book
language: en
cover: {photo: assets/a.jpg, alt: A crowd}
appendices_picture: assets/b.jpg
"""
ROWS = "kind: chronology\ntitle: {}\nevents:\n  - {{when: 1994, text: A}}\n"


def test_covers_and_openings_show_their_pictures_to_the_edges(build: Build) -> None:
    pdf = build(
        {
            "chapters/a.md": chapter(
                "Opened", "Text.", picture="{file: assets/b.jpg, alt: Two, focus: '20%,30%'}"
            ),
            "chapters/appendices/c.yaml": ROWS.format("C"),
            "chapters/appendices/d.yaml": ROWS.format("D"),
            "assets/a.jpg": bytes_of(bright()),
            "assets/b.jpg": bytes_of(half_dark().rotate(90, expand=True)),
        },
        CONFIG,
    )
    width, height = pdf.shown[0].get_size()

    def box(page: int) -> tuple[float, ...]:
        (image,) = pdf.shown[page].get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=5)
        return tuple(image.get_bounds())

    assert box(0) == pytest.approx((0, 0, width, height), abs=0.7)
    opened = pdf.page_with("Text.")
    assert box(opened) == pytest.approx((0, height * 0.55, width, height), abs=0.7)
    text = pdf.shown[opened].get_textpage()
    assert max(text.get_rect(n)[3] for n in range(text.count_rects())) < height * 0.55
    part = pdf.page_with("Appendices C D")
    assert box(part) == pytest.approx((0, height * 0.55, width, height), abs=0.7)
    objects = (o for o in pdf.pdf.objects if isinstance(o, pikepdf.Dictionary))
    assert {str(o.Alt) for o in objects if "/Alt" in o} == {"A crowd", "Two"}
