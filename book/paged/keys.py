"""Cache keys: what each kept thing is made of, said in this one place.

A key is the hash of all that can change a byte of what it names: the text, the style, the pictures,
the builder's own code, and every library that reads, sets, draws, subsets, compresses or writes.
"""

from __future__ import annotations

import hashlib
import os
import sysconfig
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from book.paged.weasy.libraries import native_versions

PACKAGE = Path(__file__).resolve().parents[1]
#: The distributions whose code changes what is typeset, drawn or bound.
LIBRARIES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "uharfbuzz",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "cffi",
    "pyphen",
    "pillow",
    "pyvips",
    "pyvips-binary",
    "pikepdf",
    "pi-heif",
    "pyicu-wheels",
    "babel",
)


def key_of(*parts: str | bytes) -> str:
    """The name of what depends on these parts, and on nothing else: a SHA-256."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


def galley_key(look: str, html: str, pictures: Iterable[bytes]) -> str:
    """The key of a section's galley; `look` is the fingerprint of its style."""
    return key_of("galley", makers(), look, html, *pictures)


def rendition_key(*made_of: str | bytes) -> str:
    """The key of a photograph made ready for one use."""
    return key_of("rendition", makers(), *made_of)


def furniture_key(look: str, html: str) -> str:
    """The key of a sheet of furniture."""
    return key_of("furniture", makers(), look, html)


def bound_key(
    look: str, said: Iterable[str], galleys: Iterable[str], pictures: Iterable[str]
) -> str:
    """The key of a bound PDF: of what is said in it beside its galleys, of their keys, and of
    the contents of its photographs."""
    return key_of("bound", makers(), look, clock(), *said, *galleys, *pictures)


def state_key(content: str) -> str:
    """The key of all editions of a folder whose files have this hash.

    Made without importing or reading what it speaks of: it is what a run with nothing to do costs.
    """
    return key_of("state", content, clock(), *_system(), *_installed())


@cache
def _installed() -> tuple[str, ...]:
    """The builder and the libraries as this process found them."""
    ours = (".py", ".html", ".css", ".po", ".yaml", ".svg")
    code = sorted(
        f"{folder}/{name} {(about := Path(folder, name).stat()).st_size} {about.st_mtime_ns}"
        for folder, _, names in os.walk(PACKAGE)
        for name in names
        if name.endswith(ours)
    )
    site = Path(sysconfig.get_path("purelib"))
    return (*code, *sorted(p.name for p in site.glob("*.dist-info")))


def clock() -> str:
    """What is taken for today's date, where it is given."""
    return os.environ.get("SOURCE_DATE_EPOCH", "")


@cache
def makers() -> str:
    """The hash of what makes galleys and binds them: libraries, and the code of this package."""
    from importlib import metadata

    libraries = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    rooms = ("paged", "photos", "themes", "text", "languages")
    files = sorted(
        file
        for room in rooms
        for file in (PACKAGE / room).rglob("*.[py]*")
        if file.suffix in (".py", ".yaml")
    )
    code = [file.read_bytes() for file in (PACKAGE / "__init__.py", *files)]
    return key_of(*_system(), *libraries, *code)


def _system() -> tuple[str, ...]:
    """Libraries that come with the system or with Python."""
    return (f"zlib {zlib.ZLIB_RUNTIME_VERSION}", *native_versions())
