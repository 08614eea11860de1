"""Renditions against what Pillow and LittleCMS make of the same originals."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from book.errors import UnfitError
from book.paged.pdf.inks import own_profile
from book.photos.coding import Rendition
from book.photos.colours import PressProfile
from book.photos.originals import original
from book.photos.renditions import rendition
from book.photos.treatment import Treatment

SIZE = (600, 400)


def gradient(size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture whose every corner looks different."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    both = ImageChops.multiply(across, ImageChops.invert(down))
    return Image.merge("RGB", (across, down, both))


def shown(made: Rendition) -> Image.Image:
    """A rendition as Pillow sees it."""
    size = (made.width, made.height)
    if made.coding == "jpeg":
        picture = Image.open(io.BytesIO(made.data))
        assert picture.size == size
        return picture.copy()
    data = zlib.decompress(made.data)
    mode = {"bilevel": "1", "grey": "L", "rgb": "RGB", "cmyk": "CMYK"}[made.colours]
    return Image.frombytes(mode, size, data)


def apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart on average, of 255."""
    assert one.size == other.size and one.mode == other.mode
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def made_of(
    path: Path, use: str = "screen", size: tuple[float, float] = (90, 60), **asked: str
) -> Rendition:
    press = PressProfile(own_profile()) if use == "press" else None
    return rendition(original(path), Treatment.of(**asked), size, use, press)  # type: ignore[arg-type]


@pytest.mark.parametrize("turned", range(1, 9))
def test_exif_turns_a_picture_upright(tmp_path: Path, turned: int) -> None:
    exif = Image.Exif()
    exif[274] = turned
    gradient().save(tmp_path / "a.png", exif=exif)
    gradient().save(tmp_path / "a.tif", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(tmp_path / "a.png"))
    about = original(tmp_path / "a.png")
    assert (about.width, about.height) == upright.size
    for name in ("a.png", "a.tif"):
        made = shown(made_of(tmp_path / name, size=upright.size))
        assert apart(made.convert("RGB"), upright) < 3


@pytest.mark.parametrize("turned", (1, 3, 6, 7))
@pytest.mark.parametrize("turn", ("", "90", "180", "270"))
def test_a_crop_keeps_its_focus_whatever_the_turns(tmp_path: Path, turned: int, turn: str) -> None:
    exif = Image.Exif()
    exif[274] = turned
    gradient().save(tmp_path / "a.jpg", exif=exif, quality=97)
    upright = ImageOps.exif_transpose(Image.open(tmp_path / "a.jpg"))
    if turn:
        upright = upright.transpose(
            {
                "90": Image.Transpose.ROTATE_270,
                "180": Image.Transpose.ROTATE_180,
                "270": Image.Transpose.ROTATE_90,
            }[turn]
        )
    width, height = upright.size
    side = min(width, height)
    left = round(min(max(width * 0.8 - side / 2, 0), width - side))
    top = round(min(max(height * 0.8 - side / 2, 0), height - side))
    wanted = upright.crop((left, top, left + side, top + side))
    made = shown(
        made_of(tmp_path / "a.jpg", size=(side, side), crop="1:1", focus="80%,80%", rotate=turn)
    )
    assert apart(made.convert("RGB"), wanted.convert("RGB")) < 4


def test_no_more_pixels_than_the_use_has_of(tmp_path: Path) -> None:
    gradient((3000, 2000)).save(tmp_path / "a.jpg", quality=95)
    screen = made_of(tmp_path / "a.jpg", size=(216, 144))
    press = made_of(tmp_path / "a.jpg", "press", size=(216, 144))
    assert (screen.width, screen.height) == (660, 440)
    assert (press.width, press.height) == (1050, 700)
    assert made_of(tmp_path / "a.jpg", size=(5000, 3000)).width == 3000


def test_a_jpeg_that_serves_as_it_is_is_not_written_again(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[306] = "1999:05:01 10:00:00"
    gradient().save(tmp_path / "a.jpg", quality=90, exif=exif)
    made = made_of(tmp_path / "a.jpg", size=(200, 133))
    assert shown(made).tobytes() == Image.open(tmp_path / "a.jpg").tobytes()
    assert b"1999:05:01" not in made.data  # when and where it was taken is nobody's business


def wide_gamut() -> bytes:
    """A profile of a wide gamut, made by LittleCMS: the primaries of Adobe RGB (1998)."""
    import pyvips

    return pyvips.Operation.call("profile_load", "p3")


@pytest.mark.parametrize("colour", [(200, 30, 40), (20, 180, 60), (120, 120, 120), (240, 200, 20)])
def test_wide_gamut_pictures_keep_their_colours(
    tmp_path: Path, colour: tuple[int, int, int]
) -> None:
    icc = bytes(wide_gamut())
    Image.new("RGB", (200, 150), colour).save(tmp_path / "a.png", icc_profile=icc)
    Image.new("RGB", (200, 150), colour).save(tmp_path / "a.jpg", icc_profile=icc, quality=98)
    lab = ImageCms.createProfile("LAB")
    own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    srgb = ImageCms.createProfile("sRGB")
    # What is outside sRGB can't be kept: compared is what sRGB can show of it.
    to_srgb = ImageCms.buildTransform(
        own, srgb, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    shown_by = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), to_srgb)
    for name in ("a.png", "a.jpg"):
        made = shown(made_of(tmp_path / name)).convert("RGB")
        assert delta_e(made.resize((1, 1)), shown_by, srgb, lab) < 2


