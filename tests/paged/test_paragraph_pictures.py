"""Paragraphs compared with approved pictures, so that a change in how they are set is seen.

After a change that is meant: `APPROVE=1`, then look at the new pictures in tests/pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

from pdf import ReadPdf
from PIL import Image, ImageChops, ImageFilter

APPROVED = Path(__file__).resolve().parents[1] / "pictures"
#: Words on the page that opens the chapter.
OPENS = {"vi": "con đê quai", "en": "herring barrel"}
#: The part of the page behind the opening that is compared: left, top, right, bottom.
PART = 0.1, 0.62, 0.95, 0.88


def test_paragraphs_look_as_they_were_approved(other: ReadPdf) -> None:
    name = other.path.stem
    page = next(n for n, text in enumerate(other.text) if OPENS[name] in text) + 1
    whole = other.picture(page, 1.5)
    left, top, right, bottom = PART
    width, height = whole.size
    now = whole.crop(
        (int(left * width), int(top * height), int(right * width), int(bottom * height))
    )
    file = APPROVED / f"paragraphs-{name}.png"
    if os.environ.get("APPROVE"):
        now.quantize(16).save(file, optimize=True)
    apart = _difference(now, Image.open(file).convert("RGB"))
    assert apart < 0.02, f"paragraphs are set otherwise: {file}"
    # A word that moves is seen.
    assert _difference(now, ImageChops.offset(now, 9, 0)) > 0.02


def _difference(one: Image.Image, other: Image.Image) -> float:
    """The share of a picture that differs plainly, small shifts of letters' edges left out."""
    if one.size != other.size:
        return 1.0
    soft = ImageFilter.GaussianBlur(1.2)
    apart = ImageChops.difference(one.filter(soft), other.filter(soft)).convert("L")
    return sum(apart.histogram()[50:]) / (one.width * one.height)
