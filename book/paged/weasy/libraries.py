"""Whether the libraries that WeasyPrint loads are on this computer."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

from book.errors import RequestError, Said

#: Pango with its font map, which loads all the others: HarfBuzz, Fontconfig, GLib.
_NAMES = (
    "libpangoft2-1.0.so.0",
    "libpangoft2-1.0.0.dylib",
    "libpangoft2-1.0.dylib",
    "libpangoft2-1.0-0.dll",
)
#: Where WeasyPrint looks on Windows.
_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
_CURES = {
    "win32": Said("Install MSYS2, and in its window type: pacman -S mingw-w64-ucrt-x86_64-pango"),
    "darwin": Said(
        "Type: brew install pango; where that is done, put DYLD_FALLBACK_LIBRARY_PATH="
        "/opt/homebrew/lib before the command."
    ),
    "linux": Said("Type: sudo apt install libpangoft2-1.0-0 libharfbuzz-subset0"),
}


def require_pango() -> None:
    """Raise RequestError, which tells how to install it, where Pango can't be loaded."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _FOLDERS).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    for name in _NAMES:
        with suppress(OSError):
            ctypes.CDLL(name)
            return
    raise RequestError(
        "the library Pango, which sets text, is not on this computer. {cure}",
        cure=_CURES.get(sys.platform, _CURES["linux"]),
    )
