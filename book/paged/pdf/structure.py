"""The structure trees of several tagged PDFs made one (ISO 32000-1, 14.7)."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String


class StructureMerge:
    """Hangs each galley's tree under one document element.

    Names of elements are counted anew. The keys that lead from pages and annotations into the
    parent tree move by an offset, which grows with each galley.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._offset = 0
        self._numbers = Array()
        self._names = Array()
        self._document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=Array())
        )

    def add(self, galley: Pdf, pages: list[Page]) -> None:
        """Add the tree of a galley whose pages stand already in the new PDF."""
        if "/StructTreeRoot" not in galley.Root:
            return
        root = self._pdf.copy_foreign(galley.Root.StructTreeRoot)
        for element in _as_list(root.K):
            element.S = Name.Part
            element.P = self._document
            self._document.K.append(element)
        highest = -1
        numbers = list(root.ParentTree.Nums)
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            highest = max(highest, int(key))
            self._numbers.append(int(key) + self._offset)
            self._numbers.append(value)
        for page in pages:
            if "/StructParents" in page:
                page.obj.StructParents = int(page.obj.StructParents) + self._offset
            for annotation in page.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self._offset
        self._offset += highest + 1
        if "/IDTree" in root:
            for element in list(root.IDTree.Names)[1::2]:
                element.ID = String(f"{len(self._names) // 2:06}")
                self._names.extend((element.ID, element))

    def finish(self) -> None:
        """Put the tree into the PDF."""
        root = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self._document]),
                ParentTree=self._pdf.make_indirect(Dictionary(Nums=self._numbers)),
                ParentTreeNextKey=self._offset,
            )
        )
        if len(self._names):
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=self._names))
        self._document.P = root
        self._pdf.Root.StructTreeRoot = root


def _as_list(value: pikepdf.Object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, Array) else [value]
