"""WeasyPrint and all that typesets loaded, for the server that processes are made from.

Written for WeasyPrint 70, which asks for each of seven libraries by its names on all systems; on
Linux, `ctypes.util.find_library` starts compilers and linkers for each name that is not there, some
thirty processes in all. There the right names load as they are, and nothing need be looked for.
Where this is not imported, or the patched name is gone, the same is loaded, only later.
"""

from __future__ import annotations

import ctypes.util
import gc
import sys
from importlib import import_module

#: Types of C that the first galley asks for: cffi parses the name of each with a parser of C.
_TYPES = (
    "PangoFcFontMap *",
    "FcChar8 **",
    "char[]",
    "PangoRectangle *",
    "unsigned int *",
    "hb_tag_t[100]",
    "char[4]",
    "PangoLogAttr[]",
)


def _load() -> None:
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    gc.disable()  # what is imported stays
    try:
        import_module("book.paged.weasy.galley")
        import_module("yaml")  # for the rules of a language
        import_module("fontpkg").families()
        ffi = import_module("weasyprint.text.ffi").ffi
        for name in _TYPES:
            ffi.typeof(name)
    finally:
        gc.freeze()
        gc.enable()
        ctypes.util.find_library = find_library


_load()
