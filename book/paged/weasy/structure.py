"""The structure tree of a galley, mended: headings of tables, names of notes, and no span inside a
span."""

from __future__ import annotations

from typing import Any

import pydyf

#: What may hold words itself (ISO 32000-1, 14.8.4.3 and 14.8.4.4).
_HOLDERS = frozenset(
    "/P /H1 /H2 /H3 /H4 /H5 /H6 /Lbl /LBody /TH /TD /Caption /Note /Span /Link /Reference".split()
)
#: What an element says that would be lost with it.
_SAID = frozenset("A Alt ActualText E Lang ID".split())


def scope_headers(pdf: pydyf.PDF) -> None:
    """Say of each table heading whether it heads a column or a row.

    WeasyPrint names headings and lists their names in each cell instead; such names would
    have to be unique in the bound book, and be listed there once more.
    """
    for element in pdf.objects:
        if not isinstance(element, dict) or element.get("S") not in ("/TH", "/TD"):
            continue
        element.pop("ID", None)
        attributes = element.get("A")
        if isinstance(attributes, dict):
            attributes.pop("Headers", None)
        if element["S"] == "/TH":
            row = _object(pdf, element["P"])
            group = _object(pdf, row["P"])
            scope = "/Column" if group.get("S") == "/THead" else "/Row"
            element["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})


def name_notes(pdf: pydyf.PDF) -> None:
    """Give each footnote a name, as ISO 14289-1, 7.9 asks, and list the names in the tree."""
    elements = (found for found in pdf.objects if isinstance(found, pydyf.Dictionary))
    notes = (element for element in elements if element.get("S") == "/Note")
    names = pydyf.Array()
    for number, note in enumerate(notes):
        note["ID"] = pydyf.String(f"{number:06}")
        names.extend((note["ID"], note.reference))
    if names:
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def flatten(pdf: pydyf.PDF) -> None:
    """Let words hang on the paragraph, cell or link that they belong to.

    WeasyPrint makes an element for each line's words, one more for each inline element around
    them, and nests them: half of all objects of a book, of which none says anything.
    """
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    gone: dict[bytes, bytes] = {}
    for element in root["K"]:
        _flatten(pdf, _object(pdf, element), gone)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for parents in numbers[1::2]:
        if isinstance(parents, list):
            parents[:] = [_last(parent, gone) for parent in parents]


def _flatten(pdf: pydyf.PDF, element: Any, gone: dict[bytes, bytes]) -> None:
    kids = pydyf.Array()
    waiting = list(reversed(element["K"]))
    while waiting:
        kid = waiting.pop()
        child = None if isinstance(kid, int) else _object(pdf, kid)
        if child is None or "S" not in child:
            kids.append(kid)
            continue
        _flatten(pdf, child, gone)
        if _says_nothing(child, element):
            gone[child.reference] = element.reference
            child.free = "f"
            waiting.extend(reversed(child["K"]))
        else:
            child["P"] = element.reference
            kids.append(kid)
    element["K"] = kids


def _says_nothing(child: Any, parent: Any) -> bool:
    if not _SAID.isdisjoint(child):
        return False
    # A paragraph in a paragraph is its lines behind a float.
    if child["S"] == "/P":
        return bool(parent["S"] == "/P")
    return child["S"] in ("/Span", "/NonStruct") and parent["S"] in _HOLDERS


def _last(reference: bytes, gone: dict[bytes, bytes]) -> bytes:
    """What holds the words of an element now."""
    while reference in gone:
        reference = gone[reference]
    return reference


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
