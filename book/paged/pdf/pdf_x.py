"""What makes a PDF a PDF/X-4: its output intent and its metadata (ISO 15930-7)."""

from __future__ import annotations

import uuid
from datetime import datetime

from pikepdf import Array, Dictionary, Name, Pdf, String

from book.paged.pdf.inks import Inks
from book.paged.pdf.metadata import About

#: What profiles of standard conditions call themselves (small letters, no spaces), and the names
#: under which the ICC's registry has these.
_CONDITIONS = {
    "fogra39": "FOGRA39",
    "isocoatedv2": "FOGRA39",
    "fogra51": "FOGRA51",
    "psocoatedv3": "FOGRA51",
    "fogra52": "FOGRA52",
    "psouncoatedv3": "FOGRA52",
    "fogra47": "FOGRA47",
    "fogra29": "FOGRA29",
    "gracol2006": "CGATS TR 006",
    "swop2006": "CGATS TR 003",
    "japancolor2001coated": "JC200103",
}
#: Tags that hold measuring data: of characterisation, in CxF, and those of several makers.
_MEASURED = frozenset((b"targ", b"CxF ", b"DevD", b"CIED", b"Pmtr"))
_PDFX = "http://www.npes.org/pdfx/ns/id/"


def registered(description: str) -> str:
    """The registered name of the printing condition that a profile stands for, by what it calls
    itself; empty where that is none of those known."""
    said = "".join(description.casefold().split())
    return next((name for words, name in _CONDITIONS.items() if words in said), "")


def without_measurements(profile: bytes) -> bytes:
    """An ICC profile without the measuring data that it was made from: they are many times as
    large as the rest, and no part of what a press needs (ICC.1:2010, 7.2 and 7.3)."""
    count = int.from_bytes(profile[128:132], "big")
    entries = [profile[132 + 12 * n : 144 + 12 * n] for n in range(count)]
    kept = [entry for entry in entries if entry[:4] not in _MEASURED]
    if len(kept) == count:
        return profile
    table, data = b"", b""
    begin, places = 132 + 12 * len(kept), {}
    for entry in kept:
        start, size = (int.from_bytes(entry[at : at + 4], "big") for at in (4, 8))
        if (start, size) not in places:  # several tags may stand for one piece
            places[start, size] = begin + len(data)
            data += profile[start : start + size] + bytes(-size % 4)
        table += entry[:4] + places[start, size].to_bytes(4, "big") + size.to_bytes(4, "big")
    whole = len(kept).to_bytes(4, "big") + table + data
    # The identity is a hash of what was there; without it, none is told.
    head = (128 + len(whole)).to_bytes(4, "big") + profile[4:84] + bytes(16) + profile[100:128]
    return head + whole


def intend(pdf: Pdf, inks: Inks, condition: str) -> None:
    """Say for which press the colours are meant; `condition` is the name of a printing condition
    that the profile stands for, if it has one."""
    condition = condition or registered(inks.description)
    profile = pdf.make_stream(without_measurements(inks.profile))
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
