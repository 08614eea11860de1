"""What a book asks of a photograph: a crop round its focus, a turn, a tone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode

from book.errors import UnfitError

#: The tones a photograph may be printed in; an empty one leaves it as it is.
TONES = ("mono", "sepia", "duotone")
#: How far a photograph may be turned, in degrees clockwise.
TURNS = (90, 180, 270)
#: The keys of what stands for a photograph in a galley: its address, its printed size in pt.
PICTURE, SIZE = "/Photograph", "/PhotographSize"
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*[:/×x]\s*(\d+(?:\.\d+)?)")
_POINT = re.compile(r"(\d+(?:\.\d+)?)\s*%?\s*[,; ]\s*(\d+(?:\.\d+)?)\s*%?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
#: Narrower or wider than this, a crop is a slip of the pen.
_EXTREME = 12.0


@dataclass(frozen=True)
class Scrim:
    """A colour (`#rrggbb`) laid over a picture: its shares (0 to 1) at heights in percent from the
    top, even between them; none without stops."""

    ink: str = ""
    stops: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, text: str) -> Scrim:
        """A scrim as an address has it: `#1f2123-0:0.4-20:0.4`."""
        ink, *stops = text.split("-")
        pairs = (stop.split(":") for stop in stops)
        return cls(ink, tuple((float(at), float(share)) for at, share in pairs)) if ink else cls()

    def __str__(self) -> str:
        return "-".join((self.ink, *(f"{at:g}:{share:g}" for at, share in self.stops)))


@dataclass(frozen=True)
class Treatment:
    """How one use of a photograph differs from the original.

    `crop` is width by height, (0, 0) for the whole picture; `focus` is the spot to keep in sight,
    in percent from the left and from the top; `turn` is in degrees clockwise; `ink` is the colour
    of a duotone's shadows, `#rrggbb`; `scrim` lets words be read on it.
    """

    crop: tuple[float, float] = (0.0, 0.0)
    focus: tuple[float, float] = (50.0, 50.0)
    tone: str = ""
    turn: int = 0
    ink: str = ""
    scrim: Scrim = Scrim()

    @classmethod
    def of(
        cls,
        crop: str = "",
        focus: str = "",
        tone: str = "",
        rotate: str = "",
        ink: str = "",
        scrim: str = "",
    ) -> Treatment:
        """A treatment of words as an editor writes them: `3:2`, `40%,20%`, `sepia`, `90`.

        Raises UnfitError for the first that can't be read.
        """
        if tone and tone not in TONES:
            raise UnfitError("“{value}” is not one of {known}", value=tone, known=", ".join(TONES))
        if ink and not _COLOUR.fullmatch(ink):
            raise UnfitError("“{value}” is not a colour such as #7a1f1f", value=ink)
        return cls(
            crop=_crop(crop),
            focus=_focus(focus),
            tone=tone,
            turn=_turn(rotate),
            ink=ink,
            scrim=Scrim.of(scrim),
        )

    def frame(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The part shown of a picture of this size (px, already turned): left, top, width, height.

        The part is as large as the crop allows, its middle as near to the focus as the edges
        let it be.
        """
        across, down = self.crop
        if not across or not down:
            return 0, 0, width, height
        shown_width = min(width, max(1, round(height * across / down)))
        shown_height = min(height, max(1, round(width * down / across)))
        left = round(width * self.focus[0] / 100 - shown_width / 2)
        top = round(height * self.focus[1] / 100 - shown_height / 2)
        return (
            min(max(left, 0), width - shown_width),
            min(max(top, 0), height - shown_height),
            shown_width,
            shown_height,
        )

    def address(self, name: str) -> str:
        """A picture's address in a document: its name in the book folder, and this treatment."""
        asked = {
            "crop": f"{self.crop[0]:g}:{self.crop[1]:g}" if self.crop[0] else "",
            "focus": "" if self.focus == (50.0, 50.0) else f"{self.focus[0]:g},{self.focus[1]:g}",
            "tone": self.tone,
            "rotate": str(self.turn or ""),
            "ink": self.ink,
            "scrim": str(self.scrim),
        }
        query = urlencode({key: value for key, value in asked.items() if value}, safe=":,")
        return quote(name) + (f"?{query}" if query else "")


def read_address(address: str) -> tuple[str, Treatment]:
    """The name in the book folder and the treatment that an address asks for."""
    name, _, query = address.partition("?")
    return unquote(name), Treatment.of(**dict(parse_qsl(query)))


def _crop(text: str) -> tuple[float, float]:
    if not text:
        return 0.0, 0.0
    found = _RATIO.fullmatch(text.strip())
    across, down = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not across or not down or not 1 / _EXTREME <= across / down <= _EXTREME:
        raise UnfitError("“{value}” is not a width by height such as 3:2", value=text)
    return across, down


def _focus(text: str) -> tuple[float, float]:
    return read_spot(text) if text else (50.0, 50.0)


def read_spot(text: str) -> tuple[float, float]:
    """A spot of a picture, `40%,20%`: in percent from the left and from the top. Raises UnfitError
    where it can't be read."""
    found = _POINT.fullmatch(text.strip())
    if not found or float(found[1]) > 100 or float(found[2]) > 100:
        raise UnfitError(
            "“{value}” is not a spot such as 40%,20%: from the left, from the top", value=text
        )
    return float(found[1]), float(found[2])


def _turn(text: str) -> int:
    degrees = text.strip().removesuffix("°")
    if not degrees or degrees == "0":
        return 0
    if degrees in ("-90", "left"):
        return 270
    if degrees == "right":
        return 90
    if not degrees.isascii() or not degrees.isdigit() or int(degrees) not in TURNS:
        raise UnfitError(
            "“{value}” is not one of {known}", value=text, known=", ".join(map(str, TURNS))
        )
    return int(degrees)
