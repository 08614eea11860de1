"""What the operators of a content stream have set so far, and what a press makes of it.

Black alone is printed over what is there: a letter spared out of a field of colour would show
white edges where the plates lie a hair aside. For the same reason, small words and thin rules are
printed in one ink.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from pikepdf import Dictionary, Matrix, Name, Operator

from book.paged.pdf.inks import BLACK, Cmyk
from book.paged.pdf.points import THIN

#: Words under this size, in pt, are printed in one ink.
SMALL = 9.0

Instruction = tuple[Any, Any]
_SPOT = Name("/SpotAccent")


class Colour(NamedTuple):
    """A colour that is set: its inks (None for a pattern), and black alone that is as dark."""

    cmyk: Cmyk | None
    black: Cmyk | None = None


class Spot(NamedTuple):
    """An ink of its own: what it stands in place of, and its colour space."""

    cmyk: Cmyk
    space: Any


@dataclass
class State:
    """What the operators have set so far."""

    matrix: Matrix
    spot: Spot | None = None
    fill: Colour = Colour(BLACK)
    stroke: Colour = Colour(BLACK)
    space: dict[str, str] = field(default_factory=dict)
    size: float = 0.0
    width: float = 1.0
    words: Matrix = field(default_factory=Matrix)
    #: Whether what is stroked and what is filled is printed over what is there.
    overprints: tuple[bool, bool] = (False, False)
    #: All that was asked for in this stream.
    asked: set[tuple[bool, bool]] = field(default_factory=set)

    def copy(self) -> State:
        return replace(self, space=dict(self.space))

    def see(self, name: str, operands: list[Any]) -> None:
        """Follow an operator that moves or scales."""
        if name == "cm":
            self.matrix = Matrix(*(float(v) for v in operands)) @ self.matrix
        elif name == "Tm":
            self.words = Matrix(*(float(v) for v in operands))
        elif name == "BT":
            self.words = Matrix()
        elif name == "Tf":
            self.size = float(operands[1])
        elif name == "w":
            self.width = float(operands[0])

    def coloured(self, cmyk: Cmyk, black: Cmyk | None, stroke: bool) -> list[Instruction]:
        """Set a colour, and whether it is printed over what is there."""
        if stroke:
            self.stroke = Colour(cmyk, black)
        else:
            self.fill = Colour(cmyk, black)
        return [*self._set(cmyk, stroke), *self._overprinting()]

    def forget(self, stroke: bool) -> None:
        """A pattern is set: it has no inks of its own."""
        if stroke:
            self.stroke = Colour(None)
        else:
            self.fill = Colour(None)

    def is_hair(self) -> bool:
        """Whether lines are thin."""
        return self.width * _scale(self.matrix) < THIN

    def _overprinting(self) -> list[Instruction]:
        wanted = (self.stroke.cmyk == BLACK, self.fill.cmyk == BLACK)
        if wanted == self.overprints:
            return []
        self.overprints = wanted
        self.asked.add(wanted)
        return [([_overprint_name(wanted)], Operator("gs"))]

    def _set(self, cmyk: Cmyk, stroke: bool) -> list[Instruction]:
        if self.spot is not None and cmyk == self.spot.cmyk:
            space, tint = ("CS", "SCN") if stroke else ("cs", "scn")
            return [([_SPOT], Operator(space)), ([1], Operator(tint))]
        return [([round(part, 4) for part in cmyk], Operator("K" if stroke else "k"))]

    def is_of_many_inks(self, colour: Colour) -> bool:
        """Whether plates that lie a hair aside would show in a colour."""
        if colour.cmyk is None or (self.spot is not None and colour.cmyk == self.spot.cmyk):
            return False
        return sum(map(bool, colour.cmyk)) > 1

    def painted(
        self, drawn: list[Instruction], ink: Cmyk | None, stroke: bool
    ) -> list[Instruction]:
        """Instructions in another ink than the one that is set; None for black as dark as that."""
        colour = self.stroke if stroke else self.fill
        if ink is None and self.is_of_many_inks(colour):
            ink = colour.black
        if ink is None or colour.cmyk is None:
            return drawn
        return [*self._set(ink, stroke), *drawn, *self._set(colour.cmyk, stroke)]

    def name_what_was_asked_for(self, resources: Any) -> None:
        """Put the graphics states, and the ink of its own, into the resources."""
        if self.spot is not None:
            if "/ColorSpace" not in resources:
                resources.ColorSpace = Dictionary()
            resources.ColorSpace[_SPOT] = self.spot.space
        if not self.asked:
            return
        if "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        for stroked, filled in sorted(self.asked):
            resources.ExtGState[_overprint_name((stroked, filled))] = Dictionary(
                Type=Name.ExtGState, OP=stroked, op=filled, OPM=1
            )


def _overprint_name(overprints: tuple[bool, bool]) -> Name:
    return Name("/Over" + "".join(str(int(each)) for each in overprints))


def small_words(state: State) -> bool:
    """Whether words are small as they are shown."""
    return state.size * _scale(state.words) * _scale(state.matrix) < SMALL


def _scale(matrix: Matrix) -> float:
    return math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def grey_of(red: float, green: float, blue: float) -> float:
    """The grey that is about as light as an sRGB colour (Rec. 709)."""
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
