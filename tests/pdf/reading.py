"""What a reader sees in a PDF: its text, where it stands, and its objects."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]


def texts(data: bytes) -> list[str]:
    """The text of each page in reading order, white space made single spaces."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def text(data: bytes) -> str:
    return " ".join(texts(data))


def letters(data: bytes) -> str:
    """All text without white space, so that words broken over lines are found."""
    return "".join(text(data).split())


Box = tuple[float, float, float, float]


def boxes(data: bytes) -> Iterator[tuple[Box, list[tuple[str, Box]]]]:
    """Each page's box, and every drawn line of text on it with its own: (left, bottom, right, top)."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            read = page.get_textpage()
            rects = [read.get_rect(n) for n in range(read.count_rects())]
            yield (0.0, 0.0, *page.get_size()), [(read.get_text_bounded(*rect), rect) for rect in rects]
    finally:
        document.close()


def fonts(data: bytes) -> dict[str, Any]:
    """The name of each font that a page names, with its descriptor."""
    found = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in page.obj["/Resources"]["/Font"].values():
                inner = font["/DescendantFonts"][0]
                found[str(font["/BaseFont"])] = set(inner["/FontDescriptor"].keys())
    return found
