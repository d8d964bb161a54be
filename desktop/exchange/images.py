"""Logos and scans: looked at before they are kept, by what they are and not by what their name says."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath

from desktop.domain.agreement import Scan
from desktop.errors import UnreadableFileError
from desktop.exchange.files import too_large
from desktop.i18n import _

LARGEST_LOGO = 2 * 1024 * 1024
LARGEST_SCAN = 20 * 1024 * 1024
MOST_PIXELS = 80_000_000
"""An A4 page at 600 dpi has 35 million."""
LONGEST_SIDE = 6_000
"""Of a logo, in pixels: 50 cm in the best print."""

_TYPES = {
    b"%PDF-": ("application/pdf", {".pdf"}),
    b"\x89PNG\r\n\x1a\n": ("image/png", {".png"}),
    b"\xff\xd8\xff": ("image/jpeg", {".jpg", ".jpeg"}),
}


@dataclass(frozen=True)
class LogoFacts:
    """What a logo really is. Width and height in pixels."""

    media_type: str
    width: int
    height: int


def check_logo(data: bytes, name: str) -> LogoFacts:
    """Raises UnreadableFileError unless `data` is a whole PNG or JPEG of sensible size, as its name says."""
    if len(data) > LARGEST_LOGO:
        raise too_large(name, len(data), LARGEST_LOGO)
    media_type = _type_of(data, name, _("{name} is no PNG or JPEG. Please choose another picture."))
    if media_type == "application/pdf":
        raise UnreadableFileError(_("{name} is a PDF. Please choose a picture: PNG or JPEG.").format(name=name))
    width, height = _picture_size(data, name)
    if max(width, height) > LONGEST_SIDE:
        raise _too_many_pixels(name, width, height)
    return LogoFacts(media_type, width, height)


def check_scan(data: bytes, name: str) -> Scan:
    """Raises UnreadableFileError unless `data` is a whole PDF, PNG or JPEG, as its name says."""
    if len(data) > LARGEST_SCAN:
        raise too_large(name, len(data), LARGEST_SCAN)
    media_type = _type_of(data, name, _("{name} is no PDF, PNG or JPEG. Please choose another file."))
    if media_type == "application/pdf":
        _check_pdf(data, name)
    else:
        _picture_size(data, name)
    return Scan(
        name=PurePath(name).name, media_type=media_type, sha256=hashlib.sha256(data).hexdigest(), size=len(data)
    )


def _type_of(data: bytes, name: str, unknown: str) -> str:
    for magic, (media_type, endings) in _TYPES.items():
        if data.startswith(magic):
            if PurePath(name).suffix.lower() not in endings:
                raise UnreadableFileError(
                    _("{name} is not what its name says: inside it is {type}. Please choose the right file.").format(
                        name=name, type=media_type
                    )
                )
            return media_type
    raise UnreadableFileError(unknown.format(name=name))


def _picture_size(data: bytes, name: str) -> tuple[int, int]:
    # Pillow takes 60 ms to import and is needed only here.
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels(name, picture.width, picture.height)
            picture.load()
            return picture.size
    except Image.DecompressionBombError as error:
        raise UnreadableFileError(_("{name} has too many pixels. Please make it smaller.").format(name=name)) from error
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise _broken(name) from error


def _check_pdf(data: bytes, name: str) -> None:
    import pikepdf

    if b"%%EOF" not in data[-1024:]:  # what follows is read leniently: scanners write strange PDFs, but whole ones
        raise _broken(name)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not pdf.pages:
                raise _broken(name)
    except pikepdf.PasswordError as error:
        raise UnreadableFileError(
            _("{name} is locked with a password. Please save it without one.").format(name=name)
        ) from error
    except pikepdf.PdfError as error:
        raise _broken(name) from error


def _broken(name: str) -> UnreadableFileError:
    return UnreadableFileError(_("{name} is damaged or not whole. Please scan or save it again.").format(name=name))


def _too_many_pixels(name: str, width: int, height: int) -> UnreadableFileError:
    return UnreadableFileError(
        _("{name} has {width} × {height} pixels, too many. Please make it smaller.").format(
            name=name, width=width, height=height
        )
    )
