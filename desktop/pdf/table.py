"""Tables: a head, rows of text that wrap, and thin rules. A row higher than a page goes on on the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.pdf.sheet import HAIR, RULE, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.text import EMPTY, Block

_MOST_OF_A_PAGE: Final = 0.55
"""A row higher than this part of a page is cut into several."""


@dataclass(frozen=True)
class Column:
    """A column, in points from the left edge of the paper."""

    x: float
    width: float
    inset: float = 0.0
    """Between the column's edge and its text."""

    @property
    def room(self) -> float:
        return self.width - 2 * self.inset


@dataclass(frozen=True)
class Cell:
    block: Block = EMPTY
    tint: str = ""


def side_by_side(look: Look, widths: Sequence[float], inset: float = 0.0) -> list[Column]:
    """Columns of these widths from the left edge of the frame."""
    found = []
    x = look.frame.left
    for width in widths:
        found.append(Column(x, width, inset))
        x += width
    return found


def table(columns: Sequence[Column], head: Sequence[Block], rows: Sequence[Sequence[Cell]], look: Look) -> list[Part]:
    """The parts of a table: its head, kept with the first row and repeated on every page, and its rows."""
    pad = look.gap(2.9)
    head_height = max(block.height for block in head) + look.gap(4.5)
    width = sum(column.width for column in columns)

    def draw_head(sheet: Sheet, y: float) -> None:
        for column, block in zip(columns, head, strict=True):
            sheet.text(block, column.x + column.inset, y + (head_height - look.gap(2) - block.height) / 2)
        sheet.rule(columns[0].x, y + head_height, width, colour=RULE, thickness=0.8)

    top = Part(head_height, draw_head, with_next=True)
    parts = [top]
    for row in rows:
        parts += [
            _row(columns, piece, pad, top, is_first=n == 0, is_last=n + 1 == len(pieces))
            for pieces in [_cut(row, look)]
            for n, piece in enumerate(pieces)
        ]
    return parts


def _cut(row: Sequence[Cell], look: Look) -> list[list[Cell]]:
    tallest = max(cell.block.height for cell in row)
    if tallest <= look.frame.height * _MOST_OF_A_PAGE:
        return [list(row)]
    most = int(look.frame.height * _MOST_OF_A_PAGE * 0.5 / look.body.line)
    cuts = [cell.block.cut(most) for cell in row]
    return [
        [Cell(cut[n] if n < len(cut) else EMPTY, cell.tint) for cut, cell in zip(cuts, row, strict=True)]
        for n in range(max(len(cut) for cut in cuts))
    ]


def _row(
    columns: Sequence[Column], row: Sequence[Cell], pad: float, head: Part, *, is_first: bool, is_last: bool
) -> Part:
    above, below = pad * is_first, pad * is_last
    text = max(cell.block.height for cell in row)
    height = text + above + below
    centred = is_first and is_last and text < 12 * pad * 3

    def draw(sheet: Sheet, y: float) -> None:
        for column, cell in zip(columns, row, strict=True):
            if cell.tint:
                sheet.box(column.x, y + 0.4, column.width, height - 0.4, fill=cell.tint)  # below the rule
        for column, cell in zip(columns, row, strict=True):
            down = (text - cell.block.height) / 2 if centred else 0.0
            sheet.text(cell.block, column.x + column.inset, y + above + down)
        if is_last:
            sheet.rule(columns[0].x, y + height, sum(column.width for column in columns), colour=HAIR)

    return Part(height, draw, again=head)
