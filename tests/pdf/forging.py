"""Genuine agreements, and what a forger or another program may do to one."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from desktop.domain.agreement import Page, SignMethod
from desktop.pdf.agreement import render, render_with
from desktop.pdf.file import saved
from desktop.pdf.record import stamp
from desktop.pdf.verify import Judgement, Verdict
from tests.pdf import pages

GENUINE, ALTERED, UNREADABLE = Judgement.GENUINE, Judgement.ALTERED, Judgement.UNREADABLE


@cache
def genuine() -> bytes:
    return render(signed_page())


def signed_page() -> Page:
    return pages.page(logo=pages.logo(), sign_offs=(pages.signed(SignMethod.ON_SCREEN),))


def said(verdict: Verdict) -> str:
    return " ".join(verdict.sentences)


def edited(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    """`data` after another program opened, changed and saved it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **save)
    return out.getvalue()


def with_record(data: bytes, attached: bytes, **stream: Any) -> bytes:
    """`data` with another attachment."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(attached, **stream)

    return edited(data, change, deterministic_id=True)


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def add_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="void")
    pdf.pages[0].obj.Annots = [pdf.make_indirect(note)]


def add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def retitle(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("Another")


def draw_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"1 1 1 rg 100 300 200 20 re f")


def recompressed(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") == pikepdf.Name.FlateDecode:
            item.write(zlib.compress(item.read_bytes(), 1), filter=pikepdf.Name.FlateDecode)


def elsewhere(stamped: dict[str, str], change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> bytes:
    """A page as a machine with another stamp would have made it, then changed and laid out as the program does."""
    with pikepdf.open(BytesIO(render_with(signed_page(), replace(stamp(), **stamped)))) as pdf:
        recompressed(pdf)
        change(pdf)
        return saved(pdf)


COMPRESSOR, LIBRARIES, RENDERER = (
    {"compressor": "0123456789abcdef"},
    {"libraries": "reportlab 5.0.9"},
    {"renderer": "1"},
)


def swap_words(pdf: pikepdf.Pdf) -> None:
    """Two limits change places; the words of the page stay the same, but for their order."""
    contents = pdf.pages[0].obj.Contents
    lines = contents.read_bytes().split(b"\n")
    shown = [n for n, line in enumerate(lines) if line.startswith(b"BT")]
    first, last = shown[20], shown[60]
    (a, b), (c, d) = lines[first].split(b"Tm", 1), lines[last].split(b"Tm", 1)
    lines[first], lines[last] = a + b"Tm" + d, c + b"Tm" + b
    contents.write(zlib.compress(b"\n".join(lines)), filter=pikepdf.Name.FlateDecode)


def add_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def turn_from_above(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.CropBox = [0, 0, 300, 300]


def attach_more(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["other.json"] = b"{}"


def attach_twice(pdf: pikepdf.Pdf) -> None:
    """The record stays where verify looks for it; readers are shown another file under its name."""
    other = pdf.make_indirect(pikepdf.Stream(pdf, b"{}"))
    names = pdf.Root.Names.EmbeddedFiles.Names
    spec = pikepdf.Dictionary(dict(names[1].items()))
    spec.EF = pikepdf.Dictionary(F=other, UF=other)
    names[1] = pdf.make_indirect(spec)


def add_picture(pdf: pikepdf.Pdf) -> None:
    picture = pikepdf.Stream(pdf, b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject["/Cover"] = pdf.make_indirect(picture)


def add_layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[], D=pikepdf.Dictionary())


def swap_drawing(pdf: pikepdf.Pdf) -> None:
    drawn = [replace(pages.signed(SignMethod.ON_SCREEN), drawing=(tuple((9 * n, 290 - n) for n in range(99)),))]
    with pikepdf.open(BytesIO(render(replace(signed_page(), sign_offs=tuple(drawn))))) as other:
        contents = other.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents.write(zlib.compress(contents), filter=pikepdf.Name.FlateDecode)


FORGERIES = [
    add_note, add_script, retitle, swap_words, add_page, turn_from_above, attach_more, attach_twice, add_picture,
    add_layers,
]  # fmt: skip
LOOKS = [draw_over, swap_drawing]


def hide_in_a_stream(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[0].obj.Contents
    contents.write(contents.read_raw_bytes() + b"hidden", filter=pikepdf.Name.FlateDecode)


def hide_in_an_object(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Keywords = pikepdf.String("hidden")
