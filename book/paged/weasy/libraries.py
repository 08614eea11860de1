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


#: What each library is called on Linux, macOS and Windows, and what in it tells its version.
_VERSIONS = {
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"): "pango_version_string",
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"): "hb_version_string",
    (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ): "hb_subset_input_create_or_fail",
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"): "FcGetVersion",
    ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"): "fribidi_version_info",
}


def native_versions() -> tuple[str, ...]:
    """The system's libraries that WeasyPrint sets text with, each with its version, as far as it
    is there and tells it: what is typeset may be another with another one."""
    found = []
    for names, symbol in _VERSIONS.items():
        for name in names:
            with suppress(OSError, AttributeError, ValueError):
                found.append(f"{names[0]} {_version(ctypes.CDLL(name), symbol)}")
                break
    return tuple(found)


def _version(library: ctypes.CDLL, symbol: str) -> str:
    if symbol.endswith("_info"):
        told = ctypes.c_char_p.in_dll(library, symbol).value or b""
        return told.split(b"\n")[0].decode()
    function = getattr(library, symbol)
    if symbol.endswith("_string"):
        function.restype = ctypes.c_char_p
        return str(function().decode())
    return str(function()) if symbol.endswith("Version") else "there"
