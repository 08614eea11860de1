"""Separation: the colours of finished pages turned into the inks of a press.

Content streams, forms, shadings and pictures are rewritten in CMYK; tags and links, of which
a press knows nothing, are left out.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Operator, Pdf, PdfImage, Stream
from PIL import Image

from book.paged.pdf.ink_state import (
    Instruction,
    Spot,
    State,
    grey_of,
    small_words,
)
from book.paged.pdf.inks import BLACK, RICH_BLACK, Cmyk, Inks
from book.paged.pdf.points import is_large, is_thin, points_of

_JPEG_QUALITY = 95
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s"}
_PATHS = {"m", "l", "c", "v", "y", "re", "h"}
_WORDS = {
    "BT",
    "ET",
    "Tj",
    "TJ",
    "'",
    '"',
    "Td",
    "TD",
    "Tm",
    "T*",
    "Tf",
    "Tc",
    "Tw",
    "Tz",
    "TL",
    "Tr",
    "Ts",
}
#: What shows words.
_SHOWN = {"Tj", "TJ", "'", '"'}
_TAGS = {"BMC", "BDC", "EMC", "MP", "DP"}


@dataclass(frozen=True)
class Separated:
    """A page's content in inks; whether anything in it reaches the page's edge."""

    content: bytes
    content_without_words: bytes
    reaches_edge: bool


class Separator:
    """Separates the pages of one PDF; what pages share is separated once."""

    def __init__(self, pdf: Pdf, inks: Inks) -> None:
        self._pdf = pdf
        self._inks = inks
        self.spot = self._spot()
        self._done: set[tuple[int, int]] = set()
        self._reaching: dict[tuple[int, int], bool] = {}

    def _spot(self) -> Spot | None:
        """The accent's own ink (ISO 32000-1, 8.6.6.4)."""
        if self._inks.spot is None or self._inks.spot[1] is None:
            return None
        name, cmyk = self._inks.spot[0], self._inks.spot[1]
        tint = Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[round(v, 4) for v in cmyk], N=1
        )
        space = Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])
        return Spot(cmyk, self._pdf.make_indirect(space))

    def page(self, page: pikepdf.Page) -> Separated:
        """Separate one page: its resources in place, its content given back."""
        x1, y1, x2, y2 = (float(v) for v in page.trimbox)
        rewriter = _Rewriter(self, page.get("/Resources", Dictionary()), (x1, y1, x2, y2))
        made = rewriter.rewritten(pikepdf.parse_content_stream(page), Matrix())
        wordless = _without_words(made)
        return Separated(
            pikepdf.unparse_content_stream(made),
            pikepdf.unparse_content_stream(wordless),
            rewriter.reaches_edge,
        )

    def once(self, thing: Any) -> bool:
        """Whether this object has not been here before."""
        if thing.objgen in self._done:
            return False
        self._done.add(thing.objgen)
        return True

    def form(self, form: Any, matrix: Matrix, edge: tuple[float, float, float, float]) -> bool:
        """Separate a form (or a tiling pattern); whether it reaches the page's edge."""
        if self.once(form):
            form_matrix = Matrix(*(float(v) for v in form.get("/Matrix", (1, 0, 0, 1, 0, 0))))
            rewriter = _Rewriter(self, form.get("/Resources", Dictionary()), edge)
            made = rewriter.rewritten(pikepdf.parse_content_stream(form), form_matrix @ matrix)
            form.write(pikepdf.unparse_content_stream(made))
            if "/StructParents" in form:
                del form["/StructParents"]
            group = form.get("/Group")
            if group is not None and group.get("/CS") not in (None, Name.DeviceGray):
                group.CS = Name.DeviceCMYK
            self._reaching[form.objgen] = rewriter.reaches_edge
        return self._reaching.get(form.objgen, False)

    def picture(self, image: Any) -> None:
        """Turn a picture into CMYK (or grey), its transparency mask left as it is."""
        if not self.once(image) or image.get("/ImageMask"):
            return
        space = image.get("/ColorSpace")
        if space in (Name.DeviceGray, Name.DeviceCMYK):
            return
        was_jpeg = image.get("/Filter") == Name.DCTDecode
        shown = PdfImage(image).as_pil_image()
        made = self._inks.of_picture(shown)
        data, filters, decode = _encoded(made, was_jpeg)
        image.write(data, filter=filters)
        image.ColorSpace = Name.DeviceCMYK if made.mode == "CMYK" else Name.DeviceGray
        image.BitsPerComponent = 8
        for key in ("/Decode", "/DecodeParms"):
            if key in image:
                del image[key]
        if decode:
            image.Decode = Array(decode)

    def shading(self, shading: Any) -> None:
        """Turn a gradient's colours into CMYK."""
        if not self.once(shading) or shading.get("/ColorSpace") != Name.DeviceRGB:
            return
        shading.ColorSpace = Name.DeviceCMYK
        function = shading.get("/Function")
        if function is not None:
            self._function(function)

    def _function(self, function: Any) -> None:
        if int(function.FunctionType) == 3:
            for part in function.Functions:
                self._function(part)
        elif int(function.FunctionType) == 2 and len(function.get("/C0", ())) == 3:
            for key in ("/C0", "/C1"):
                function[key] = Array(
                    [round(v, 4) for v in self._inks.of_rgb(*(float(x) for x in function[key]))]
                )
            if "/Range" in function:
                function.Range = Array([0, 1] * 4)


