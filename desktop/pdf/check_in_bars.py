"""What is drawn on the check-in page: promised and delivered of each step, and who held the ball.

Without colour it reads the same: what was promised is an outline, what was delivered is solid, what nine of ten did not
exceed is a line with an end; the client's part of a bar is hatched, ours is plain, time on hold is empty.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from desktop.domain.limits import Unit
from desktop.domain.measures import NOT_ENOUGH, BallDays, StepKept, ratio_words, whole_percent
from desktop.domain.roles import Side
from desktop.pdf.sheet import GREY, INK, SIDE, TINT, Sheet
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.words import Words

_FURTHEST: Final = 3.0
"""Bars end at so many times of what was promised; the figures beside them say how much it was."""


def reach(steps: Sequence[StepKept]) -> float:
    """How far the bars of these steps go, in times of what was promised: one scale for all of them."""
    taken = [part for step in steps for part in (step.kept.taken.ninetieth or 0.0, *step.each)]
    return min(_FURTHEST, max([1.0, *taken]))


def step_part(step: StepKept, furthest: float, words: Words, look: Look, said: str | None = None) -> Part:
    """One step: whose, how often in time, and the bars of promised and delivered, to the scale of `reach`.

    `said`: other figures than the usual ones.
    """
    frame, sign, apart = look.frame, look.gap(6), look.gap(8)
    name_width, limit_width, bars_width = frame.width * 0.32, frame.width * 0.11, frame.width * 0.14
    figures_width = frame.width - name_width - limit_width - bars_width - 3 * apart
    limits = words.limits(step.limits)
    name = look.set(step.title, look.strong, name_width - sign - look.gap(5))
    limit = look.set(limits, look.quiet, limit_width)
    figures = look.set(_figures(step, words) if said is None else said, look.quiet, figures_width)
    bars = frame.left + name_width + limit_width + 2 * apart

    def draw(sheet: Sheet, y: float) -> None:
        sheet.sign(step.side, frame.left, y + look.gap(3), sign)
        sheet.text(name, frame.left + sign + look.gap(5), y)
        sheet.text(limit, frame.left + name_width + apart, y)
        if any(limit.unit.is_duration for limit in step.limits):
            _bars(sheet, step, look, bars, y, bars_width / furthest, bars_width)
        sheet.text(figures, bars + bars_width + apart, y)

    return Part(max(name.height, limit.height, figures.height, look.gap(11)), draw, before=look.gap(3))


def _figures(step: StepKept, words: Words) -> str:
    kept, times = on_time_words(step, words), median_and_ninetieth(step, words)
    if not step.kept.on_time.of or not any(limit.unit.is_duration for limit in step.limits):
        return kept
    if times is None:
        few = words.gettext("{kept} ({what})")
        if step.kept.on_time.share is not None:  # enough to say how often, and not how quickly
            few = words.gettext("{kept}; time taken: {what}")
        return few.format(kept=kept, what=words.gettext(NOT_ENOUGH))
    said = words.gettext("{kept}; median {median}, nine of ten {ninetieth}")
    return said.format(kept=kept, median=times[0], ninetieth=times[1])


def on_time_words(step: StepKept, words: Words) -> str:
    """As in "5 of 6 on time, 1 excused"."""
    n = step.kept.excused
    excused = words.ngettext("{n} excused", "{n} excused", n).format(n=words.number(n))
    if not step.kept.on_time.of:
        return excused
    kept = words.gettext("{ratio} on time").format(ratio=ratio_words(step.kept.on_time, words.catalogue))
    return words.listed([kept, excused], last_and=False) if n else kept


def median_and_ninetieth(step: StepKept, words: Words) -> tuple[str, str] | None:
    """As in "1.4 days" and "4.5 days"; None where there is not enough."""
    share, taken = step.kept.taken, step.taken
    if share.median is None or share.ninetieth is None:
        return None
    if len(step.limits) == 1 and step.unit and taken.median is not None and taken.ninetieth is not None:
        return amount(taken.median, step.unit, words), amount(taken.ninetieth, step.unit, words)
    return percent(share.median, words), percent(share.ninetieth, words)  # of several limits, in parts of them


def _bars(sheet: Sheet, step: StepKept, look: Look, x: float, y: float, one: float, width: float) -> None:
    """`one` is how wide the time promised is drawn."""
    high, top, inset = look.gap(8.5), y + look.gap(1.5), look.gap(2.4)
    sheet.box(x, top, one, high, stroke=GREY)
    for share in step.each:
        sheet.box(
            x + min(share * one, width) - 1.2, top + inset - 0.6, 2.4, high - 2 * inset + 1.2, fill=SIDE[step.side]
        )
    median, ninetieth = step.kept.taken.median, step.kept.taken.ninetieth
    if median is None or ninetieth is None:
        return
    end = min(ninetieth * one, width)
    sheet.box(x, top + inset, min(median * one, width), high - 2 * inset, fill=SIDE[step.side])
    sheet.rule(x, top + high / 2, end, colour=INK, thickness=0.8)
    sheet.box(x + end - 0.8, top + inset - 0.6, 0.8, high - 2 * inset + 1.2, fill=INK)


def key_part(words: Words, look: Look) -> Part:
    """What the bars mean."""
    said = words.gettext(
        "Outline: time promised. Solid: time taken, the median. Line: nine of ten took no longer. Marks: each one,"
        " while there are fewer than five. Working time, pauses left out."
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
    labels = []
    for side, n in days:  # name and days apart: a name that runs the other way would take the days with it
        said = look.set(amount(n, Unit.WORKING_DAYS, words), look.strong, third)
        name = names[side] if side else words.gettext("on hold")
        labels.append((side, look.set(name, look.quiet, third - said.width - sign - look.gap(16)), said))

    def draw(sheet: Sheet, y: float) -> None:
        x, top = frame.left, y + high + look.gap(3)
        for n, (side, name, said) in enumerate(labels):
            width = frame.width * days[n][1] / total
            if width >= 1:
                segment(sheet, side, x, y, width, high)
            x += width
            left = frame.left + n * third
            if side:
                sheet.sign(side, left, top + look.gap(2.5), sign)
            else:
                sheet.box(left, top + look.gap(2.5), sign, sign, stroke=GREY)
            sheet.text(name, left + sign + look.gap(4), top)
            sheet.text(said, left + sign + look.gap(8) + name.width, top)

    height = high + look.gap(3) + max(name.height for _side, name, _said in labels)
    return [
        text_part(heading, frame.left, before=look.gap(8), with_next=True),
        Part(height, draw, before=look.gap(3)),
    ]


def segment(sheet: Sheet, side: Side | None, x: float, y: float, width: float, high: float) -> None:
    """A bar of ours, plain; of the client's, hatched; of nobody's, empty: the same without colour."""
    if side is None:
        sheet.box(x, y, width, high, stroke=GREY)
        return
    sheet.box(x, y, width, high, fill=TINT[side])
    if side == Side.CLIENT:
        for n in range(int(width / 4)):
            sheet.box(x + 2 + n * 4, y, 0.7, high, fill=SIDE[side])
    sheet.box(x, y, width, high, stroke=SIDE[side])


def amount(value: float, unit: Unit, words: Words) -> str:
    """As in "1.5 days", "8 hours"; one decimal below ten. Working days are simply days, as in the limits."""
    tenths = round(value * 10) if value < 10 else round(value) * 10
    n = 1 if tenths == 10 else max(2, tenths // 10)
    said = words.ngettext("{n} day", "{n} days", n)
    if unit == Unit.WORKING_HOURS:
        said = words.ngettext("{n} hour", "{n} hours", n)
    elif unit == Unit.CALENDAR_DAYS:
        said = words.ngettext("{n} calendar day", "{n} calendar days", n)
    return said.format(n=words.number(Decimal(tenths) / 10 if tenths % 10 else tenths // 10))


def percent(share: float, words: Words) -> str:
    """As in "94%"."""
    return words.gettext("{n}%").format(n=words.number(whole_percent(share)))
