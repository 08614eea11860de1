"""Catalogs as gettext reads them: compiled once, and kept in the user's cache by their content."""

from __future__ import annotations

import contextlib
import secrets
import struct
from collections.abc import Iterable
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import platformdirs

#: So many compiled catalogs are kept; those made longest ago go first.
_KEPT = 20


def translations(files: Iterable[Traversable]) -> NullTranslations:
    """What catalogs say, each before the one that it follows; those that are not there are left
    out. Raises what Babel does for one that is none."""
    said = NullTranslations()
    for po in files:
        if po.is_file():
            found = _compiled(po.read_bytes())
            found.add_fallback(said)
            said = found
    return said


def _compiled(po: bytes) -> GNUTranslations:
    """One catalog, from the cache where it is there; a cache that can't be used is done without."""
    folder = Path(platformdirs.user_cache_dir("book-builder", appauthor=False)) / "catalogs"
    kept = folder / f"{sha256(po).hexdigest()[:32]}.mo"
    with contextlib.suppress(OSError, ValueError, struct.error, IndexError, AttributeError):
        return GNUTranslations(BytesIO(kept.read_bytes()))
    # Compiling takes longer than all else that a run with nothing to do does.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    write_mo(made, read_po(BytesIO(po)))
    with contextlib.suppress(OSError):
        _keep(kept, made.getvalue())
    made.seek(0)
    return GNUTranslations(made)


def _keep(path: Path, compiled: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    others = sorted(path.parent.glob("*.mo"), key=lambda file: file.stat().st_mtime_ns)
    for old in others[: 1 - _KEPT]:
        old.unlink(missing_ok=True)
    beside = path.with_suffix(f".{secrets.token_hex(4)}")
    try:
        beside.write_bytes(compiled)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