def delta_e(one: Image.Image, other: Image.Image, profile: object, lab: object) -> float:
    """The distance of two colours in Lab (CIE 1976)."""
    mode = one.mode
    to_lab = ImageCms.buildTransform(
        profile, lab, mode, "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    values = []
    for picture in (one, other):
        lightness, a, b = ImageCms.applyTransform(picture, to_lab).getpixel((0, 0))
        values.append((lightness / 2.55, (a + 128) % 256 - 128, (b + 128) % 256 - 128))
    return sum((x - y) ** 2 for x, y in zip(*values, strict=True)) ** 0.5


@pytest.mark.parametrize("colour", [(158, 27, 30), (30, 90, 150), (250, 240, 230)])
def test_the_press_gets_the_profile_s_inks(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    Image.new("RGB", (200, 150), colour).save(tmp_path / "a.jpg", quality=98)
    made = shown(made_of(tmp_path / "a.jpg", "press"))
    assert made.mode == "CMYK"
    press = ImageCms.ImageCmsProfile(io.BytesIO(own_profile()))
    wanted = ImageCms.applyTransform(
        Image.new("RGB", (1, 1), colour),
        ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            press,
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        ),
    )
    assert delta_e(made.resize((1, 1)), wanted, press, ImageCms.createProfile("LAB")) < 2


def test_grey_stays_grey_and_bilevel_bilevel(tmp_path: Path) -> None:
    gradient().convert("L").save(tmp_path / "g.jpg", quality=95)
    gradient().convert("1").save(tmp_path / "b.tif", compression="group4")
    assert {made_of(tmp_path / "g.jpg", use).colours for use in ("screen", "press")} == {"grey"}
    for use in ("screen", "press"):
        made = made_of(tmp_path / "b.tif", use, size=(600, 400))
        assert made.colours == "bilevel"
        assert apart(shown(made).convert("L"), gradient().convert("1").convert("L")) == 0


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    import pyvips

    (pyvips.Image.grey(300, 200) * 65535).cast("ushort").copy(
        interpretation="grey16"
    ).write_to_file(str(tmp_path / "g.png"))
    made = shown(made_of(tmp_path / "g.png")).convert("L")
    assert made.getpixel((0, 30)) <= 3 and made.getpixel((made.width - 1, 30)) >= 252


def test_what_shines_through_is_kept_on_screen_and_white_on_the_press(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (200, 100), (200, 0, 0, 255))
    picture.paste((200, 0, 0, 0), (100, 0, 200, 100))
    picture.save(tmp_path / "a.png")
    screen = made_of(tmp_path / "a.png", size=(200, 100))
    mask = Image.frombytes("L", (screen.width, screen.height), zlib.decompress(screen.alpha))
    assert mask.getpixel((5, 5)) == 255 and mask.getpixel((195, 5)) == 0
    press = made_of(tmp_path / "a.png", "press", size=(200, 100))
    assert not press.alpha
    assert shown(press).getpixel((195, 50)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "ending", ["jpg", "png", "tif", "webp", "avif", "heic", "gif", "bmp", "jp2"]
)
def test_reads_what_people_have(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "heic":
        pillow_heif.from_pillow(gradient()).save(path, quality=90)
    else:
        gradient().save(path)
    made = shown(made_of(path, size=SIZE)).convert("RGB")
    assert apart(made, gradient()) < 8


def test_a_photograph_of_several_pages_shows_the_first(tmp_path: Path) -> None:
    gradient().save(tmp_path / "a.tif", save_all=True, append_images=[Image.new("RGB", SIZE)] * 2)
    assert apart(shown(made_of(tmp_path / "a.tif", size=SIZE)).convert("RGB"), gradient()) < 4


@pytest.mark.parametrize("ending", ["jpg", "png", "tif"])
@pytest.mark.parametrize("use", ["screen", "press"])
def test_a_picture_cut_off_is_told(tmp_path: Path, ending: str, use: str) -> None:
    whole = tmp_path / f"whole.{ending}"
    gradient((1200, 900)).effect_spread(40).save(whole)
    cut = tmp_path / f"cut.{ending}"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with pytest.raises(UnfitError):
        made_of(cut, use, size=(1200, 900))


def test_tones(tmp_path: Path) -> None:
    gradient().save(tmp_path / "a.jpg", quality=95)
    assert made_of(tmp_path / "a.jpg", tone="mono").colours == "grey"
    sepia = shown(made_of(tmp_path / "a.jpg", tone="sepia"))
    red, _green, blue = ImageStat.Stat(sepia).mean
    assert red > blue
    duo = shown(made_of(tmp_path / "a.jpg", tone="duotone", ink="#102060"))
    assert ImageStat.Stat(duo).mean[2] > ImageStat.Stat(duo).mean[0]
    assert made_of(tmp_path / "a.jpg", "press", tone="sepia").colours == "cmyk"


def test_the_same_original_makes_the_same_bytes(tmp_path: Path) -> None:
    gradient((1500, 1000)).save(tmp_path / "a.jpg", quality=95)
    assert made_of(tmp_path / "a.jpg", "press") == made_of(tmp_path / "a.jpg", "press")


@pytest.mark.parametrize(
    "asked",
    [
        {"crop": "3"},
        {"crop": "0:1"},
        {"focus": "120,3"},
        {"tone": "blue"},
        {"rotate": "45"},
        {"ink": "red"},
        {"crop": "1:90"},
    ],
)
def test_what_can_not_be_asked_is_told(asked: dict[str, str]) -> None:
    with pytest.raises(UnfitError):
        Treatment.of(**asked)
