"""What a partnership review draws of promises: both sides month by month, and from job order to hire in figures.

Without colour it reads the same: an outline is all of a month's promises, what was kept of them is filled, ours plain
and the client's hatched; the figures stand beside each bar.
"""

from collections.abc import Iterator

from desktop.domain.limits import Unit
from desktop.domain.measures import NOT_ENOUGH, Hiring, Measure, Month, Ratio, Spread, ratio_words
from desktop.domain.roles import Side
from desktop.pdf.check_in_bars import amount, segment
from desktop.pdf.check_in_top import share_words
from desktop.pdf.sheet import GREY, HAIR, Sheet
from desktop.pdf.style import Look, Part
from desktop.pdf.words import Words


def month_parts(months: tuple[Month, ...], names: dict[Side, str], words: Words, look: Look) -> Iterator[Part]:
    """A row for each month, under the names of both sides; nothing where there is no month."""
    if months:
        yield _names(names, look)
    for month in months:
        yield _month(month, words, look)


def _columns(look: Look) -> tuple[float, float, float]:
    """Where ours begins, where the client's does, and how wide each is."""
    frame, first, apart = look.frame, look.frame.width * 0.14, look.gap(12)
    width = (frame.width - first - apart) / 2
    return frame.left + first, frame.left + first + width + apart, width


def _names(names: dict[Side, str], look: Look) -> Part:
    ours, theirs, width = _columns(look)
    sign = look.gap(6)
    blocks = [
        (side, left, look.set(names[side], look.label, width - sign - look.gap(5)))
        for side, left in ((Side.AGENCY, ours), (Side.CLIENT, theirs))
    ]

    def draw(sheet: Sheet, y: float) -> None:
        for side, left, block in blocks:
            sheet.sign(side, left, y + look.gap(2), sign)
            sheet.text(block, left + sign + look.gap(5), y)

    return Part(max(block.height for _side, _left, block in blocks), draw, before=look.gap(2), with_next=True)


def _month(month: Month, words: Words, look: Look) -> Part:
    ours, theirs, width = _columns(look)
    bar, high = width * 0.5, look.gap(8.5)
    label = look.set(words.month(month.first), look.body, ours - look.frame.left - look.gap(4))
    sides = [
        (side, ratio, left, look.set(_ratio(ratio, words), look.quiet, width - bar - look.gap(6)))
        for side, ratio, left in ((Side.AGENCY, month.agency, ours), (Side.CLIENT, month.client, theirs))
    ]
    height = max(label.height, *(said.height for _side, _ratio, _left, said in sides))

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(label, look.frame.left, y)
        for side, ratio, left, said in sides:
            if ratio.share is not None:
                sheet.box(left, y + look.gap(1.5), bar, high, stroke=GREY)
                if ratio.share:
                    segment(sheet, side, left, y + look.gap(1.5), bar * ratio.share, high)
            sheet.text(said, left + bar + look.gap(6), y)

    return Part(height, draw, before=look.gap(3))


def _ratio(ratio: Ratio, words: Words) -> str:
    """As in "17 of 18 (94 %)"."""
    if not ratio.of:
        return words.gettext("nothing was due")
    said = words.gettext("{ratio} ({percent})")
    return said.format(ratio=ratio_words(ratio, words.catalogue), percent=share_words(ratio, words))


def hiring_figures(hiring: Hiring) -> list[tuple[Measure, Spread | Ratio]]:
    """Those of which there is something to say."""
    figures: list[tuple[Measure, Spread | Ratio]] = [
        (Measure.TIME_TO_SUBMIT, hiring.time_to_submit),
        (Measure.CV_TO_INTERVIEW, hiring.cv_to_interview),
        (Measure.INTERVIEW_TO_OFFER, hiring.interview_to_offer),
        (Measure.OFFER_ACCEPTANCE, hiring.offer_acceptance),
        (Measure.TIME_TO_FILL, hiring.time_to_fill),
    ]
    return [(one, figure) for one, figure in figures if (figure.of if isinstance(figure, Ratio) else figure.count)]


def hiring_parts(hiring: Hiring, words: Words, look: Look) -> Iterator[Part]:
    """A line for each figure of which there is something to say."""
    for measure, figure in hiring_figures(hiring):
        said = _ratio(figure, words) if isinstance(figure, Ratio) else _spread(figure, words)
        yield _figure(words.gettext(measure.label), said, look)


def _spread(spread: Spread, words: Words) -> str:
    n = spread.count
    if spread.median is None or spread.ninetieth is None:
        count = words.ngettext("{n} so far", "{n} so far", n).format(n=words.number(n))
        return words.gettext("{ratio} ({percent})").format(ratio=count, percent=words.gettext(NOT_ENOUGH))
    median, ninetieth = (amount(value, Unit.WORKING_DAYS, words) for value in (spread.median, spread.ninetieth))
    return words.gettext("median {median}, nine of ten {ninetieth}").format(median=median, ninetieth=ninetieth)


def _figure(label: str, said: str, look: Look) -> Part:
    frame = look.frame
    width = frame.width * 0.48
    name, value = look.set(label, look.body, width), look.set(said, look.quiet, width)
    height = max(name.height, value.height)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(name, frame.left, y)
        sheet.text(value, frame.left + frame.width / 2, y)
        sheet.rule(frame.left, y + height + look.gap(1), frame.width, colour=HAIR, thickness=0.4)

    return Part(height + look.gap(1), draw, before=look.gap(2))
