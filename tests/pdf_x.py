"""What ISO 15930-7 (PDF/X-4) forbids or demands, looked for in a finished file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

#: Operators and colour spaces of device colours that no CMYK printing condition describes.
_SCREEN_OPERATORS = {"rg", "RG"}
_SCREEN_SPACES = {"/DeviceRGB", "/CalRGB", "/CalGray"}
_BLENDS = (
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight "
    "SoftLight Difference Exclusion Hue Saturation Color Luminosity"
).split()
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def x4_faults(path: Path) -> list[str]:
    """What is wrong with a file as PDF/X-4; an empty list where nothing is found."""
    with pikepdf.open(path) as pdf:
        return [*_of_the_file(pdf), *_of_pages(pdf), *_of_objects(pdf)]


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root, told = pdf.Root, str(pdf.open_metadata())
    if pdf.pdf_version != "1.6":
        yield f"the version is {pdf.pdf_version}"
    if pdf.is_encrypted:
        yield "it is encrypted"
    if "/ID" not in pdf.trailer:
        yield "it has no ID"
    wanted = "CreateDate ModifyDate MetadataDate DocumentID VersionID RenditionClass Trapped title"
    for word in ("PDF/X-4", *wanted.split()):
        if word not in told:
            yield f"the metadata do not tell {word}"
    if str(pdf.docinfo.get("/Trapped")) not in ("/True", "/False"):
        yield "Trapped is neither true nor false"
    for key in ("/AA", "/OpenAction", "/AcroForm", "/Names"):
        if key in root:
            yield f"the catalog has {key}"
    intents = [i for i in root.get("/OutputIntents", ()) if i.S == Name.GTS_PDFX]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents"
    for intent in intents:
        profile = intent.DestOutputProfile.read_bytes()
        if profile[12:20] != b"prtrCMYK" or "/OutputConditionIdentifier" not in intent:
            yield "the output intent has no CMYK printing condition"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if "/TrimBox" not in page or "/ArtBox" in page:
            yield f"page {number} has not one trim box"
            continue
        trim, bleed, media = (
            [float(v) for v in page.get(key, page.MediaBox)]
            for key in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        if not (_inside(trim, bleed) and _inside(bleed, media)):
            yield f"the boxes of page {number} do not lie in one another"
        if "/Annots" in page or "/AA" in page:
            yield f"page {number} has annotations or actions"
        group = page.get("/Group")
        if group is not None and group.get("/CS") not in (None, Name.DeviceCMYK):
            yield f"page {number} blends in {group.CS}"


def _inside(one: list[float], other: list[float]) -> bool:
    away = 0.01
    return (
        one[0] >= other[0] - away
        and one[1] >= other[1] - away
        and one[2] <= other[2] + away
        and one[3] <= other[3] + away
    )


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    contents = {c.objgen for page in pdf.pages for c in _streams(page.get("/Contents"))}
    for found in pdf.objects:
        if isinstance(found, Stream):
            yield from _of_stream(found, found.objgen in contents)
        if not isinstance(found, Dictionary | Stream):
            continue
        kind = str(found.get("/Type", ""))
        if kind == "/Font" and found.get("/Subtype") not in (Name.Type0, Name.Type3):
            descriptor = found.get("/FontDescriptor", Dictionary())
            if not any(key in descriptor for key in _FILES):
                yield f"the font {found.get('/BaseFont')} is not embedded"
        if "/BM" in found and str(found.BM).lstrip("/") not in _BLENDS:
            yield f"there is a blend mode {found.BM}"
        if found.get("/TR2", Name.Default) != Name.Default or "/TR" in found or "/HTP" in found:
            yield "there is a transfer curve or a halftone"
        if "/JS" in found or kind == "/Filespec" or "/OPI" in found:
            yield "there is a script, a file or a substitute picture"
        space = found.get("/ColorSpace")
        if not isinstance(space, Dictionary):
            yield from _of_space(space)
        else:
            for _, each in space.items():
                yield from _of_space(each)


def _streams(contents: Any) -> Iterator[Stream]:
    if isinstance(contents, Array):
        yield from contents
    elif contents is not None:
        yield contents


def _of_space(space: Any) -> Iterator[str]:
    if space is None:
        return
    named = space[0] if isinstance(space, Array) and len(space) else space
    if str(named) in _SCREEN_SPACES:
        yield f"there is a colour space {named}"
    if str(named) == "/ICCBased" and space[1].get("/N") == 3:
        yield "there is a colour space of three components"


def _of_stream(found: Stream, is_content: bool) -> Iterator[str]:
    filters = found.get("/Filter", Array())
    for each in filters if isinstance(filters, Array) else [filters]:
        if str(each) in ("/LZWDecode", "/Crypt"):
            yield f"a stream is packed by {each}"
    if "/F" in found:
        yield "the data of a stream lie in another file"
    if found.get("/Subtype") == Name.PS or "/PS" in found:
        yield "there is PostScript"
    if is_content or found.get("/Subtype") == Name.Form:
        for told in pikepdf.parse_content_stream(found):
            operator = str(told.operator)
            if operator in _SCREEN_OPERATORS:
                yield "something is painted in screen colours"
            elif operator in ("cs", "CS") and str(told.operands[0]) in _SCREEN_SPACES:
                yield f"something is painted in {told.operands[0]}"
