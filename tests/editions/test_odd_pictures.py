"""Pictures of odd shapes, wherever a book shows some: none runs out of its box, none is stretched."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from conftest import chapter, run
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

#: Width and height in pixels.
SHAPES = {
    "pano": (2400, 200),
    "pole": (200, 2400),
    "square": (900, 900),
    "dot": (1, 1),
    "wide": (1600, 900),
}
PLACES = """\
![A](assets/{0}.jpg)

Words ![A](assets/{0}.jpg){{width=20mm}} among words.

::: figure
![A](assets/{0}.jpg)

A figure.
:::

::: figure {{width=300mm}}
![A](assets/{0}.jpg){{width=400mm}}

A wide figure.
:::

::: figure {{side=left width=40% frame}}
![A](assets/{0}.jpg)

Beside.
:::

Words beside it.

::: gallery
![A](assets/{0}.jpg)
![A](assets/wide.jpg)

A gallery.
:::

::: group
![A](assets/{0}.jpg)

A group.

1. An {{at=10%,10%}}
:::

::: roll {{columns=6}}
![A](assets/{0}.jpg)

An.
:::

::: plate
![A](assets/{0}.jpg)

A plate.
:::

::: plate {{caption=below}}
![A](assets/{0}.jpg)

A plate.
:::

::: spread
![A](assets/{0}.jpg)

A spread.
:::

::: figure {{turned}}
![A](assets/{0}.jpg)

Turned.
:::

| Where | What |
|---|---|
| ![A](assets/{0}.jpg) | In a cell ![A](assets/{0}.jpg){{width=90mm}} |

> ![A](assets/{0}.jpg)

- ![A](assets/{0}.jpg)
"""
CARDS = "kind: people\ntitle: P\npeople:\n" + "".join(
    f"  - {{id: p-{name}, name: {name.title()} Lee, portrait: assets/{name}.jpg, note: X}}\n"
    for name in SHAPES
)
KIND = "label: K\nrecords: shown\nview: {}\nfields:\n  name: {{required: true}}\n  pic: {{type: picture}}\n"
SHOWN = "kind: {}\ntitle: {}\nshown:\n" + "".join(
    f"  - {{{{name: {name}, pic: assets/{name}.jpg}}}}\n" for name in SHAPES
)


def photograph(size: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("odd")
    files: dict[str, bytes] = {
        "book.yaml": b"title: A book\nlanguage: en\nhalf_title: false\n"
        b"cover: {photo: assets/pano.jpg, alt: A}\nappendices_picture: assets/pole.jpg\n",
        "chapters/appendices/p.yaml": CARDS.encode(),
        "kinds/cards.yaml": KIND.format("cards").encode(),
        "kinds/pictures.yaml": KIND.format("gallery").encode(),
        "chapters/appendices/c.yaml": SHOWN.format("cards", "Cards").encode(),
        "chapters/appendices/g.yaml": SHOWN.format("pictures", "Gallery").encode(),
    }
    for name, size in SHAPES.items():
        files[f"assets/{name}.jpg"] = photograph(size)
        picture = f"assets/{name}.jpg"
        files[f"chapters/{name}.md"] = chapter(
            name.title(), PLACES.format(name), picture=picture
        ).encode()
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    return made


Drawn = tuple[int, tuple[float, ...], float, tuple[int, int], tuple[float, float]]


def drawn(path: Path) -> list[Drawn]:
    """Each image of a PDF: its page, its bounds, the shape that it is drawn in, its pixels, and the
    page's size."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            for image in page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=9):
                a, b, c, d, _, _ = image.get_matrix().get()
                across, down = (a**2 + b**2) ** 0.5, (c**2 + d**2) ** 0.5
                pixels = image.get_px_size()
                bounds = tuple(image.get_bounds())
                found.append((number, bounds, across / down, pixels, page.get_size()))
    return found


@pytest.mark.parametrize("cover", list(SHAPES))
def test_no_picture_runs_out_or_is_stretched(folder: Path, cover: str) -> None:
    """All places of a book; then each shape on the cover alone."""
    config = folder / "book.yaml"
    is_first = cover == next(iter(SHAPES))
    if not is_first:
        config.write_text(
            f"title: A book\nlanguage: en\nchapters: [square]\nappendices: []\n"
            f"cover: {{art: assets/{cover}.jpg, alt: A}}\n"
        )
    out = folder / f"{cover}.pdf"
    done = run("build", "-C", str(folder), "-o", str(out))
    assert done.returncode == 0, done.stderr
    images = drawn(out)
    assert len(images) > (100 if is_first else 1)
    for page, (left, bottom, right, top), shape, pixels_of, (width, height) in images:
        own = pixels_of[0] / pixels_of[1]
        # A rendition has whole pixels: that is a good part of a very narrow one.
        pixels = max(1.0, min(own, 1 / own) * 900)
        assert shape == pytest.approx(own, rel=0.02 + 1.5 / pixels), (page, shape, own)
        is_spread = right - left > width * 1.5
        beyond = 1.2 + (width if is_spread else 0)
        if pixels_of == (1, 1):
            continue  # it can't be cropped, and is clipped by its box
        assert left >= -beyond and right <= width + beyond, page
        assert bottom >= -1.2 and top <= height + 1.2, page
        is_full = left < 1 or right > width - 1
        if not is_full:
            assert left > width * 0.11 and right < width * 0.89, (page, left, right)