class _Rewriter:
    """Rewrites one content stream."""

    def __init__(
        self, separator: Separator, resources: Any, edge: tuple[float, float, float, float]
    ) -> None:
        self._separator = separator
        self._inks = separator._inks
        self._resources = resources
        self._edge = edge
        self.reaches_edge = False

    def rewritten(self, instructions: Any, matrix: Matrix) -> list[Instruction]:
        self._fix_resources(matrix)
        state, stack = State(matrix, self._separator.spot), []
        made: list[Instruction] = []
        path: list[Instruction] = []
        points: list[tuple[float, float]] = []
        for instruction in instructions:
            operands, name = list(instruction.operands), str(instruction.operator)
            if name in _TAGS:
                continue
            if name in _PATHS:
                path.append((operands, instruction.operator))
                points += points_of(name, operands, state.matrix)
                continue
            if path and name in ("W", "W*"):
                path.append((operands, instruction.operator))
                continue
            drawn = [(operands, instruction.operator)]
            if name in _FILLS | _STROKES | {"n"}:
                if name != "n":
                    self._see(points)
                drawn = [*path, *drawn]
                if name in _FILLS and state.fill.cmyk == BLACK and is_large(points):
                    made += state.painted(drawn, RICH_BLACK, stroke=False)
                elif (name in _FILLS and is_thin(points)) or (name in _STROKES and state.is_hair()):
                    made += state.painted(drawn, None, stroke=name in _STROKES)
                else:
                    made += drawn
                path, points = [], []
                continue
            if name in _SHOWN and small_words(state):
                made += state.painted(drawn, None, stroke=False)
                continue
            if name == "q":
                stack.append(state.copy())
            elif name == "Q" and stack:
                state = stack.pop()
            elif name == "Do":
                self._draw(operands[0], state.matrix)
            else:
                state.see(name, operands)
            made += self._recoloured(operands, instruction.operator, state)
        state.name_what_was_asked_for(self._resources)
        return made

    def _recoloured(
        self, operands: list[Any], operator: Operator, state: State
    ) -> list[Instruction]:
        name = str(operator)
        stroke = name.isupper()
        numbers = [float(v) for v in operands] if name.lower() in ("rg", "g", "k") else []
        if name in ("cs", "CS"):
            state.space[name] = self._space(operands[0])
            return [(operands, operator)]
        if name.lower() in ("sc", "scn") and all(isinstance(v, int | Decimal) for v in operands):
            numbers = [float(v) for v in operands]
            name = {"lab": "lab", "DeviceRGB": "rg", "DeviceGray": "g", "DeviceCMYK": "k"}.get(
                state.space.get("CS" if stroke else "cs", ""), ""
            )
        black: Cmyk | None = None
        match name.lower():
            case "rg":
                cmyk = self._inks.of_rgb(*numbers)
                black = self._inks.of_grey(grey_of(*numbers))
            case "g":
                cmyk = self._inks.of_grey(*numbers)
            case "k":
                cmyk = Cmyk(*numbers)
            case "lab":
                cmyk = self._inks.of_lab(*numbers)
            case _:
                if name.lower() == "scn":
                    state.forget(stroke)
                return [(operands, operator)]
        return state.coloured(cmyk, black, stroke)

    def _space(self, name: Name) -> str:
        found = self._resources.get("/ColorSpace", {}).get(str(name), name)
        if isinstance(found, Array):
            kind = str(found[0])
            if kind == "/ICCBased":
                return {3: "DeviceRGB", 1: "DeviceGray", 4: "DeviceCMYK"}[int(found[1].N)]
            return kind[1:].lower()
        return str(found)[1:]

    def _draw(self, name: Name, matrix: Matrix) -> None:
        thing = self._resources.XObject[name]
        if thing.Subtype == Name.Image:
            self._separator.picture(thing)
            self._see([matrix.transform(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])
        elif self._separator.form(thing, matrix, self._edge):
            self.reaches_edge = True

    def _see(self, points: list[tuple[float, float]]) -> None:
        x1, y1, x2, y2 = self._edge
        for x, y in points:
            if x < x1 + 0.5 or y < y1 + 0.5 or x > x2 - 0.5 or y > y2 - 0.5:
                self.reaches_edge = True

    def _fix_resources(self, matrix: Matrix) -> None:
        for shading in self._resources.get("/Shading", Dictionary()).values():
            self._separator.shading(shading)
        for pattern in self._resources.get("/Pattern", Dictionary()).values():
            if "/Shading" in pattern:
                self._separator.shading(pattern.Shading)
            elif isinstance(pattern, Stream):
                self._separator.form(pattern, matrix, self._edge)


def _without_words(instructions: list[Instruction]) -> list[Instruction]:
    return [
        (operands, operator) for operands, operator in instructions if str(operator) not in _WORDS
    ]


def _encoded(picture: Image.Image, as_jpeg: bool) -> tuple[bytes, Any, list[int]]:
    """The data of a picture for a PDF, its filter, and its Decode array where it needs one."""
    if not as_jpeg:
        return zlib.compress(picture.tobytes(), 9), Name.FlateDecode, []
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    # A JPEG in CMYK holds its values turned round, after Adobe's custom.
    return stream.getvalue(), Name.DCTDecode, [1, 0] * 4 if picture.mode == "CMYK" else []
