"""Limits, origins and consequences in words, the same on screen and paper. `t` is the catalogue of either."""

from collections.abc import Mapping
from gettext import NullTranslations
from uuid import UUID

from desktop.domain.limits import CountedFrom, Origin, Unit, Within
from desktop.domain.steps import Consequence, IfMissed


def within(limit: Within | None, t: NullTranslations) -> str:  # noqa: PLR0911 - one line per unit
    """As in "2 days", "8 hours", "every week"; working days are simply days, as the paper explains."""
    if limit is None:
        return t.gettext("no limit yet")
    n = limit.amount
    match limit.unit:
        case Unit.WORKING_HOURS:
            return t.ngettext("{n} hour", "{n} hours", n).format(n=n)
        case Unit.WORKING_DAYS:
            return t.ngettext("{n} day", "{n} days", n).format(n=n)
        case Unit.CALENDAR_DAYS:
            return t.ngettext("{n} calendar day", "{n} calendar days", n).format(n=n)
        case Unit.WEEKS_APART:
            return t.ngettext("every week", "every {n} weeks", n).format(n=n)
        case Unit.BEFORE_SIGNING:
            return t.gettext("before signing")
        case Unit.BEFORE_SEARCH:
            return t.gettext("before the search")


def counted_from(counted: CountedFrom, numbers: Mapping[UUID, int], t: NullTranslations, *, date: str = "") -> str:
    """As in "job order received", "step 3", "each interview".

    `numbers` gives each step's place, `date` the date already in words.
    """
    match counted.origin:
        case Origin.JOB_ORDER_RECEIVED:
            return t.gettext("job order received")
        case Origin.AGREEMENT_SIGNED:
            return t.gettext("agreement signed")
        case Origin.STEP:
            number = numbers.get(counted.step_id) if counted.step_id else None
            return t.gettext("step {n}").format(n=number or "?")
        case Origin.CANDIDATE_EVENT:
            return t.gettext(counted.event.label) if counted.event else ""
        case Origin.DATE:
            return date or (counted.on.isoformat() if counted.on else "")


def if_missed(missed: IfMissed, t: NullTranslations) -> str:
    """The consequence as a phrase; own words as they were typed."""
    return missed.words if missed.consequence == Consequence.OWN_WORDS else t.gettext(missed.consequence.label)
