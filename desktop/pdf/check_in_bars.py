"""What is drawn on the check-in page: promised and delivered of each step, and who held the ball.

Without colour it reads the same: what was promised is an outline, what was delivered is solid, what only nine of ten
kept is a line with an end; the client's part of a bar is hatched, ours is plain, time on hold is empty.
"""

from decimal import Decimal
from typing import Final

from desktop.domain import wording
from desktop.domain.limits import Unit
from desktop.domain.measures import NOT_ENOUGH, BallDays, StepKept, ratio_words
from desktop.domain.roles import Side
from desktop.pdf.sheet import GREY, INK, SIDE, TINT, Sheet
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.words import Words

LONGEST: Final = 3.0
"""Bars end at so many times of what was promised; the figures beside them say how much it was."""


def step_part(step: StepKept, words: Words, look: Look) -> Part:
    """One step: who, how often in time, and the bars of promised and delivered."""
    frame, t = look.frame, words.catalogue
    sign, apart = look.gap(6), look.gap(8)
    name_width, bars_width = frame.width * 0.34, frame.width * 0.26
    figures_width = frame.width - name_width - bars_width - 2 * apart
    limit = wording.within(step.within, t)
    name = look.set(
        [(step.title, look.strong), (" ", look.body), (limit, look.quiet)], look.body, name_width - sign - look.gap(5)
    )
    figures = look.set(_figures(step, words), look.quiet, figures_width)
    height = max(name.height, figures.height, look.gap(11))
    bars = frame.left + name_width + apart

    def draw(sheet: Sheet, y: float) -> None:
        sheet.sign(step.side, frame.left, y + look.gap(3), sign)
        sheet.text(name, frame.left + sign + look.gap(5), y)
        _bars(sheet, step, look, bars, y, bars_width)
        sheet.text(figures, bars + bars_width + apart, y)

    return Part(height, draw, before=look.gap(3))


def _figures(step: StepKept, words: Words) -> str:
    kept = words.gettext("{ratio} on time").format(ratio=ratio_words(step.kept.on_time, words.catalogue))
    if step.within is None or step.within.unit == Unit.WEEKS_APART:
        return kept
    if step.unit is None or step.taken.median is None or step.taken.ninetieth is None:
        return words.gettext("{kept}; time taken: {what}").format(kept=kept, what=words.gettext(NOT_ENOUGH))
    return words.gettext("{kept}; median {median}, nine of ten {ninetieth}").format(
        kept=kept,
        median=amount(step.taken.median, step.unit, words),
        ninetieth=amount(step.taken.ninetieth, step.unit, words),
    )


def _bars(sheet: Sheet, step: StepKept, look: Look, x: float, y: float, width: float) -> None:
    """Outline: promised. Solid: delivered, the middle one. Line: nine of ten. Rhythms have no bars."""
    if step.within is None or not step.within.unit.is_duration:
        return
    one, high = width / LONGEST, look.gap(8.5)
    top = y + look.gap(1.5)
    middle, ninetieth = step.kept.taken.median, step.kept.taken.ninetieth
    sheet.box(x, top, one, high, stroke=GREY)
    if middle is None or ninetieth is None:
        return
    inset = look.gap(2.4)
    end = min(ninetieth, LONGEST) * one
    sheet.box(x, top + inset, min(middle, LONGEST) * one, high - 2 * inset, fill=SIDE[step.side])
    sheet.rule(x, top + high / 2, end, colour=INK, thickness=0.8)
    sheet.box(x + end - 0.8, top + inset - 0.6, 0.8, high - 2 * inset + 1.2, fill=INK)


def key_part(words: Words, look: Look) -> Part:
    """What the bars mean."""
    said = words.gettext(
        "Outline: time promised. Solid: time taken, the median. Line: nine of ten took no longer. Working time, pauses"
        " left out."
    )
    return text_part(look.set(said, look.small, look.frame.width), look.frame.left, with_next=True)


def ball_parts(ball: BallDays, names: dict[Side, str], words: Words, look: Look) -> list[Part]:
    """One bar in parts, and under it whose they are, with their days. Nothing where nothing ran."""
    days = ((Side.AGENCY, ball.agency), (Side.CLIENT, ball.client), (None, ball.hold))
    total = sum(n for _side, n in days)
    if total <= 0:
        return []
    frame, high, sign = look.frame, look.gap(10), look.gap(6)
    heading = look.set(words.gettext("Who held the ball, and for how long"), look.heading, frame.width)
    third = frame.width / 3
    labels = [
        look.set(
            words.gettext("{name}: {days}").format(
                name=names[side] if side else words.gettext("on hold"), days=amount(n, Unit.CALENDAR_DAYS, words)
            ),
            look.quiet,
            third - sign - look.gap(10),
        )
        for side, n in days
    ]

    def draw(sheet: Sheet, y: float) -> None:
        x = frame.left
        for n, (side, part) in enumerate(days):
            width = frame.width * part / total
            if width >= 1:
                _segment(sheet, side, x, y, width, high)
            x += width
            left, top = frame.left + n * third, y + high + look.gap(3)
            if side:
                sheet.sign(side, left, top + look.gap(2.5), sign)
            else:
                sheet.box(left, top + look.gap(2.5), sign, sign, stroke=GREY)
            sheet.text(labels[n], left + sign + look.gap(4), top)

    height = high + look.gap(3) + max(label.height for label in labels)
    return [
        text_part(heading, frame.left, before=look.gap(8), with_next=True),
        Part(height, draw, before=look.gap(3)),
    ]


def _segment(sheet: Sheet, side: Side | None, x: float, y: float, width: float, high: float) -> None:
    if side is None:
        sheet.box(x, y, width, high, stroke=GREY)
        return
    sheet.box(x, y, width, high, fill=TINT[side])
    if side == Side.CLIENT:
        for n in range(int(width / 4)):
            sheet.box(x + 2 + n * 4, y, 0.7, high, fill=SIDE[side])
    sheet.box(x, y, width, high, stroke=SIDE[side])


def amount(value: float, unit: Unit, words: Words) -> str:
    """As in "1.5 days", "8 hours"; one decimal below ten."""
    number = Decimal(str(round(value, 1))) if value < 10 else Decimal(round(value))
    n = 1 if number == 1 else max(2, int(number))
    if unit == Unit.WORKING_HOURS:
        said = words.ngettext("{n} hour", "{n} hours", n)
    else:
        said = words.ngettext("{n} day", "{n} days", n)
    return said.format(n=words.number(number.normalize() + 0 if number == number.to_integral_value() else number))
