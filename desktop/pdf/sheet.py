"""One sheet of paper after the other: boxes, lines, signs and text blocks, measured in points from the top left.

Where the paper's language runs right to left, everything is mirrored here and nowhere else.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from desktop.domain.agency import PaperSize
from desktop.domain.roles import Side
from desktop.pdf.fonts import Glyph
from desktop.pdf.text import Block, Line

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

SIZES: Final = {PaperSize.A4: (595.28, 841.89), PaperSize.LETTER: (612.0, 792.0)}
"""Width and height in points."""

INK, GREY, PALE = "1A2230", "475266", "5E697B"
RULE, HAIR, BAND = "1A2230", "C3CAD5", "F1F4F9"
SIDE = {Side.AGENCY: "2457C9", Side.CLIENT: "A1256B"}
TINT = {Side.AGENCY: "DFE9FC", Side.CLIENT: "FBE6F1"}
"""Of visual.md, a shade stronger where a printer would lose them."""
OPEN = "805200"
_LEAN: Final = 0.19
"""How far italics lean to the right for each point of height: the fonts have none of their own."""


@dataclass(frozen=True)
class Frame:
    """The part of the sheet that text may fill, in points from the top left."""

    left: float
    top: float
    width: float
    height: float


class Sheet:
    """Draws on one page after the other of one document."""

    def __init__(self, paper: PaperSize, *, right_to_left: bool) -> None:
        from reportlab.pdfgen import canvas  # loaded late: not needed to show the window

        self.width, self.height = SIZES[paper]
        self.right_to_left = right_to_left
        self._buffer = BytesIO()
        self._canvas: Canvas = canvas.Canvas(
            self._buffer, pagesize=(self.width, self.height), pageCompression=0, invariant=1
        )
        self.glyphs: set[Glyph] = set()

    def text(self, block: Block, x: float, y: float, width: float = 0, *, align: float = 0) -> None:
        """`block` with its top at `y`. `align` 0 is at the start of `width`, 0.5 in the middle, 1 at its end."""
        operators = []
        for line in block.lines:
            left = x + (width - line.width) * align
            if self.right_to_left:
                left = self.width - left - line.width
            base = self.height - y - line.height * 0.76
            for piece in line.pieces():
                size = f"{piece.style.size:.2f}"
                lean = f"{piece.style.size * _LEAN:.2f}" if piece.style.italic else "0"
                operators.append(
                    f"BT {_colour(piece.style.colour)} rg {size} 0 {lean} {size} {left + piece.x:.2f} {base:.2f} Tm"
                    f"{piece.operators} ET"
                )
            self._draws(line)
            y += line.height
        self._canvas.addLiteral("\n".join(operators))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "", stroke: str = "", radius: float = 0
    ) -> None:
        """A rectangle, filled or outlined."""
        canvas = self._canvas
        if fill:
            canvas.setFillColorRGB(*_rgb(fill))
        if stroke:
            canvas.setStrokeColorRGB(*_rgb(stroke))
            canvas.setLineWidth(0.9)
        place = (self._x(x, width), self.height - y - height, width, height)
        if radius:
            canvas.roundRect(*place, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))
        else:
            canvas.rect(*place, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def rule(self, x: float, y: float, width: float, *, colour: str = HAIR, thickness: float = 0.6) -> None:
        """A horizontal line."""
        self._canvas.setStrokeColorRGB(*_rgb(colour))
        self._canvas.setLineWidth(thickness)
        left = self._x(x, width)
        self._canvas.line(left, self.height - y, left + width, self.height - y)

    def sign(self, side: Side, x: float, y: float, size: float) -> None:
        """The agency's circle or the client's diamond, in a square of `size` with its top left at (x, y)."""
        canvas = self._canvas
        canvas.setFillColorRGB(*_rgb(SIDE[side]))
        middle, level, half = self._x(x, size) + size / 2, self.height - y - size / 2, size / 2
        if side == Side.AGENCY:
            canvas.circle(middle, level, half * 0.9, stroke=0, fill=1)
            return
        half *= 1.12
        path = canvas.beginPath()
        path.moveTo(middle, level + half)
        for across, up in ((half, 0), (0, -half), (-half, 0)):
            path.lineTo(middle + across, level + up)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    def strokes(self, strokes: tuple[tuple[tuple[int, int], ...], ...], x: float, y: float, scale: float) -> None:
        """Pen strokes, as drawn on the screen (never mirrored)."""
        canvas = self._canvas
        canvas.setStrokeColorRGB(*_rgb(INK))
        canvas.setLineWidth(1.1)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for stroke in strokes:
            path = canvas.beginPath()
            for n, (across, down) in enumerate(stroke):
                to = path.lineTo if n else path.moveTo
                to(x + across * scale, self.height - y - down * scale)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.setLineCap(0)
        canvas.setLineJoin(0)

    def image(self, image: "ImageReader", x: float, y: float, width: float, height: float) -> None:
        self._canvas.drawImage(image, self._x(x, width), self.height - y - height, width, height, mask="auto")

    def across(self, block: Block, opacity: float) -> None:
        """One large line from corner to corner, through which everything else can be read."""
        canvas = self._canvas
        (line,) = block.lines
        size = min(self.width, self.height) * 0.95 / line.width
        canvas.saveState()
        canvas.setFillAlpha(opacity)
        canvas.translate(self.width / 2, self.height / 2)
        canvas.rotate(55)
        for piece in line.pieces():
            canvas.addLiteral(
                f"BT {_colour(piece.style.colour)} rg {size:.2f} 0 0 {size:.2f} {(piece.x - line.width / 2) * size:.2f}"
                f" {-size * 0.33:.2f} Tm{piece.operators} ET"
            )
        self._draws(line)
        canvas.restoreState()

    def end_page(self) -> None:
        self._canvas.showPage()

    def close(self) -> bytes:
        """The pages, still without fonts."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _draws(self, line: Line) -> None:
        for item in line.items:
            self.glyphs |= item.word.glyphs

    def _x(self, x: float, width: float) -> float:
        return self.width - x - width if self.right_to_left else x


def _rgb(colour: str) -> tuple[float, float, float]:
    return int(colour[:2], 16) / 255, int(colour[2:4], 16) / 255, int(colour[4:], 16) / 255


def _colour(colour: str) -> str:
    return " ".join(f"{part:.3f}" for part in _rgb(colour))
