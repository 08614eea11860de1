"""What makes a PDF a PDF/X-4: its output intent and its metadata (ISO 15930-7)."""

from __future__ import annotations

import uuid
from datetime import datetime

from pikepdf import Array, Dictionary, Name, Pdf, String

from book.paged.pdf.inks import Inks
from book.paged.pdf.metadata import About

_PDFX = "http://www.npes.org/pdfx/ns/id/"


def intend(pdf: Pdf, inks: Inks, condition: str) -> None:
    """Say for which press the colours are meant; `condition` is the name of a printing condition
    that the profile stands for, if it has one."""
    profile = pdf.make_stream(inks.profile)
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        DestOutputProfile=profile,
        OutputConditionIdentifier=String(condition or "Custom"),
        Info=String(condition or inks.description),
    )
    if condition:
        intent.RegistryName = String("http://www.color.org")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def describe(pdf: Pdf, said: About, made: datetime) -> None:
    """The metadata that ISO 15930-7 asks for."""
    stamp = made.strftime("D:%Y%m%d%H%M%SZ")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for name, value in (
        ("/Title", said.title),
        ("/Producer", said.producer),
        ("/Creator", said.producer),
        ("/Author", ", ".join(said.authors)),
        ("/CreationDate", stamp),
        ("/ModDate", stamp),
    ):
        if value:
            pdf.docinfo[Name(name)] = String(value)
    pdf.docinfo[Name.Trapped] = Name("/False")
    pdf.Root.Lang = String(said.language)
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{said.title} {stamp}")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(_PDFX, "pdfxid")
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["dc:title"] = said.title
        if said.authors:
            xmp["dc:creator"] = list(said.authors)
        xmp["pdf:Producer"] = said.producer
        xmp["pdf:Trapped"] = "False"
        xmp["xmp:CreatorTool"] = said.producer
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[key] = made.isoformat()
        xmp["xmpMM:DocumentID"] = f"uuid:{identity}"
        xmp["xmpMM:VersionID"] = "1"
        xmp["xmpMM:RenditionClass"] = "default"
