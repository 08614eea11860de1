"""The press edition, read from its PDFs and by tools that are not ours."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from conftest import ROOT, MakeFolder, chapter, paragraphs, run
from pdf_x import x4_faults
from PIL import Image, ImageCms

from book.editions.press import PressFiles
from book.paged.pdf.inks import Inks, own_profile
from book.paged.pdf.pdf_x import registered, without_measurements
from book.paged.session import Session
from book.project import Project

MM = 72 / 25.4
CONFIG = "title: A book\nlanguage: en\ntrim: A5\npaper: {gsm: 100, bulk: 1.2}\n"
COVER = "cover: {art: assets/art.svg, spine: On the spine, back: On the back}\n"
ART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">'
    '<rect width="148" height="210" fill="#224488"/></svg>'
)
Press = Callable[..., PressFiles]


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture whose colours run from one corner to the other."""
    bands = [Image.linear_gradient("L").resize((width, height)).rotate(90 * n) for n in range(4)]
    stream = io.BytesIO()
    made = Image.merge(mode, bands[: len(mode)]) if len(mode) > 1 else bands[0]
    made.save(stream, kind)
    return stream.getvalue()


@pytest.fixture
def press(make_folder: MakeFolder, session: Session) -> Press:
    def pressed(
        files: dict[str, str | bytes],
        config: str = CONFIG,
        thickness: float | None = None,
        low: bool = False,
    ) -> PressFiles:
        folder = make_folder({"assets/art.svg": ART, **files}, config)
        made = (
            Project(folder, session=session)
            .edition("press")
            .make(thickness=thickness, low_pictures=low)
        )
        inside, cover, note = made.files
        assert cover.said
        spine = float(cover.said.values["spine"])
        return PressFiles(inside.path, cover.path, note.path, made.pages, spine)

    return pressed


def in_mm(box: Any) -> list[float]:
    return [round(float(v) / MM, 2) for v in box]


def instructions(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[Any]]]:
    """All operators of pages and forms with their operands."""
    forms = [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == pikepdf.Name.Form
    ]
    for stream in [*pdf.pages, *forms]:
        for found in pikepdf.parse_content_stream(stream):
            yield str(found.operator), list(found.operands)


def shown(path: Path, page: int, scale: float = 1.0) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[page].render(scale=scale).to_pil().convert("RGB")


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {missing}")


