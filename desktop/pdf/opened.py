"""Opening PDF files that anybody may have made, within limits of time and memory."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

_MOST_PAGES: Final = 1000
_MOST_OBJECTS: Final = 50_000
_MOST_DRAWN: Final = 16 << 20
"""Bytes that pages, fonts and pictures may unpack to before words are read off them: a page is some 100 KB."""
_MOST_WORDS: Final = 20_000
"""Of a page; more are not compared."""


def opened(data: bytes) -> "pikepdf.Pdf":
    """`data` as pikepdf sees it, with limits that stop files which unpack to gigabytes.

    Raises pikepdf.PdfError, also for one that is protected by a password.
    """
    import pikepdf  # loaded late: as above
    from pikepdf import settings

    if data.count(b" obj") > _MOST_OBJECTS:
        raise pikepdf.PdfError("too many objects")
    settings.set_qpdf_limits(  # of the whole program, and far above anything that it writes
        flate_max_memory=1 << 28,
        run_length_max_memory=1 << 28,
        png_max_memory=1 << 28,
        tiff_max_memory=1 << 28,
        dct_max_memory=1 << 28,
        max_stream_filters=2,
        parser_max_container_size=200_000,
    )
    return pikepdf.open(BytesIO(data))


def page_words(data: bytes) -> list[list[str]]:
    """The words of each page, in reading order. Raises ValueError or an error of pikepdf or pypdfium2."""
    import pypdfium2  # type: ignore[import-untyped]  # loaded late: only for files that are not as they should be

    _check_small(data)
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > _MOST_PAGES:
            raise ValueError("too many pages")
        return [page.get_textpage().get_text_range().split()[:_MOST_WORDS] for page in document]
    finally:
        document.close()


def _check_small(data: bytes) -> None:
    """Raises ValueError for pages that unpack to more than a reader of words should be given."""
    import pikepdf  # loaded late: as above

    with opened(data) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        left = _MOST_DRAWN
        for item in streams:
            if item.get("/Type") != pikepdf.Name.EmbeddedFile:
                left -= len(item.read_bytes())
            if left < 0:
                raise ValueError("the pages unpack to too much")
