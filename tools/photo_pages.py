"""Draws the pictures of the guides' part on photographs: pages of a small book whose photographs
are drawn here.

Usage: .venv/bin/python tools/photo_pages.py   (writes docs/screens/photos-*.png)
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tools.page_pictures import pages_of, save, side_by_side  # noqa: E402

INTO = ROOT / "docs/screens"
#: No picture is larger, in bytes: pages of a guide load at once.
LARGEST = 60_000
#: How high pages are drawn, in pixels.
_HEIGHT = 490
_SKIN = ((233, 196, 164), (214, 170, 136), (240, 208, 180))
_COATS = ((46, 74, 98), (122, 60, 58), (70, 96, 72), (92, 80, 112), (60, 60, 66))

#: For each language: the book's words, and what is printed on the pages that are shown.
WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Thirty years of our school",
        "organisation": "Hill School",
        "chapter": "The first years",
        "alt": "A photograph",
        "prose": "The first class met in a borrowed hall. There were forty pupils, two teachers "
        "and one stove, and when it rained the benches were moved to the dry side. In spring the "
        "parents laid the foundations on Sundays, and by autumn there was a roof.",
        "school": "The school in its second year.",
        "days": "Days of the first years.",
        "board": "The board in 1998.",
        "staff": "The teachers in 1995.",
        "all": "The whole school in the yard, 1995.",
        "river": "The river seen from the tower.",
        "people": "Anne Hill,John Field,Mary Lake,Peter Wood,Jane Brook,Paul Stone,Ruth Moor,"
        "Hugh Dale",
        "missing": "Owen Marsh",
    },
    "vi": {
        "title": "Trường ta ba mươi năm",
        "organisation": "Trường Hồng Bàng",
        "chapter": "Những năm đầu",
        "alt": "Ảnh",
        "prose": "Lớp học đầu tiên mở trong một gian nhà mượn. Có bốn mươi học sinh, hai thầy "
        "cô và một bếp lửa; hôm nào mưa dột thì kê bàn ghế sang phía khô. Mùa xuân năm sau, cứ "
        "chủ nhật phụ huynh lại đến đào móng, sang mùa thu thì trường có mái.",
        "school": "Ngôi trường năm thứ hai.",
        "days": "Những ngày đầu.",
        "board": "Ban giám hiệu năm 1998.",
        "staff": "Các thầy cô năm 1995.",
        "all": "Toàn trường giữa sân, năm 1995.",
        "river": "Dòng sông nhìn từ tháp chuông.",
        "people": "Nguyễn Văn An,Trần Thị Bình,Lê Văn Cường,Phạm Thị Dung,Hoàng Văn Hải,Vũ Thị Lan,"
        "Đỗ Quang Minh,Bùi Thị Nga",
        "missing": "Ngô Văn Phúc",
    },
}


def main() -> None:
    for tag in WORDS:
        with tempfile.TemporaryDirectory() as passing:
            folder = Path(passing)
            write_example(folder, tag)
            out = folder / "book.pdf"
            command = [sys.executable, str(ROOT / "make_book.py"), "build", "-C", str(folder)]
            subprocess.run([*command, "-o", str(out)], check=True, stdout=subprocess.DEVNULL)
            for name, sheet in sheets(out, tag).items():
                save(sheet, INTO / f"{name}.png", LARGEST)


def write_example(folder: Path, tag: str) -> None:
    """Write the small book, in a language."""
    _write(folder, tag, WORDS[tag], _draw_all(folder / "assets"))


def sheets(path: Path, tag: str) -> dict[str, Image.Image]:
    """Pages of the small book side by side, by the names of the pictures."""
    words = WORDS[tag]
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]

    def page(key: str) -> int:
        return max(n for n, text in enumerate(texts) if words[key] in text)

    opening = min(n for n, text in enumerate(texts) if words["prose"][1:30] in text)
    spread = page("all")
    shown = {
        "opening": (0, opening),
        "gallery": (page("school"), page("days")),
        "people": (page("board"), page("staff")),
        "spread": (spread - 1, spread),
    }
    return {
        f"photos-{name}-{tag}": side_by_side(
            pages_of(path, [index + 1 for index in pages], _HEIGHT), together=name == "spread"
        )
        for name, pages in shown.items()
    }


def _write(folder: Path, tag: str, words: dict[str, str], heads: list[tuple[int, int]]) -> None:
    names = words["people"].split(",")
    (folder / "book.yaml").write_text(
        f"title: {words['title']}\nlanguage: {tag}\nhalf_title: false\n"
        f"organisation: {words['organisation']}\nindexes: []\n"
        "cover: {photo: assets/school.jpg, alt: A, focus: '50%,60%'}\n",
        encoding="utf-8",
    )
    alt, prose = words["alt"], words["prose"]
    group = "\n".join(
        f"{n}. {name} {{at={x}%,{y}%}}"
        for n, (name, (x, y)) in enumerate(zip(names, heads, strict=False), 1)
    )
    faces = "\n\n".join(
        f"![{alt}](assets/face-{n}.jpg){{focus=50%,40%}}\n\n{name}" for n, name in enumerate(names)
    )
    parts = [
        *[prose] * 3,
        f"::: figure {{side=right width=44%}}\n![{alt}](assets/school.jpg)\n\n"
        f"{words['school']}\n:::",
        *[prose] * 6,
        "::: gallery\n"
        + "\n".join(f"![{alt}](assets/{name}.jpg)" for name in ("river", "yard", "tower", "gate"))
        + f"\n\n{words['days']}\n:::",
        *[prose] * 5,
        f"::: group\n![{alt}](assets/board.jpg)\n\n{words['board']}\n\n{group}\n:::",
        prose,
        f"::: roll {{columns=4}}\n{faces}\n\n- {words['missing']}\n\n{words['staff']}\n:::",
        *[prose] * 2,
        f"::: spread\n![{alt}](assets/yard.jpg)\n\n{words['all']}\n:::",
        prose,
    ]
    chapter = folder / "chapters/a.md"
    chapter.parent.mkdir()
    chapter.write_text(
        f"---\ntitle: {words['chapter']}\npicture: {{file: assets/river.jpg, alt: A}}\n---\n"
        + "\n\n".join(parts)
        + "\n",
        encoding="utf-8",
    )


def _draw_all(folder: Path) -> list[tuple[int, int]]:
    """Draw the photographs; gives where heads are on that of the board, in percent."""
    folder.mkdir()
    rand = random.Random(3)  # noqa: S311 - it draws
    scenes: dict[str, tuple[tuple[int, int], Callable[..., object]]] = {
        "school": ((1800, 1350), _school),
        "river": ((2100, 1000), _river),
        "yard": ((2400, 1700), _yard),
        "tower": ((1000, 1400), _tower),
        "gate": ((1500, 1100), _school),
    }
    for name, (size, draw) in scenes.items():
        picture = Image.new("RGB", size)
        draw(ImageDraw.Draw(picture), size, rand)
        picture.save(folder / f"{name}.jpg", quality=90)
    for number in range(8):
        picture = Image.new("RGB", (800, 1000), rand.choice(((196, 204, 204), (208, 198, 184))))
        _person(ImageDraw.Draw(picture), 400, 400, 150, rand)
        picture.save(folder / f"face-{number}.jpg", quality=90)
    picture = Image.new("RGB", (1800, 1100), (188, 196, 190))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 700, 1800, 1100), fill=(150, 140, 124))
    heads = []
    for row, y in enumerate((38, 52)):
        for n in range(4):
            x = 17 + 20 * n + 6 * row
            heads.append((x, y))
            _person(pen, x * 18, y * 11, 62, rand)
    picture.save(folder / "board.jpg", quality=90)
    return heads


def _sky(pen: ImageDraw.ImageDraw, size: tuple[int, int], ground: float) -> None:
    width, height = size
    for y in range(height):
        share = y / height
        pen.line((0, y, width, y), fill=(int(150 + 80 * share), int(186 + 40 * share), 222))
    pen.rectangle((0, height * ground, width, height), fill=(150, 160, 118))


def _hills(pen: ImageDraw.ImageDraw, size: tuple[int, int], ground: float) -> None:
    width, height = size
    for shift, colour in ((0.0, (128, 152, 150)), (0.35, (106, 136, 112))):
        top = height * (ground - 0.16 + shift * 0.2)
        points = [
            (x, top + height * 0.09 * ((x / width * 3 + shift) % 1 - 0.5) ** 2 * 4)
            for x in range(0, width + 40, 40)
        ]
        pen.polygon([(0, height * ground + 2), *points, (width, height * ground + 2)], fill=colour)


def _school(pen: ImageDraw.ImageDraw, size: tuple[int, int], rand: random.Random) -> None:
    _sky(pen, size, 0.72)
    _hills(pen, size, 0.72)
    width, height = size
    left, right, top, foot = width * 0.18, width * 0.84, height * 0.42, height * 0.78
    pen.rectangle((left, top, right, foot), fill=(226, 206, 160))
    pen.polygon(
        [(left - 40, top), ((left + right) / 2, top - height * 0.16), (right + 40, top)],
        fill=(150, 72, 56),
    )
    for n in range(7):
        x = left + (right - left) * (n + 0.5) / 7
        door = n == 3
        pen.rectangle(
            (x - 34, foot - 190 if door else top + 60, x + 34, foot if door else top + 170),
            fill=(70, 84, 92),
        )
    for x in (width * 0.08, width * 0.92):
        pen.rectangle((x - 14, foot - 60, x + 14, foot + 50), fill=(96, 74, 56))
        pen.ellipse((x - 130, foot - 330, x + 130, foot - 30), fill=(88, 122, 82))
    for _ in range(5):
        _person(pen, rand.uniform(left, right), foot + 20, 26, rand)


def _river(pen: ImageDraw.ImageDraw, size: tuple[int, int], rand: random.Random) -> None:
    _sky(pen, size, 0.55)
    _hills(pen, size, 0.56)
    width, height = size
    pen.rectangle((0, height * 0.56, width, height), fill=(120, 152, 168))
    for n in range(26):
        x, y = rand.uniform(0, width), height * (0.6 + 0.38 * n / 26)
        pen.line((x, y, x + 130, y), fill=(150, 180, 192), width=5)
    for n in range(3):
        x, y = width * (0.24 + 0.26 * n), height * (0.66 + 0.07 * n)
        pen.polygon(
            [(x - 120, y), (x + 120, y), (x + 80, y + 46), (x - 80, y + 46)], fill=(94, 66, 50)
        )
        pen.polygon([(x, y - 190), (x, y - 14), (x + 110, y - 14)], fill=(238, 232, 216))


def _tower(pen: ImageDraw.ImageDraw, size: tuple[int, int], _rand: random.Random) -> None:
    _sky(pen, size, 0.86)
    width, height = size
    pen.rectangle((width * 0.36, height * 0.3, width * 0.64, height * 0.9), fill=(214, 188, 150))
    pen.polygon(
        [(width * 0.3, height * 0.3), (width * 0.5, height * 0.1), (width * 0.7, height * 0.3)],
        fill=(132, 62, 52),
    )
    pen.ellipse((width * 0.42, height * 0.36, width * 0.58, height * 0.48), fill=(244, 240, 226))


def _yard(pen: ImageDraw.ImageDraw, size: tuple[int, int], rand: random.Random) -> None:
    _sky(pen, size, 0.5)
    width, height = size
    pen.rectangle((0, height * 0.2, width, height * 0.52), fill=(220, 200, 158))
    for n in range(12):
        x = width * (n + 0.5) / 12
        pen.rectangle((x - 40, height * 0.27, x + 40, height * 0.42), fill=(84, 100, 108))
    pen.rectangle((0, height * 0.52, width, height), fill=(176, 160, 132))
    for row in range(5):
        for n in range(16):
            x = width * (n + 0.5 + 0.3 * (row % 2)) / 16.5
            _person(pen, x, height * (0.5 + 0.09 * row), 34 + 3 * row, rand)


def _person(pen: ImageDraw.ImageDraw, x: float, y: float, r: float, rand: random.Random) -> None:
    """Head and shoulders, the head's middle at a point."""
    coat, skin = rand.choice(_COATS), rand.choice(_SKIN)
    pen.ellipse((x - 2 * r, y + 1.15 * r, x + 2 * r, y + 6 * r), fill=coat)
    pen.ellipse((x - 1.02 * r, y - 1.35 * r, x + 1.02 * r, y + 0.6 * r), fill=(52, 44, 40))
    pen.ellipse((x - 0.86 * r, y - r, x + 0.86 * r, y + 1.2 * r), fill=skin)


if __name__ == "__main__":
    main()
