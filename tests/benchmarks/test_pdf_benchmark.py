"""A 10-step agreement to bytes, against the same page drawn on a plain reportlab canvas."""

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.pdf.agreement import render
from resources import path
from tests.benchmarks.measure import ratio, report
from tests.pdf import pages

MOST = 2.0
MOST_AFRESH = 4.5
"""Where no word was ever shaped before; a plain canvas shapes none. The rules of counting are a paragraph more."""


class Text(NamedTuple):
    x: float
    y: float
    size: float
    font: str
    said: str


class Shape(NamedTuple):
    x: float
    y: float
    width: float
    height: float


def drawn(data: bytes) -> tuple[list[Text], list[Shape]]:
    """Every run of text and every line or box on the first page, as a reader finds them."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    read = page.get_textpage()
    texts, shapes = [], []
    for item in page.get_objects():
        left, bottom, right, top = item.get_bounds()
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            said = read.get_text_bounded(left, bottom, right, top)
            font = "SemiBold" if b"SemiBold" in item.get_font().get_base_name().encode() else "Regular"
            texts.append(Text(left, bottom, item.get_matrix().d, font, " ".join(said.split())))
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH:
            shapes.append(Shape(left, bottom, right - left, top - bottom))
    document.close()
    return texts, shapes


def plain(texts: list[Text], shapes: list[Shape]) -> Callable[[], bytes]:
    """The same texts, fonts, lines and boxes, with nothing but drawString, line and rect."""
    for name in ("Regular", "SemiBold"):
        registerFont(TTFont(f"Plain-{name}", str(path(f"fonts/SourceSans3-{name}.ttf"))))

    def draw() -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=(595.28, 841.89), invariant=1)
        for x, y, width, height in shapes:
            canvas.setFillColorRGB(0.9, 0.93, 0.99)
            if height < 2:
                canvas.line(x, y, x + width, y)
            else:
                canvas.rect(x, y, width, height, fill=1)
        for x, y, size, font, said in texts:
            canvas.setFillColorRGB(0.1, 0.13, 0.19)
            canvas.setFont(f"Plain-{font}", size)
            canvas.drawString(x, y, said)
        canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw


def test_ten_steps_cost_at_most_twice_a_plain_canvas() -> None:
    page = pages.page()
    data = render(page)
    texts, shapes = drawn(data)
    assert len(texts) > 150
    assert len(shapes) > 40
    ours, floor, of = ratio(lambda: render(page), plain(texts, shapes), rounds=25)
    report(f"10 steps to PDF bytes ({len(data) / 1000:.1f} KB)", ours, floor, of, MOST)
    assert of <= MOST
    assert len(data) <= 150_000


def test_ten_steps_whose_words_were_never_drawn_before() -> None:
    from desktop.pdf.fonts import shaped
    from desktop.pdf.text import _lines

    page = pages.page()
    texts, shapes = drawn(render(page))

    def afresh() -> bytes:
        _lines.cache_clear()
        shaped.cache_clear()
        return render(page)

    ours, floor, of = ratio(afresh, plain(texts, shapes), rounds=25)
    report("10 steps to PDF bytes, no word drawn before", ours, floor, of, MOST_AFRESH)
    assert of <= MOST_AFRESH
