"""Who holds the ball, and for how long: two lanes of bars, to scale, over an axis of working days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Content
from desktop.domain.plan import Bar, lay_out, stacked
from desktop.domain.roles import Side
from desktop.pdf.sheet import BAND, GREY, SIDE, TINT, Sheet
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.text import Block
from desktop.pdf.words import Words

_STEPS_OF_AXIS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class _Drawn:
    x: float
    width: float
    row: int
    label: Block


def lanes_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """The heading, a lane per side, and the axis. Nothing where no step takes any time."""
    plan = lay_out(content.steps, hours_a_day=content.week.hours_a_day)
    bars = [bar for bar in plan.bars if bar.length > 0 and bar.sides]
    if not bars:
        return []
    total = max(plan.total_days, 1)
    heading = look.set(words.gettext("Who holds the ball, and for how long"), look.heading, look.frame.width)
    names = {
        Side.AGENCY: words.gettext("{agency} (us)").format(agency=content.agency_short),
        Side.CLIENT: content.client_short,
    }
    sign = look.gap(7)
    labels = {
        side: look.set(name, look.style(8.4, SIDE[side], bold=True, leading=1.15), look.gap(92))
        for side, name in names.items()
    }
    start = look.frame.left + sign + look.gap(5) + max(label.width for label in labels.values()) + look.gap(6)
    width = look.frame.left + look.frame.width - start
    lanes = [
        _lane([bar for bar in bars if side in bar.sides], side, labels[side], look, start, width / total)
        for side in (Side.AGENCY, Side.CLIENT)
    ]
    return [
        text_part(heading, look.frame.left, before=look.gap(9), with_next=True),
        *lanes,
        _axis(total, words, look, start, width),
    ]


def _lane(bars: Sequence[Bar], side: Side, label: Block, look: Look, start: float, day: float) -> Part:
    drawn = _packed(bars, side, look, start, day)
    row_height, apart, pad = look.gap(13.6), look.gap(1.6), look.gap(0.8)
    rows = max((bar.row for bar in drawn), default=0) + 1
    height = max(rows * (row_height + apart) - apart + 2 * pad, label.height)
    sign = look.gap(7)

    def draw(sheet: Sheet, y: float) -> None:
        left = look.frame.left
        sheet.box(start, y, left + look.frame.width - start, height, fill=BAND)
        sheet.sign(side, left, y + (height - sign) / 2, sign)
        sheet.text(label, left + sign + look.gap(5), y + (height - label.height) / 2)
        for bar in drawn:
            top = y + pad + bar.row * (row_height + apart)
            sheet.box(bar.x, top, bar.width, row_height, fill=TINT[side], stroke=SIDE[side], radius=look.gap(2.6))
            sheet.text(bar.label, bar.x, top + (row_height - bar.label.height) / 2, bar.width, align=0.5)

    return Part(height, draw, before=look.gap(3.5), with_next=True)


def _packed(bars: Sequence[Bar], side: Side, look: Look, start: float, day: float) -> list[_Drawn]:
    """Bars that run at the same time lie under each other. A bar is at least as wide as its number."""
    placed: list[tuple[float, float, Block]] = []
    right = look.frame.left + look.frame.width
    for bar in bars:
        style = look.style(8 if bar.length * day > look.gap(12) else 6.8, SIDE[side], bold=True)
        label = look.set(str(bar.number), style, 100)
        width = max(bar.length * day - 0.8, label.width + look.gap(2.4))
        placed.append((min(start + bar.start * day + 0.4, right - width), width, label))
    rows = stacked([(round(x, 2), round(x + width, 2)) for x, width, _ in placed])
    return [_Drawn(x, width, row, label) for (x, width, label), row in zip(placed, rows, strict=True)]


def _axis(total: int, words: Words, look: Look, start: float, width: float) -> Part:
    """The job order, some days between, and the last one."""

    def label(text: str) -> Block:
        return look.set(text, look.style(7.8, GREY), look.frame.width)

    first = label(words.gettext("Job order"))
    last = label(words.gettext("Day {n}").format(n=words.number(total)))
    apart = last.width + look.gap(24)
    every = next((step for step in _STEPS_OF_AXIS if step * width / total >= apart), total)
    marks = [(first, start)]
    for day in range(every, total, every):
        mark = label(words.gettext("Day {n}").format(n=words.number(day)))
        x = start + day * width / total - mark.width / 2
        if start + first.width + look.gap(8) < x and x + mark.width < start + width - last.width - look.gap(8):
            marks.append((mark, x))
    marks.append((last, start + width - last.width))

    def draw(sheet: Sheet, y: float) -> None:
        for block, x in marks:
            sheet.text(block, x, y)

    return Part(first.height, draw, before=look.gap(3))
