"""Photographs made ready for one binding: from the store where they are, made in parallel where
not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Protocol

from book.errors import BookError, Mistake, Mistakes, Place, Said, UnfitError
from book.photos.coding import Rendition
from book.photos.colours import PressProfile, Use
from book.photos.originals import content_hash, original
from book.photos.renditions import pixels_wanted, rendition
from book.photos.treatment import read_address


class Wanted(NamedTuple):
    """A photograph where it stands: its address in the book folder, its printed size in pt."""

    address: str
    size: tuple[float, float]


class Keeper(Protocol):
    """Where renditions are kept between builds."""

    def body(self, key: str) -> bytes | None:
        """What is kept under a key; None where nothing is, or it is damaged."""

    def keep(self, key: str, body: bytes) -> None:
        """Keep something under a key, if it can be kept."""


@dataclass(frozen=True)
class Prepared:
    """Makes the renditions of photographs of one book folder for one use.

    `key_of` makes a key of what a rendition is made of; `place_of` tells where the text shows a
    picture of a name.
    """

    folder: Path
    use: Use
    keeper: Keeper
    key_of: Callable[..., str]
    place_of: Callable[[str], Place]
    press: PressProfile | None = None
    threads: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))

    def renditions(self, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Rendition]]:
        """The renditions, each with what was wanted, a few at a time: a book of photographs need
        not be in memory whole. Raises BookError at the end with all pictures that are broken."""
        asked = list(dict.fromkeys(wanted))
        mistakes = Mistakes()
        with ThreadPoolExecutor(self.threads) as pool:
            for start in range(0, len(asked), 2 * self.threads):
                batch = asked[start : start + 2 * self.threads]
                for one, outcome in zip(batch, pool.map(self._attempt, batch), strict=True):
                    if isinstance(outcome, Rendition):
                        yield one, outcome
                    else:
                        mistakes.extend(BookError(self._refused(one, outcome)))
        mistakes.raise_any()

    def _attempt(self, wanted: Wanted) -> Rendition | Said:
        try:
            return self._rendition(wanted)
        except UnfitError as error:
            return error.said
        except OSError:
            return Said("there is no such file")

    def _rendition(self, wanted: Wanted) -> Rendition:
        name, treatment = read_address(wanted.address)
        path = self.folder.resolve() / name
        source = original(path)
        pixels = pixels_wanted(source, treatment, wanted.size, self.use)
        key = self.key_of(
            self._content(path),
            repr((treatment, pixels, self.use)),
            self.press.profile if self.press else b"",
        )
        kept = self.keeper.body(key)
        if kept is not None:
            return _unpacked(kept)
        made = rendition(source, treatment, wanted.size, self.use, self.press)
        self.keeper.keep(key, _packed(made))
        return made

    def _content(self, path: Path) -> str:
        """The hash of a photograph's content, kept while its time and size stay as they are: to
        read all photographs of a book takes longer than an edit."""
        about = path.stat()
        key = self.key_of("content", str(path), repr((about.st_mtime_ns, about.st_size)))
        kept = self.keeper.body(key)
        if kept is not None:
            return kept.decode("ascii")
        found = content_hash(path)
        self.keeper.keep(key, found.encode("ascii"))
        return found

    def _refused(self, wanted: Wanted, reason: Said) -> Mistake:
        name, _ = read_address(wanted.address)
        return Mistake(
            self.place_of(name),
            "the image {name} can't be shown: {reason}",
            "Save the image again; JPEG, PNG, GIF, WebP and SVG files can be shown.",
            {"name": name, "reason": reason},
        )


def _packed(made: Rendition) -> bytes:
    """A rendition as bytes: the length of its head, the head (JSON), its data, its mask."""
    about = {
        "width": made.width,
        "height": made.height,
        "colours": made.colours,
        "coding": made.coding,
        "inverted": made.inverted,
        "length": len(made.data),
    }
    head = json.dumps(about).encode()
    return len(head).to_bytes(4, "big") + head + made.data + made.alpha


def _unpacked(body: bytes) -> Rendition:
    start = 4 + int.from_bytes(body[:4], "big")
    about = json.loads(body[4:start])
    length = about.pop("length")
    made = Rendition(**about, data=body[start : start + length])
    return replace(made, alpha=body[start + length :])