def test_the_boxes_of_each_page(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", paragraphs(30))})
    with pikepdf.open(files.inside) as pdf:
        assert len(pdf.pages) == files.pages > 5
        for page in pdf.pages:
            assert in_mm(page.MediaBox) == [0, 0, 148 + 24, 210 + 24]
            assert in_mm(page.TrimBox) == [12, 12, 160, 222]
            assert in_mm(page.BleedBox) == [9, 9, 163, 225]


def test_the_inside_has_no_cover_and_an_even_number_of_pages(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.")}, CONFIG + COVER)
    assert files.pages % 2 == 0
    with pypdfium2.PdfDocument(files.inside) as pdf:
        first = pdf[0].get_textpage().get_text_range()
        colour = pdf[0].render().to_pil().convert("RGB").getpixel((86, 117))
    assert "A book" in first
    assert colour == (255, 255, 255)


def test_it_says_that_it_is_pdf_x_4(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.")})
    for path in (files.inside, files.cover):
        with pikepdf.open(path) as pdf:
            intent = pdf.Root.OutputIntents[0]
            profile = intent.DestOutputProfile.read_bytes()
            assert intent.S == pikepdf.Name.GTS_PDFX
            assert (profile[12:16], profile[16:20]) == (b"prtr", b"CMYK")
            assert pdf.pdf_version == "1.6"
            assert (
                pdf.docinfo.Trapped == pikepdf.Name.False_ or str(pdf.docinfo.Trapped) == "/False"
            )
            xmp = str(pdf.open_metadata())
            assert "PDF/X-4" in xmp
            for word in (
                "CreateDate",
                "ModifyDate",
                "MetadataDate",
                "DocumentID",
                "RenditionClass",
            ):
                assert word in xmp


def test_nothing_is_left_that_a_viewer_alone_needs(press: Press) -> None:
    body = "See [[b]] and <https://example.org>.\n\n[^1]\n\n[^1]: A note.\n"
    files = press({"chapters/a.md": chapter("One", body), "chapters/b.md": chapter("Two", "x")})
    for path in (files.inside, files.cover):
        with pikepdf.open(path) as pdf:
            assert "/StructTreeRoot" not in pdf.Root
            assert "/Outlines" not in pdf.Root
            assert not any("/Annots" in page for page in pdf.pages)
            assert not any(operator in ("BDC", "BMC") for operator, _ in instructions(pdf))


def test_text_is_black_alone_and_nothing_is_in_screen_colours(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", paragraphs(12))})
    with pikepdf.open(files.inside) as pdf:
        colours = set()
        for operator, operands in instructions(pdf):
            assert operator not in ("rg", "RG", "g", "G")
            if operator == "k":
                colours.add(tuple(float(v) for v in operands))
    assert (0, 0, 0, 1) in colours  # text
    assert (0.9, 0.55, 0.35, 0.45) in colours  # the accent, as the palette says it
    assert all(k == 0 or c + m + y == 0 or c in (0.9, 0.35) for c, m, y, k in colours)


def test_large_black_areas_are_rich(press: Press) -> None:
    art = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210" width="148mm" '
        'height="210mm"><rect x="20" y="20" width="60" height="60"/>'
        '<rect x="20" y="100" width="10" height="60"/></svg>'
    )
    files = press({"chapters/a.md": chapter("One", "Text."), "assets/art.svg": art}, CONFIG + COVER)
    filled, colour = [], None
    with pikepdf.open(files.cover) as pdf:
        for operator, operands in instructions(pdf):
            if operator == "k":
                colour = tuple(float(v) for v in operands)
            if operator == "f" and colour and colour[3] == 1:
                filled.append(colour)
    assert filled == [(0.6, 0.5, 0.5, 1), (0, 0, 0, 1)]


def test_gradients_and_pictures_are_in_cmyk(press: Press) -> None:
    art = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210"><defs>'
        '<linearGradient id="g"><stop offset="0" stop-color="#004080"/>'
        '<stop offset="0.4" stop-color="#80c000"/><stop offset="1" stop-color="#fff"/>'
        '</linearGradient></defs><rect width="148" height="210" fill="url(#g)"/></svg>'
    )
    body = "![a](assets/a.png)\n\n![b](assets/b.jpg)\n\n![c](assets/c.png)\n\n![d](assets/d.png)\n"
    files = press(
        {
            "chapters/a.md": chapter("One", body),
            "assets/art.svg": art,
            "assets/a.png": picture(300, 300),
            "assets/b.jpg": picture(320, 200, "JPEG"),
            "assets/c.png": picture(300, 300, mode="L"),
            "assets/d.png": picture(300, 300, mode="RGBA"),
        },
        CONFIG + COVER,
        low=True,
    )
    spaces = []
    for path in (files.inside, files.cover):
        with pikepdf.open(path) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                    spaces.append(str(thing.ColorSpace))
                elif isinstance(thing, pikepdf.Dictionary) and "/ShadingType" in thing:
                    assert thing.ColorSpace in (pikepdf.Name.DeviceCMYK, pikepdf.Name.DeviceGray)
                    spaces.append("shading")
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and "/Group" in thing:
                    assert thing.Group.get("/CS") != pikepdf.Name.DeviceRGB
    assert spaces.count("/DeviceCMYK") == 3
    assert spaces.count("/DeviceGray") == 1  # what shone through is laid on white
    assert "shading" in spaces


def test_pictures_keep_their_look(press: Press) -> None:
    body = "![b](assets/b.jpg)\n"
    files = press(
        {"chapters/a.md": chapter("One", body), "assets/b.jpg": picture(400, 300, "JPEG")}, low=True
    )
    with pikepdf.open(files.inside) as pdf:
        found = next(
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        )
        raw = Image.open(io.BytesIO(found.read_raw_bytes()))
        assert list(found.Decode) == [1, 0] * 4
        assert raw.mode == "CMYK"
        # White stays paper, and the darkest corner is dark.
        means = raw.resize((4, 4)).convert("L").tobytes()
    assert max(means) - min(means) > 40


def test_what_reaches_the_edge_goes_on_into_the_bleed(press: Press) -> None:
    body = "Text.\n\n::: plate\n![Full](assets/a.png)\n:::\n\nMore.\n"
    files = press({"chapters/a.md": chapter("One", body), "assets/a.png": picture(1800, 2500)})
    pages = [shown(files.inside, n, 4) for n in range(files.pages)]
    plate = next(p for p in pages if p.getpixel((p.width // 2, p.height // 2)) != (255, 255, 255))
    mm = 4 * MM
    for x, y in ((9.5, 117), (162, 117), (86, 9.5), (86, 224), (9.5, 9.5), (162.5, 224)):
        outside = plate.getpixel((round(x * mm), round(y * mm)))
        inside = plate.getpixel(
            (round(min(max(x, 12.5), 159.5) * mm), round(min(max(y, 12.5), 221.5) * mm))
        )
        assert sum(abs(a - b) for a, b in zip(outside, inside, strict=True)) < 60
    assert plate.getpixel((round(8 * mm), round(60 * mm))) == (255, 255, 255)
    text_pages = [p for p in pages if p is not plate]
    assert all(p.getpixel((round(10 * mm), round(60 * mm))) == (255, 255, 255) for p in text_pages)


def test_pictures_of_few_pixels_are_named_or_refused(make_folder: MakeFolder) -> None:
    body = "Text.\n\n::: figure {width=90%}\n![A view](assets/view.png)\n\nA caption.\n:::\n"

    def pressed(pixels: int, *more: str) -> subprocess.CompletedProcess[str]:
        folder = make_folder(
            {"chapters/a.md": chapter("One", body), "assets/view.png": picture(pixels, 400)},
            CONFIG,
            name=f"folder-{pixels}",
        )
        return run("build", "--edition", "press", "-C", str(folder), *more)

    low = pressed(591)
    assert low.returncode == 1
    assert (
        "chapters/a.md:7: the picture assets/view.png on page 1 has 155 pixels an inch"
        in low.stderr
    )
    assert not low.stdout
    passed = pressed(591, "--low-pictures")
    assert (passed.returncode, "155 pixels" in passed.stderr) == (0, True)
    middling = pressed(1000)
    assert (middling.returncode, "263 pixels" in middling.stderr) == (0, True)
    good = pressed(1300)
    assert (good.returncode, good.stderr) == (0, "")


def test_the_cover_is_one_sheet_with_a_spine(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", paragraphs(30))}, CONFIG + COVER, thickness=1.0)
    assert files.spine == files.pages / 2
    with pikepdf.open(files.cover) as pdf:
        trim = in_mm(pdf.pages[0].TrimBox)
        assert len(pdf.pages) == 1
    assert trim[2] - trim[0] == pytest.approx(2 * 148 + files.spine, abs=0.02)
    assert trim[3] - trim[1] == pytest.approx(210, abs=0.02)
    with pypdfium2.PdfDocument(files.cover) as pdf:
        text = pdf[0].get_textpage()
        whole = text.get_text_range()
        at = {
            w: text.get_charbox(whole.index(w))[0] / MM - 12
            for w in ("On the spine", "On the back")
        }
    assert 148 < at["On the spine"] < 148 + files.spine
    assert at["On the back"] < 148
    sheet = shown(files.cover, 0, 2)
    assert sheet.getpixel((round((12 + 148 + files.spine + 20) * MM * 2), 300))[2] > 100  # the art


def test_a_narrow_spine_bears_no_words(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.")}, CONFIG + COVER)
    assert files.spine == pytest.approx(files.pages / 2 * 0.12, abs=0.05)
    with pypdfium2.PdfDocument(files.cover) as pdf:
        assert "On the spine" not in pdf[0].get_textpage().get_text_range()
    assert "bears no words" in files.note.read_text()


def test_a_right_bound_book_has_its_front_at_the_left(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.")}, CONFIG + COVER + "binding: right\n")
    with pypdfium2.PdfDocument(files.cover) as pdf:
        text = pdf[0].get_textpage()
        x = text.get_charbox(text.get_text_range().index("On the back"))[0] / MM - 12
    assert x > 148


def test_the_isbn_can_be_read_from_the_cover(press: Press) -> None:
    files = press(
        {"chapters/a.md": chapter("One", "Text.")},
        CONFIG + COVER + "imprint: {isbn: 978-92-95055-12-4}\n",
    )
    found = zxingcpp.read_barcodes(shown(files.cover, 0, 4))
    assert [code.text for code in found] == ["9789295055124"]
    with pikepdf.open(files.cover) as pdf:
        inks = {tuple(map(float, operands)) for name, operands in instructions(pdf) if name == "k"}
    assert (0, 0, 0, 1) in inks


@pytest.mark.parametrize(
    ("isbn", "told"),
    [("978-92-95055-12-5", "its last one would be 4"), ("92-95055-12", "it has 13 digits")],
)
def test_a_mistyped_isbn_is_told_with_its_line(
    make_folder: MakeFolder, isbn: str, told: str
) -> None:
    folder = make_folder(
        {"chapters/a.md": chapter("One", "Text.")}, CONFIG + f"imprint:\n  isbn: {isbn}\n"
    )
    done = run("build", "-C", str(folder))
    assert done.returncode == 1
    assert "book.yaml:6:" in done.stderr
    assert told in done.stderr


def test_the_press_s_own_profile(press: Press) -> None:
    wanted = own_profile()
    config = CONFIG + "press: {profile: assets/press.icc, condition: FOGRA39}\n"
    files = press({"chapters/a.md": chapter("One", "x"), "assets/press.icc": wanted}, config)
    with pikepdf.open(files.inside) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert intent.DestOutputProfile.read_bytes() == without_measurements(wanted)


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ("assets/none.icc", "there is no such file"),
        ("../press.icc", "it lies outside the book folder"),
        ("assets/screen.icc", "it is no output profile for CMYK"),
    ],
)
def test_a_profile_that_can_t_be_used(make_folder: MakeFolder, profile: str, told: str) -> None:

    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    folder = make_folder(
        {"chapters/a.md": chapter("One", "x"), "assets/screen.icc": screen},
        CONFIG + f"press:\n  profile: {profile}\n",
    )
    done = run("build", "--edition", "press", "-C", str(folder))
    assert done.returncode == 1
    assert "book.yaml:6:" in done.stderr
    assert told in done.stderr
    assert not (folder / "dist").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--edition", "press", "--paper-thickness", "0"),
        ("--edition", "press", "--paper-thickness", "12"),
        ("--edition", "press", "--revision", "2"),
        ("--paper-thickness", "0.1"),
        ("--low-pictures",),
        ("--edition", "print"),
    ],
)
def test_a_wrong_option_writes_nothing(make_folder: MakeFolder, options: tuple[str, ...]) -> None:
    folder = make_folder({"chapters/a.md": chapter("One", "Text.")})
    done = run("build", "-C", str(folder), *options)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()


def test_the_same_folder_makes_the_same_bytes(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    files = press({"chapters/a.md": chapter("One", "Text.")}, CONFIG + COVER)
    before = [p.read_bytes() for p in (files.inside, files.cover)]
    files = press({}, CONFIG + COVER)
    assert [p.read_bytes() for p in (files.inside, files.cover)] == before


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> PressFiles:
    """The press files of the book of this repository."""
    path = tmp_path_factory.mktemp("press") / "book.pdf"
    done = run("build", "--edition", "press", "-C", str(ROOT), "-o", str(path))
    assert done.returncode == 0, done.stderr
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    return PressFiles(path, path.with_stem("book-cover"), path.with_suffix(".txt"), pages, 0)


def test_all_fonts_of_the_real_book_are_embedded(real: PressFiles) -> None:
    for path in (real.inside, real.cover):
        with pikepdf.open(path) as pdf:
            fonts = [
                o
                for o in pdf.objects
                if isinstance(o, pikepdf.Dictionary)
                and o.get("/Type") == pikepdf.Name.FontDescriptor
            ]
            assert fonts
            assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(f.keys()) for f in fonts)


@needs("qpdf", "pdffonts", "pdfinfo")
def test_the_real_book_holds_to_pdf_x_4(real: PressFiles) -> None:
    assert x4_faults(real.inside) == []
    assert x4_faults(real.cover) == []


def test_other_tools_find_nothing_wrong(real: PressFiles) -> None:
    for path in (real.inside, real.cover):
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout
        table = subprocess.run(["pdffonts", path], capture_output=True, text=True).stdout
        embedded = [line.split()[-5] for line in table.splitlines()[2:]]
        assert embedded
        assert set(embedded) == {"yes"}
        told = subprocess.run(["pdfinfo", "-box", path], capture_output=True, text=True).stdout
        assert "TrimBox" in told
        assert "Tagged:          no" in told


@needs("gs")
def test_ghostscript_separates_text_into_black_alone(real: PressFiles, tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(real.inside) as pdf:
        words = [page.get_textpage().count_chars() for page in pdf]
    page = words.index(max(words[10:40])) + 1
    done = subprocess.run(
        [
            "gs",
            "-q",
            "-dNOPAUSE",
            "-dBATCH",
            "-sDEVICE=tiffsep",
            "-r60",
            f"-dFirstPage={page}",
            f"-dLastPage={page}",
            f"-sOutputFile={tmp_path}/p.tif",
            real.inside,
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    plates = {
        p.stem.partition("(")[2].rstrip(")"): Image.open(p).convert("L")
        for p in tmp_path.glob("p(*).tif")
    }
    assert set(plates) == {"Cyan", "Magenta", "Yellow", "Black"}
    mm = 60 / 25.4
    block = tuple(round(v * mm) for v in (36, 40, 148, 200))
    ink = {
        name: sum(255 - v for v in plate.crop(block).tobytes()) for name, plate in plates.items()
    }
    assert ink["Black"] > 100_000
    assert ink["Cyan"] == ink["Magenta"] == ink["Yellow"] == 0
    # Crop and registration marks are on every plate.
    corner = tuple(round(v * mm) for v in (0, 0, 14, 14))
    assert all(min(plate.crop(corner).tobytes()) < 200 for plate in plates.values())


def test_black_alone_is_printed_over_what_is_there(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.\n\n" + paragraphs(3))})
    with pikepdf.open(files.inside) as pdf:
        shown_in_black = 0
        for stream in content_streams(pdf):
            over, fill, stack = False, None, []
            states = stream.get("/Resources", pikepdf.Dictionary()).get("/ExtGState", {})
            for found in pikepdf.parse_content_stream(stream):
                name, operands = str(found.operator), list(found.operands)
                if name == "q":
                    stack.append((over, fill))
                elif name == "Q":
                    over, fill = stack.pop()
                elif name == "gs" and "/op" in states[str(operands[0])]:
                    state = states[str(operands[0])]
                    assert int(state.OPM) == 1
                    over = bool(state.op)
                elif name == "k":
                    fill = tuple(map(float, operands))
                elif name == "TJ":
                    assert over == (fill == (0, 0, 0, 1)), fill
                    shown_in_black += over
    assert shown_in_black > 10


def content_streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The forms that the pages consist of: each press sheet holds its page as one."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form:
            yield thing


def test_small_words_are_in_one_ink_and_large_ones_in_all(press: Press) -> None:
    body = "Text.\n\n| Year | Members |\n|---|--:|\n| 1994 | 12 |\n\n## A heading\n\nText.\n"
    files = press({"chapters/a.md": chapter("One", body)})
    sizes: dict[bool, set[float]] = {True: set(), False: set()}
    with pikepdf.open(files.inside) as pdf:
        for stream in content_streams(pdf):
            size, fill, stack = 0.0, (0.0, 0.0, 0.0, 1.0), []
            for found in pikepdf.parse_content_stream(stream):
                name, operands = str(found.operator), list(found.operands)
                if name == "q":
                    stack.append(fill)
                elif name == "Q":
                    fill = stack.pop()
                elif name == "k":
                    fill = tuple(map(float, operands))
                elif name == "Tf":
                    size = float(operands[1]) * 0.75
                elif name == "TJ":
                    sizes[sum(map(bool, fill)) > 1].add(size)
    assert sizes[True]
    assert min(sizes[True]) >= 9
    assert min(sizes[False]) < 9


def test_words_of_the_spine_keep_clear_of_its_folds(press: Press) -> None:
    for thickness in (1.1, 1.9):
        cover = COVER.replace("On the spine", "Ẩm Ờ gjpqy")
        text = {"chapters/a.md": chapter("One", paragraphs(30))}
        files = press(text, CONFIG + cover, thickness=thickness)
        assert 6 <= files.spine < 20
        with pypdfium2.PdfDocument(files.cover) as pdf:
            text = pdf[0].get_textpage()
            start, count = text.search("Ẩm Ờ gjpqy").get_next()
            boxes = [text.get_charbox(n) for n in range(start, start + count)]
        left = min(box[0] for box in boxes) / MM - 12
        right = max(box[2] for box in boxes) / MM - 12
        assert left >= 148 + 1.5
        assert right <= 148 + files.spine - 1.5


def test_bars_have_their_full_height(press: Press) -> None:
    files = press(
        {"chapters/a.md": chapter("One", "Text.")},
        CONFIG + COVER + "imprint: {isbn: 978-92-95055-12-4}\n",
    )
    code = zxingcpp.read_barcodes(shown(files.cover, 0, 4))[0]
    sheet = shown(files.cover, 0, 4).convert("L")
    corners = code.position
    x, y = (corners.top_left.x + corners.top_right.x) // 2, corners.top_left.y
    row = [sheet.getpixel((x + dx, y)) for dx in range(-20, 20)]
    x += row.index(min(row)) - 20
    top = bottom = y
    while sheet.getpixel((x, top - 1)) < 128:
        top -= 1
    while sheet.getpixel((x, bottom + 1)) < 128:
        bottom += 1
    assert (bottom - top + 1) / (4 * MM) >= 22.5


def test_art_is_drawn_into_the_bleed(press: Press) -> None:
    lines = "".join(
        f'<path d="M0 {y} L148 {210 - y}" stroke="#fff" stroke-width="1"/>'
        for y in range(0, 211, 30)
    )
    art = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210">'
        f'<rect width="148" height="210" fill="#224488"/>{lines}</svg>'
    )
    files = press({"chapters/a.md": chapter("One", "x"), "assets/art.svg": art}, CONFIG + COVER)
    with pikepdf.open(files.cover) as pdf:
        forms = sorted(dict(pdf.pages[0].Resources.XObject))
    assert forms == ["/Page"]  # no mirror image
    sheet = shown(files.cover, 0, 4)
    edge = (12 + 2 * 148 + files.spine) * 4 * MM
    inside = sheet.getpixel((round(edge - 8), 900))
    outside = sheet.getpixel((round(edge + 8), 900))
    assert sum(abs(a - b) for a, b in zip(inside, outside, strict=True)) < 30


def test_each_sheet_says_which_job_it_is_of(press: Press) -> None:
    files = press({"chapters/a.md": chapter("One", "Text.")}, CONFIG + COVER)
    for path in (files.inside, files.cover):
        with pypdfium2.PdfDocument(path) as pdf:
            texts = [page.get_textpage().get_text_bounded(0, 0, 500, 9 * MM) for page in pdf]
        # A last page that makes their number even is blank.
        told = ["a-book · " in text for text in texts]
        assert all(told[:-1] if len(told) > 1 else told), path.name


def test_a_profile_of_a_standard_condition_is_told_by_its_registered_name() -> None:
    assert registered("Coated FOGRA39 (ISO 12647-2:2004)") == "FOGRA39"
    assert registered("PSO Coated v3") == "FOGRA51"
    assert registered("Artifex CMYK SWOP Profile") == ""


def test_no_measuring_data_go_out_with_a_profile() -> None:
    own = own_profile()
    made = without_measurements(own)
    assert b"targ" in own[:400]
    assert b"targ" not in made[:400]
    assert len(made) < len(own) / 4
    assert int.from_bytes(made[:4], "big") == len(made)
    red = Image.new("RGB", (1, 1), (200, 30, 40))
    inks = [Inks(profile, "").of_picture(red).getpixel((0, 0)) for profile in (own, made)]
    assert inks[0] == inks[1]
    assert without_measurements(made) is made


def test_the_accent_may_be_an_ink_of_its_own(press: Press) -> None:
    config = CONFIG + "press: {spot: PANTONE 187 C}\n"
    files = press({"chapters/a.md": chapter("One", "## A heading\n\nText.")}, config)
    shown_in_it = 0
    with pikepdf.open(files.inside) as pdf:
        names = set()
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Array) and len(thing) and thing[0] == "/Separation":
                names.add(str(thing[1]))
        for operator, operands in instructions(pdf):
            shown_in_it += operator == "cs" and str(operands[0]) == "/SpotAccent"
            assert operator != "k" or sum(map(bool, map(float, operands))) < 4  # the accent's inks
    assert {"/All", "/PANTONE 187 C"} <= names
    assert shown_in_it > 2
    assert "PANTONE 187 C" in files.note.read_text()
