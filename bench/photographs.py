"""A generated book folder with photographs as cameras and telephones write them, and the same book
with grey boxes in their place."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pyvips
from text import _SYLLABLES

#: Sizes in pixels: 12, 16, 20 and 24 megapixels, lying and upright.
_SIZES = ((4000, 3000), (4896, 3264), (5472, 3648), (6000, 4000), (3000, 4000), (4000, 6000))
#: The noise of a sensor in the middle of its range, in levels of 256.
_NOISE = 5.0
_QUALITY = 92
#: The side of the fields from which noise and texture are cut, in pixels.
_FIELD = 6144
#: A grey box stands where a photograph does, in its shape.
_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
    '<rect width="{0}" height="{1}" fill="#c8c8c8"/></svg>'
)


def write_photographs(folder: Path, count: int = 60, boxes: bool = False, seed: int = 7) -> None:
    """Write a book folder of five chapters with so many photographs: figures, galleries, plates and
    a spread, and of one chapter of prose. `boxes` puts grey drawings in the place of photographs."""
    rand = random.Random(seed)
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "book.yaml").write_text(
        "title: Sách đo ảnh\nlanguage: vi\nslug: book\n", encoding="utf-8"
    )
    names = []
    for number in range(count):
        width, height = _SIZES[number % len(_SIZES)]
        if boxes:
            name = f"assets/photo-{number:02}.svg"
            (folder / name).write_text(_BOX.format(width, height))
        else:
            name = f"assets/photo-{number:02}.jpg"
            _photograph(folder / name, width, height, rand)
        names.append(name)
    left = iter(names)
    per_chapter = -(-count // 5)
    for chapter in range(1, 6):
        of_chapter = [name for _, name in zip(range(per_chapter), left, strict=False)]
        text = f"---\ntitle: Chương ảnh {chapter}\n---\n{_body(of_chapter, rand)}"
        (folder / f"chapters/{chapter:02}-anh-{chapter}.md").write_text(text, encoding="utf-8")
    prose = "\n\n".join(_paragraph(rand) for _ in range(60))
    (folder / "chapters/06-chu.md").write_text(
        f"---\ntitle: Chương chữ\n---\n{prose}\n", encoding="utf-8"
    )


def _body(names: list[str], rand: random.Random) -> str:
    """A plate, a spread, a gallery of four and figures of all the others, with prose between."""
    kept = list(names)
    parts = [_paragraph(rand)]
    for box, some in (("plate", 1), ("spread", 1), ("gallery", 4)):
        images = "\n".join(f"![Ảnh]({kept.pop(0)})" for _ in range(min(some, len(kept))))
        parts += [f"::: {box}\n{images}\n\nChú thích.\n:::", _paragraph(rand), _paragraph(rand)]
    for name in kept:
        parts += [f"::: figure\n![Ảnh]({name})\n\nChú thích.\n:::", _paragraph(rand)]
    return "\n\n".join(parts) + "\n"


def _paragraph(rand: random.Random) -> str:
    return " ".join(rand.choice(_SYLLABLES) for _ in range(90)).capitalize() + "."


@cache
def _grain() -> pyvips.Image:
    """A sensor's noise, smoothed a little, as cameras do: a field from which pieces are cut."""
    noise = pyvips.Image.gaussnoise(_FIELD, _FIELD, mean=0, sigma=_NOISE, seed=1)
    return (noise.gaussblur(0.7) * 1.6).copy_memory()


@cache
def _texture() -> pyvips.Image:
    """Leaves, roofs, faces: edges at many places, and what is between them."""
    cloud = pyvips.Image.perlin(_FIELD // 4, _FIELD // 4, cell_size=24, seed=2).resize(4)
    return (cloud * 18 + (cloud > 0.2).ifthenelse(22, 0)).copy_memory()


def _photograph(path: Path, width: int, height: int, rand: random.Random) -> None:
    """A JPEG of soft fields with texture and noise in them."""
    size = 14
    bands = []
    for _ in range(3):
        coarse = [[rand.uniform(30, 225) for _ in range(size)] for _ in range(size)]
        field = pyvips.Image.new_from_array(coarse)
        field = field.resize(width / size, vscale=height / size, kernel="cubic")
        bands.append(field.crop(0, 0, min(width, field.width), min(height, field.height)))
    image = bands[0].bandjoin(bands[1:])
    for layer in (_texture(), _grain()):
        left, top = (rand.randrange(layer.width - side) for side in (image.width, image.height))
        image = image + layer.crop(left, top, image.width, image.height)
    image = image.cast("uchar").copy(interpretation="srgb")
    image.jpegsave(str(path), Q=_QUALITY, optimize_coding=True)
