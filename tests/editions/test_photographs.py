"""Photographs in finished PDFs: what is embedded, in which colours, how large."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from conftest import MakeFolder, chapter, run
from PIL import Image, ImageCms

from book.paged.pool import TypesetPool
from book.paged.session import Session
from book.paged.store import GalleyStore
from book.project import Project

OPEN: list[pikepdf.Pdf] = []
CONFIG = "title: A book\nlanguage: en\n"


def photograph(
    size: tuple[int, int] = (3000, 2000), mode: str = "RGB", kind: str = "JPEG", **more: object
) -> bytes:
    """A picture with fine grain, which no coding makes small."""
    stream = io.BytesIO()
    across = Image.linear_gradient("L").resize(size)
    grain = Image.effect_noise(size, 60)
    Image.merge("RGB", (across, grain, across.rotate(180))).convert(mode).save(stream, kind, **more)
    return stream.getvalue()


def figures(*names: str) -> str:
    return "\n\n".join(f"::: figure\n![A view]({name})\n\nA view.\n:::" for name in names)


def images(path: Path) -> list[pikepdf.Stream]:
    """The images of a PDF, from a copy that stays open with them."""
    pdf = pikepdf.open(io.BytesIO(path.read_bytes()))
    OPEN.append(pdf)
    streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
    return [stream for stream in streams if stream.get("/Subtype") == "/Image"]


def test_a_photograph_is_embedded_at_its_printed_size(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {"chapters/a.md": chapter("A", figures("assets/a.jpg")), "assets/a.jpg": photograph()},
        CONFIG,
    )
    assert run("build", "-C", str(folder), "-o", str(folder / "out.pdf")).returncode == 0
    (image,) = images(folder / "out.pdf")
    assert image.ColorSpace == "/DeviceRGB" and image.Filter == "/DCTDecode"
    assert 700 < int(image.Width) < 1100  # some 116 mm at 220 pixels an inch
    assert "/Photograph" not in image
    assert len((folder / "assets/a.jpg").read_bytes()) > 4 * int(image.Length)


def test_one_galley_serves_the_screen_and_the_press(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("A", figures("assets/a.jpg", "assets/g.png")),
            "assets/a.jpg": photograph(),
            "assets/g.png": photograph((1500, 1000), "L", "PNG"),
        },
        CONFIG,
    )
    assert run("build", "-C", str(folder)).returncode == 0
    done = run("build", "-C", str(folder), "--edition", "press", "-o", str(tmp_path / "p.pdf"))
    assert done.returncode == 0, done.stderr
    colour, grey = sorted(images(tmp_path / "p.pdf"), key=lambda i: str(i.ColorSpace))
    assert colour.ColorSpace == "/DeviceCMYK" and grey.ColorSpace == "/DeviceGray"
    assert int(colour.Width) > 1300  # 350 pixels an inch


def test_the_store_keeps_renditions_and_no_originals(
    make_folder: MakeFolder, tmp_path: Path
) -> None:
    folder = make_folder(
        {"chapters/a.md": chapter("A", figures("assets/a.jpg")), "assets/a.jpg": photograph()},
        CONFIG,
    )
    with TypesetPool(1) as pool:
        own = Session(GalleyStore(tmp_path / "store"), pool)
        Project(folder, session=own).edition("screen").make()
    kept = sum(p.stat().st_size for p in (tmp_path / "store").rglob("*") if p.is_file())
    assert kept < (folder / "assets/a.jpg").stat().st_size / 2


def test_a_changed_photograph_of_the_same_shape_is_seen(make_folder: MakeFolder) -> None:
    folder = make_folder(
        {
            "chapters/a.md": chapter("A", figures("assets/a.png")),
            "assets/a.png": photograph(kind="PNG", mode="L"),
        },
        CONFIG,
    )
    out = folder / "out.pdf"
    assert run("build", "-C", str(folder), "-o", str(out)).returncode == 0
    before = images(out)[0].read_raw_bytes()
    (folder / "assets/a.png").write_bytes(photograph(kind="PNG"))
    assert run("build", "-C", str(folder), "-o", str(out)).returncode == 0
    assert images(out)[0].read_raw_bytes() != before


def test_wide_gamut_is_converted_for_the_screen(make_folder: MakeFolder) -> None:
    import pyvips

    icc = bytes(pyvips.Operation.call("profile_load", "p3"))
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 40)).save(stream, "JPEG", icc_profile=icc, quality=97)
    folder = make_folder(
        {"chapters/a.md": chapter("A", figures("assets/a.jpg")), "assets/a.jpg": stream.getvalue()},
        CONFIG,
    )
    assert run("build", "-C", str(folder), "-o", str(folder / "out.pdf")).returncode == 0
    (image,) = images(folder / "out.pdf")
    shown = pikepdf.PdfImage(image).as_pil_image().convert("RGB").getpixel((5, 5))
    wanted = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), (200, 30, 40)),
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.createProfile("sRGB"),
    )
    assert wanted is not None
    assert all(abs(a - b) < 6 for a, b in zip(shown, wanted.getpixel((0, 0)), strict=True))


@pytest.mark.parametrize("ending", ["heic", "webp", "tif", "avif", "bmp", "jp2"])
def test_what_people_have_is_shown(make_folder: MakeFolder, ending: str, tmp_path: Path) -> None:
    import pillow_heif

    path = tmp_path / f"a.{ending}"
    picture = Image.open(io.BytesIO(photograph((600, 400))))
    if ending == "heic":
        pillow_heif.from_pillow(picture).save(path)
    else:
        picture.save(path)
    folder = make_folder(
        {
            "chapters/a.md": chapter("A", figures(f"assets/a.{ending}")),
            f"assets/a.{ending}": path.read_bytes(),
        },
        CONFIG,
    )
    done = run("build", "-C", str(folder), "-o", str(folder / "out.pdf"))
    assert done.returncode == 0, done.stderr
    assert int(images(folder / "out.pdf")[0].Width) == 600


@pytest.mark.parametrize("content", [photograph((900, 600))[:20_000], b"no picture", b""])
def test_a_broken_photograph_is_told_at_its_line(make_folder: MakeFolder, content: bytes) -> None:
    folder = make_folder(
        {"chapters/a.md": chapter("A", figures("assets/a.jpg")), "assets/a.jpg": content}, CONFIG
    )
    done = run("build", "-C", str(folder))
    assert done.returncode == 1
    assert "chapters/a.md:5" in done.stderr and "can't be shown" in done.stderr
