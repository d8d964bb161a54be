"""How paper looks: the styles of one density, and the parts that a page is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from desktop.domain.agency import PaperSize
from desktop.pdf.sheet import GREY, INK, PALE, SIZES, Frame, Sheet
from desktop.pdf.text import Block, Span, Style, paragraph

MARGIN: Final = 45.0
"""Left and right, in points (16 mm)."""
_TOP: Final = 34.0
_BOTTOM: Final = 52.0
"""Holds the foot of the page."""


def page_frame(paper: PaperSize) -> Frame:
    """The room between the margins, and above the foot of the page."""
    width, height = SIZES[paper]
    return Frame(MARGIN, _TOP, width - 2 * MARGIN, height - _TOP - _BOTTOM)


@dataclass(frozen=True)
class Look:
    """The styles at one density. `scale` 1 is comfortable; smaller ones bring more onto a page."""

    frame: Frame
    right_to_left: bool = False
    scale: float = 1.0

    def style(self, size: float, colour: str = INK, *, bold: bool = False, leading: float = 1.27) -> Style:
        """A style of `size` points at scale 1."""
        return Style(round(size * self.scale, 2), colour, bold, leading)

    @property
    def title(self) -> Style:
        return self.style(20.5, bold=True, leading=1.2)

    @property
    def subtitle(self) -> Style:
        return self.style(12, GREY, leading=1.25)

    @property
    def heading(self) -> Style:
        return self.style(11.4, bold=True, leading=1.3)

    @property
    def body(self) -> Style:
        return self.style(9)

    @property
    def strong(self) -> Style:
        return self.style(9, bold=True)

    @property
    def quiet(self) -> Style:
        return self.style(8.6, GREY)

    @property
    def small(self) -> Style:
        return self.style(8, PALE, leading=1.22)

    @property
    def label(self) -> Style:
        return self.style(8, GREY, bold=True, leading=1.2)

    def set(self, text: str | Sequence[Span], style: Style, width: float) -> Block:
        """`text` as a paragraph of at most `width` points."""
        return paragraph(text, style, width, right_to_left=self.right_to_left)

    def gap(self, points: float) -> float:
        """White space of `points` at scale 1."""
        return points * self.scale


@dataclass(frozen=True)
class Part:
    """Something that is drawn as a whole. `draw` gets the sheet and the place of its top."""

    height: float
    draw: Callable[[Sheet, float], None]
    before: float = 0.0
    """White space above, left out at the top of a page."""
    with_next: bool = False
    """Stays on one page with the part that follows."""
    again: "Part | None" = field(default=None, repr=False)
    """Is drawn first where a new page begins with this part: the head of its table."""


Placed = tuple[float, Part]
"""Its top on the page, in points."""


def text_part(block: Block, x: float, *, before: float = 0.0, with_next: bool = False) -> Part:
    """A block of text as a part of its own."""
    return Part(block.height, lambda sheet, y: sheet.text(block, x, y), before, with_next)


def paginate(parts: Sequence[Part], frame: Frame) -> list[list[Placed]]:
    """`parts` put on pages. What belongs together stays so unless it is higher than a page."""
    pages: list[list[Placed]] = [[]]
    y = 0.0
    for chain in _chains(parts):
        needs = sum(part.before + part.height for part in chain) - (0 if pages[-1] else chain[0].before)
        if pages[-1] and y + needs > frame.height and needs <= frame.height:
            pages.append([])
            y = 0.0
        for part in chain:
            gap = part.before if pages[-1] else 0.0
            if pages[-1] and y + gap + part.height > frame.height:
                pages.append([])
                y = gap = 0.0
            if not pages[-1] and part.again and len(pages) > 1:
                pages[-1].append((frame.top, part.again))
                y = part.again.height
            pages[-1].append((frame.top + y + gap, part))
            y += gap + part.height
    return pages


def _chains(parts: Sequence[Part]) -> list[list[Part]]:
    chains: list[list[Part]] = [[]]
    for part in parts:
        chains[-1].append(part)
        if not part.with_next:
            chains.append([])
    return [chain for chain in chains if chain]


def columns(
    blocks: Sequence[Block], look: Look, *, between: float, apart: float = 0.0, before: float = 0.0
) -> list[Part]:
    """Paragraphs in two columns, the first filled first. A long list becomes several parts, perhaps on more pages."""
    left = look.frame.left
    second = left + (look.frame.width + between) / 2
    heights = [block.height + apart for block in blocks]
    half = min(range(len(blocks) + 1), key=lambda n: (max(sum(heights[:n]), sum(heights[n:])), -n))
    height = max(sum(heights[:half]), sum(heights[half:])) - apart
    if len(blocks) > 2 and height > look.frame.height * 0.3:
        middle = len(blocks) // 2
        return [
            *columns(blocks[:middle], look, between=between, apart=apart, before=before),
            *columns(blocks[middle:], look, between=between, apart=apart, before=apart),
        ]

    def draw(sheet: Sheet, y: float) -> None:
        for x, column in ((left, blocks[:half]), (second, blocks[half:])):
            top = y
            for block in column:
                sheet.text(block, x, top)
                top += block.height + apart

    return [Part(height, draw, before)] if blocks else []
