"""The top of our papers: the parties, what paper it is and of when, the logo, and a title with what stands below it."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from desktop.domain.letterhead import Headed
from desktop.domain.roles import Side
from desktop.errors import UnreadableFileError
from desktop.i18n import _
from desktop.pdf.sheet import GREY, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.text import Style
from desktop.pdf.words import Words

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

LOGO_BOX = (120.0, 44.0)
"""Width and height in points that a logo is scaled to."""
_MOST_PIXELS = 4
"""Per point of the logo box: about 290 to the inch."""


def masthead(
    ends: tuple[str, str], lines: Sequence[tuple[str, Style]], logo_bytes: bytes, look: Look, *, share: float
) -> Part:
    """Both `ends` of a row, of which the second has at most `share` of it; below, the logo and beside it the lines.

    Raises UnreadableFileError where the logo is no picture.
    """
    frame, logo = look.frame, read_logo(logo_bytes)
    label = look.style(8.4, GREY, bold=True)
    right = look.set(ends[1], label, frame.width * share)
    left = look.set(ends[0], label, frame.width - right.width - look.gap(12))
    across = frame.width - (LOGO_BOX[0] + 12 if logo else 0)
    blocks = [look.set(text, style, across) for text, style in lines]
    first = max(left.height, right.height) + look.gap(5)
    height = first + max(sum(block.height for block in blocks), LOGO_BOX[1] if logo else 0)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(left, frame.left, y)
        sheet.text(right, frame.left, y, frame.width, align=1)
        if logo:
            image, width, high = logo
            sheet.image(image, frame.left + frame.width - width, y + first, width, high)
        y += first
        for block in blocks:
            sheet.text(block, frame.left, y)
            y += block.height

    return Part(height, draw)


def headed(
    paper: Headed, kind: str, lines: Sequence[tuple[str, Style]], words: Words, look: Look, *, share: float = 0.4
) -> Part:
    """The masthead of a paper of that kind about both parties. Raises as `masthead`."""
    parties = words.gettext("{agency} and {client}").format(agency=paper.agency_short, client=paper.client_short)
    return masthead((parties, kind), lines, paper.logo, look, share=share)


def side_names(paper: Headed, words: Words) -> dict[Side, str]:
    """What the sides are called where both stand side by side."""
    return {
        Side.AGENCY: words.gettext("{agency} (us)").format(agency=paper.agency_short),
        Side.CLIENT: paper.client_short,
    }


def read_logo(data: bytes) -> "tuple[ImageReader, float, float] | None":
    """The picture, and its width and height in points to fit the logo box. Raises UnreadableFileError."""
    if not data:
        return None
    from PIL import Image  # loaded late: most papers have no logo
    from reportlab.lib.utils import ImageReader  # loaded late: as above

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > 50_000_000:
                raise UnreadableFileError(_("The logo has too many pixels to be printed. Please choose a smaller one."))
            image.load()
            scale = min(LOGO_BOX[0] / image.width, LOGO_BOX[1] / image.height)
            size = (image.width * scale, image.height * scale)
            has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
            plain = image.convert("RGBA" if has_alpha else "RGB")
            plain.thumbnail((round(LOGO_BOX[0] * _MOST_PIXELS), round(LOGO_BOX[1] * _MOST_PIXELS)))
            return ImageReader(plain), *size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableFileError(_("The logo can't be read. Please choose a PNG or JPEG file.")) from error
