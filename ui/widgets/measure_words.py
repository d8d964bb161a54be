"""What figures say, in words: the same on the tiles, in the charts' tables and to a screen reader."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from desktop.domain import wording
from desktop.domain.limits import Unit
from desktop.domain.measures import NOT_ENOUGH, BallDays, Kept, Ratio, Spread, StepKept, ratio_words, whole_percent
from desktop.domain.roles import Side
from desktop.formats import format_list, format_number
from desktop.i18n import _, ngettext, screen


def side_words(side: Side) -> str:
    """Us or them, as one speaks of it in a check-in."""
    return _("Us") if side == Side.AGENCY else _("Them")


def share_words(ratio: Ratio) -> str:
    """As in "82%"; what it says instead where there is not enough."""
    return _(NOT_ENOUGH) if ratio.share is None else percent(ratio.share)


def percent(share: float) -> str:
    """As in "82%"."""
    return _("{n}%").format(n=whole_percent(share))


def counted(ratio: Ratio) -> str:
    """As in "31 of 38"."""
    return ratio_words(ratio, screen())


def share_in_full(ratio: Ratio) -> str:
    """As in "82% (31 of 38)"."""
    if not ratio.of:
        return _("nothing was due")
    return _("{share} ({count})").format(share=share_words(ratio), count=counted(ratio))


def number(value: float) -> str:
    """With one decimal where there is one: 1.5, 2."""
    rounded = Decimal(str(round(value, 1)))
    return format_number(int(rounded) if rounded == int(rounded) else rounded)


def amount_words(value: float, unit: Unit) -> str:
    """As in "1.5 days", "8 hours"; working days are simply days."""
    return _in_unit(number(value), value, unit)


def amounts_words(values: Sequence[float], unit: Unit) -> str:
    """As in "1.5, 2 and 0.5 days"."""
    return _in_unit(format_list([number(value) for value in values]), values[-1], unit)


def _in_unit(said: str, value: float, unit: Unit) -> str:
    n = 1 if round(value, 1) == 1 else max(2, ceil(value))
    if unit == Unit.WORKING_HOURS:
        return ngettext("{n} hour", "{n} hours", n).format(n=said)
    if unit == Unit.CALENDAR_DAYS:
        return ngettext("{n} calendar day", "{n} calendar days", n).format(n=said)
    return ngettext("{n} day", "{n} days", n).format(n=said)


def beside_words(kept: Kept) -> str:
    """What stands beside the share: how many are late now, and the excused, which count apart."""
    parts = []
    if kept.late_now:
        parts.append(ngettext("{n} still late", "{n} still late", kept.late_now).format(n=kept.late_now))
    if kept.excused:
        parts.append(ngettext("{n} excused", "{n} excused", kept.excused).format(n=kept.excused))
    return format_list(parts, last_and=False) if parts else ""


def kept_words(kept: Kept) -> str:
    """As in "82% (31 of 38), 2 still late, 1 excused"."""
    beside = beside_words(kept)
    share = share_in_full(kept.on_time)
    return format_list([share, beside], last_and=False) if beside else share


def days_words(days: float) -> str:
    """As in "12 days"; below one day with a decimal."""
    return amount_words(days if days < 10 else round(days), Unit.WORKING_DAYS)


def ball_words(ball: BallDays) -> str:
    """Who held the ball how long."""
    return format_list(
        [
            _("agency {days}").format(days=days_words(ball.agency)),
            _("client {days}").format(days=days_words(ball.client)),
            _("on hold {days}").format(days=days_words(ball.hold)),
        ],
        last_and=False,
    )


def median_words(spread: Spread) -> str:
    """The middle one of calendar days; what it says instead where there is not enough."""
    return _(NOT_ENOUGH) if spread.median is None else amount_words(spread.median, Unit.WORKING_DAYS)


def ninetieth_words(spread: Spread) -> str:
    """What stands below the median."""
    if spread.ninetieth is None:
        return ngettext("{n} so far", "{n} so far", spread.count).format(n=spread.count)
    return _("90th percentile {days}").format(days=amount_words(spread.ninetieth, Unit.WORKING_DAYS))


def promised_words(step: StepKept) -> str:
    """What was promised: each limit that was agreed for it."""
    return wording.limits(step.limits, screen()) if step.limits else "–"


def is_timed(step: StepKept) -> bool:
    """Whether its time taken is measured; a rhythm's is not."""
    return any(limit.unit.is_duration for limit in step.limits)


def taken_words(step: StepKept, *, ninetieth: bool = False) -> str:
    """The median time taken, or the 90th percentile; in parts of what was promised where there were several limits."""
    if not is_timed(step):
        return "–"
    value = step.taken.ninetieth if ninetieth else step.taken.median
    share = step.kept.taken.ninetieth if ninetieth else step.kept.taken.median
    if len(step.limits) == 1 and step.unit and value is not None:
        return amount_words(value, step.unit)
    return _(NOT_ENOUGH) if share is None else percent(share)


def times_words(step: StepKept) -> str:
    """Short, beside a bar: "1.2 · 2.8 of 2 days"."""
    promised, share = promised_words(step), step.kept.taken
    if not is_timed(step) or share.median is None or share.ninetieth is None:
        return promised
    median, ninetieth = percent(share.median), percent(share.ninetieth)
    if len(step.limits) == 1 and step.taken.median is not None and step.taken.ninetieth is not None:
        median, ninetieth = number(step.taken.median), number(step.taken.ninetieth)
    return _("{median} · {ninetieth} of {promised}").format(median=median, ninetieth=ninetieth, promised=promised)


def step_in_full(step: StepKept) -> str:
    """All there is to say of a step, a line each."""
    lines = [_("{title}: {value}").format(title=step.title, value=kept_words(step.kept))]
    lines.append(_("Promised: {limits}").format(limits=promised_words(step)))
    if is_timed(step):
        lines.append(_("Median: {time}").format(time=taken_words(step)))
        lines.append(_("90th percentile: {time}").format(time=taken_words(step, ninetieth=True)))
    return "\n".join(lines)
