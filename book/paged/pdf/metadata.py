"""What a bound PDF says of itself: metadata, language, viewer's preferences, what it conforms to.

The PDF is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. PDF/A asks for properties of
PDF/UA to be declared in an extension schema, and for a profile that says what RGB means.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ImageCms

from book import __version__
from book.dates import source_date

#: What the profile of the screen's colours is called.
_SRGB = "sRGB IEC61966-2.1"
#: Where an ICC profile holds its date, which is the clock's (ICC.1:2010, 7.2.8), and its length.
_ICC_DATE = slice(24, 36)
_PACKET = """\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
_ACCESSIBLE = """\
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is conformed to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


Level = Literal["A", "B", ""]


@dataclass(frozen=True)
class About:
    """What the PDF says of the book as a whole."""

    title: str
    language: str
    producer: str = f"book builder {__version__}"
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    right_bound: bool = False


def describe(pdf: Pdf, about: About) -> None:
    """Metadata, language and how a viewer shows a tagged book. Dates only from
    SOURCE_DATE_EPOCH."""
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if about.right_bound:
        pdf.Root.ViewerPreferences.Direction = Name.R2L
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.PageLayout = Name.TwoPageRight
    archive(pdf, about, "A")


def archive(pdf: Pdf, about: About, level: Level) -> None:
    """Metadata, language and colour profile as PDF/A-2 asks for them.

    Level A is for what is tagged, and for PDF/UA-1 too; level B promises the look alone.
    Without a level, nothing is promised.
    """
    pdf.Root.Lang = String(about.language)
    made = source_date()
    info = {
        "/Title": about.title,
        "/Producer": about.producer,
        "/Author": ", ".join(about.authors),
        "/Subject": about.subject,
        "/Keywords": ", ".join(about.keywords),
        "/CreationDate": made.strftime("D:%Y%m%d%H%M%SZ") if made else "",
    }
    for key, value in info.items():
        if value:
            pdf.docinfo[Name(key)] = String(value)
    pdf.Root.Metadata = pdf.make_stream(
        _packet(about, made, level).encode(), Type=Name.Metadata, Subtype=Name.XML
    )
    if not level:
        return
    profile = pdf.make_stream(_srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_SRGB),
        Info=String(_SRGB),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _packet(about: About, made: datetime | None, level: Level) -> str:
    """The XMP packet."""

    def listed(kind: str, values: tuple[str, ...], mark: str = "") -> str:
        items = "".join(f"<rdf:li{mark}>{_escaped(value)}</rdf:li>" for value in values)
        return f"<rdf:{kind}>{items}</rdf:{kind}>"

    default = ' xml:lang="x-default"'
    said = [
        f"<dc:title>{listed('Alt', (about.title,), default)}</dc:title>",
        f"<dc:language>{listed('Bag', (about.language,))}</dc:language>",
        f"<pdf:Producer>{_escaped(about.producer)}</pdf:Producer>",
    ]
    if about.authors:
        said.append(f"<dc:creator>{listed('Seq', about.authors)}</dc:creator>")
    if about.subject:
        said.append(f"<dc:description>{listed('Alt', (about.subject,), default)}</dc:description>")
    if about.keywords:
        said.append(f"<dc:subject>{listed('Bag', about.keywords)}</dc:subject>")
        said.append(f"<pdf:Keywords>{_escaped(', '.join(about.keywords))}</pdf:Keywords>")
    if made:
        said.append(f"<xmp:CreateDate>{made.isoformat()}</xmp:CreateDate>")
    if level:
        said.append("<pdfaid:part>2</pdfaid:part>")
        said.append(f"<pdfaid:conformance>{level}</pdfaid:conformance>")
    if level == "A":
        said.append(_ACCESSIBLE)
    return _PACKET.format("\n".join(said))


@cache
def _srgb() -> bytes:
    """The ICC profile of sRGB, as Little CMS makes it; of no date, so that it is always the
    same."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_DATE] = bytes.fromhex("07d0 0001 0001 0000 0000 0000")
    return bytes(profile)


def is_archival(pdf: Pdf) -> bool:
    """Whether a PDF says what its colours mean in an archive, as ours do."""
    return any(o.get("/S") == Name.GTS_PDFA1 for o in pdf.Root.get("/OutputIntents", ()))


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)
