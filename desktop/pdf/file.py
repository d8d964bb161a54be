"""The finished file: pages with their fonts, an attachment, and what PDF/A-3b asks for."""

import base64
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from desktop.pdf.fonts import Glyph, embed, stream
from desktop.pdf.record import PROGRAM

if TYPE_CHECKING:
    import pikepdf

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    dated: date


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside the file."""

    name: str
    media_type: str
    description: str
    data: bytes


def finished(pages: bytes, glyphs: Iterable[Glyph], about: About, attachment: Attachment | None = None) -> bytes:
    """`pages` (from Sheet.close) as PDF/A-3b with the glyphs it draws. The same arguments give the same bytes."""
    import pikepdf  # loaded late: not needed to show the window
    from pikepdf import Dictionary, Name, String

    with pikepdf.open(BytesIO(pages)) as pdf:
        fonts = pdf.make_indirect(embed(pdf, glyphs))
        for page in pdf.pages:
            page.obj["/Resources"]["/Font"] = fonts
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        _compress(pdf)
        root, moment = pdf.Root, f"D:{about.dated:%Y%m%d}000000Z"
        for key in ("/Outlines", "/PageMode", "/Names"):
            if key in root:
                del root[key]
        root.Lang = String(about.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.OutputIntents = [_output_intent(pdf)]
        metadata = pikepdf.Stream(pdf, _xmp(about).encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
        root.Metadata = pdf.make_indirect(metadata)
        if attachment:
            _attach(pdf, attachment, moment)
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(
                Title=String(about.title),
                Author=String(about.author),
                Subject=String(about.subject),
                Creator=String(PROGRAM),
                Producer=String(PROGRAM),
                CreationDate=String(moment),
                ModDate=String(moment),
            )
        )
        return saved(pdf)


def saved(pdf: "pikepdf.Pdf") -> bytes:
    """`pdf` as bytes, laid out as every file of ours. What came out of here goes in and comes out the same."""
    import pikepdf  # loaded late: as above

    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]  # reportlab's hangs on how this machine packs pictures
    out = BytesIO()
    pdf.save(
        out,
        force_version="1.7",
        deterministic_id=True,
        compress_streams=False,  # Python's zlib has compressed them
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def _compress(pdf: "pikepdf.Pdf") -> None:
    """Everything that reportlab wrote, by Python's zlib; fonts already are."""
    import pikepdf  # loaded late: as above

    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") != pikepdf.Name.FlateDecode:
            item.write(zlib.compress(item.read_bytes()), filter=pikepdf.Name.FlateDecode)


def _attach(pdf: "pikepdf.Pdf", attachment: Attachment, moment: str) -> None:
    from pikepdf import Dictionary, Name, String  # loaded late: as above

    file = stream(
        pdf,
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + attachment.media_type),
        Params=Dictionary(Size=len(attachment.data), CreationDate=String(moment), ModDate=String(moment)),
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.AF = [spec]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[String(attachment.name), spec]))


def _output_intent(pdf: "pikepdf.Pdf") -> "pikepdf.Object":
    from pikepdf import Dictionary, Name, String  # loaded late: as above

    profile = zlib.decompress(base64.b64decode(_SRGB))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=stream(pdf, profile, N=3),
        )
    )


def _xmp(about: About) -> str:
    def clean(text: str) -> str:
        return escape(_NOT_IN_XML.sub("\ufffd", text))

    moment = f"{about.dated:%Y-%m-%d}T00:00:00Z"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{clean(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{clean(about.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{clean(about.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{clean(about.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PROGRAM}</pdf:Producer>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


_SRGB: Final = (
    "eNqVkb1Lw1AUxU9bRdFKBx1EHDJUcWhBFMRR69ClSKkVrLokr2krJGlIUqS4Ci4OBQfRxa/B/0BXwVVBEBRBxNnRr0VKPGkKLaKD9/Fyf5y8c7nv"
    "PiCY0oRud8wAuuFYmWRCWsotS10vCHA1Qha2OZtOp/BnfN75Z2/jXi38L3rzqi2AQDd5SpiWQ2Y3SK07psfb5AFRkvPkQ3LMYoPkK09XfH72uOjz"
    "u8dWNjMHBL2aUrGNlTYWJUsnj5GjulYRzX68m4RVY3GBeYh7GDYySCIBCQoqWIMGB3FmgzP73Tfe8M2jTI/g10QVFh1FlOiNUa2wqspcoK5yaah6"
    "c/85T7swOeFXDyeAzifXfRsBunaAes11v45ct34MhB6BC6PlL3NO0x/Uay0tegBENoGzy5am7ALnW8DggylbckMKcQcLBeD1FOjLAf03QM+KP6vm"
    "f5zcA9kNPtE1sLcPjPJ8ZPUbPitnsA=="
)
"""The sRGB colour profile as Little CMS writes it (588 bytes), compressed."""
