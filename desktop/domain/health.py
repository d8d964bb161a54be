"""How it goes with a client: reasons, each with what it stands on. Never a bare score, and never on shared paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.formats import format_list
from desktop.i18n import N_, _, ngettext

POOR = 2
"""A pulse of this or less needs care."""


class ReasonKind(StrEnum):
    """Why a client needs care, most pressing first."""

    LATE = "late"
    QUIET = "quiet"
    ACTIONS = "actions"
    PULSE = "pulse"
    UNSIGNED = "unsigned"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    ReasonKind.LATE: N_("Late promises"),
    ReasonKind.QUIET: N_("Quiet for too long"),
    ReasonKind.ACTIONS: N_("Overdue actions"),
    ReasonKind.PULSE: N_("A poor check-in"),
    ReasonKind.UNSIGNED: N_("Working without a signed agreement"),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of one job order of the client at this moment."""

    job_order_id: UUID
    title: str
    late_ours: int = 0
    late_theirs: int = 0
    quiet_from: datetime | None = None
    last_check_in: datetime | None = None
    ours: int | None = None
    """The newest pulse, 1 to 5."""
    theirs: int | None = None
    is_unsigned: bool = False
    """Whether the search is open without a signed agreement."""


@dataclass(frozen=True, kw_only=True)
class OverdueAction:
    """An action whose day has passed."""

    meeting_id: UUID
    job_order_id: UUID | None
    text: str
    due: date


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason, in words, and where it leads."""

    kind: ReasonKind
    words: str
    number: int = 1
    """How many promises are late; days of quiet, 0 where there was no check-in yet."""
    job_order_id: UUID | None = None
    meeting_id: UUID | None = None


def reasons(standings: Sequence[Standing], overdue: Sequence[OverdueAction], now: datetime) -> tuple[Reason, ...]:
    """Why this client needs care, the most pressing kind first; empty when all is well."""
    found = [
        reason
        for one in standings
        for reason in (_late(one), _quiet(one, now), _pulse(one), _unsigned(one))
        if reason is not None
    ]
    found += [_action(one, now) for one in overdue]
    order = list(ReasonKind)
    return tuple(sorted(found, key=lambda reason: order.index(reason.kind)))


def in_short(found: Sequence[Reason]) -> str:
    """As in "Needs care: 2 late promises, 9 days quiet"; "All well" without a reason."""
    if not found:
        return _("All well")
    parts = [_of_kind(kind, [r.number for r in found if r.kind == kind]) for kind in ReasonKind]
    return _("Needs care: {reasons}").format(reasons=format_list([part for part in parts if part], last_and=False))


def _of_kind(kind: ReasonKind, numbers: list[int]) -> str:
    if not numbers:
        return ""
    if kind == ReasonKind.QUIET:
        most = max(numbers)
        return ngettext("{n} day quiet", "{n} days quiet", most).format(n=most) if most else _("no check-in yet")
    n = sum(numbers)
    match kind:
        case ReasonKind.LATE:
            words = ngettext("{n} late promise", "{n} late promises", n)
        case ReasonKind.ACTIONS:
            words = ngettext("{n} overdue action", "{n} overdue actions", n)
        case ReasonKind.PULSE:
            words = ngettext("{n} poor check-in", "{n} poor check-ins", n)
        case _:
            words = ngettext("{n} search without an agreement", "{n} searches without an agreement", n)
    return words.format(n=n)


def _late(one: Standing) -> Reason | None:
    count = one.late_ours + one.late_theirs
    if not count:
        return None
    words = ngettext("{title}: {n} late promise ({ours} ours)", "{title}: {n} late promises ({ours} ours)", count)
    said = words.format(title=one.title, n=count, ours=one.late_ours)
    return Reason(kind=ReasonKind.LATE, words=said, number=count, job_order_id=one.job_order_id)


def _quiet(one: Standing, now: datetime) -> Reason | None:
    if one.quiet_from is None or now <= one.quiet_from:
        return None
    days = 0
    if one.last_check_in is None:
        words = _("{title}: no check-in yet").format(title=one.title)
    else:
        days = (now - one.last_check_in).days
        words = ngettext("{title}: quiet for {n} day", "{title}: quiet for {n} days", days)
        words = words.format(title=one.title, n=days)
    return Reason(kind=ReasonKind.QUIET, words=words, number=days, job_order_id=one.job_order_id)


def _pulse(one: Standing) -> Reason | None:
    if one.theirs is not None and one.theirs <= POOR:
        words = _("{title}: the client gives it {n} of 5").format(title=one.title, n=one.theirs)
    elif one.ours is not None and one.ours <= POOR:
        words = _("{title}: we give it {n} of 5").format(title=one.title, n=one.ours)
    else:
        return None
    return Reason(kind=ReasonKind.PULSE, words=words, job_order_id=one.job_order_id)


def _unsigned(one: Standing) -> Reason | None:
    if not one.is_unsigned:
        return None
    words = _("{title}: the search is open without a signed agreement").format(title=one.title)
    return Reason(kind=ReasonKind.UNSIGNED, words=words, job_order_id=one.job_order_id)


def _action(one: OverdueAction, now: datetime) -> Reason:
    days = (now.astimezone().date() - one.due).days
    words = ngettext("“{text}” is {n} day overdue", "“{text}” is {n} days overdue", days).format(text=one.text, n=days)
    return Reason(kind=ReasonKind.ACTIONS, words=words, job_order_id=one.job_order_id, meeting_id=one.meeting_id)
