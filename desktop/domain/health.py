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
    ReasonKind.UNSIGNED: N_("Agreements unsigned"),
}


@dataclass(frozen=True, kw_only=True)
class JobOrderHealth:
    """What is known of one job order of the client at this moment."""

    job_order_id: UUID
    title: str
    late_ours: int = 0
    late_theirs: int = 0
    latest: UUID | None = None
    """The promise that is late longest."""
    quiet_from: datetime | None = None
    last_check_in: datetime | None = None
    ours: int | None = None
    """The newest pulse, 1 to 5."""
    theirs: int | None = None
    is_unsigned: bool = False
    """Whether the search is open without a signed agreement."""
    unsigned_version: int | None = None
    """The version that is agreed and waits for signatures."""


@dataclass(frozen=True, kw_only=True)
class OverdueAction:
    """An action whose day has passed."""

    meeting_id: UUID
    line: int
    """Of the meeting's notes, from 1."""
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
    line: int | None = None
    """Of the meeting's notes."""
    promise_id: UUID | None = None


def reasons(
    job_orders: Sequence[JobOrderHealth], overdue: Sequence[OverdueAction], now: datetime
) -> tuple[Reason, ...]:
    """Why this client needs care, the most pressing kind first; empty when all is well."""
    found = [
        reason
        for one in job_orders
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
            words = ngettext("{n} agreement unsigned", "{n} agreements unsigned", n)
    return words.format(n=n)


def _late(one: JobOrderHealth) -> Reason | None:
    count = one.late_ours + one.late_theirs
    if not count:
        return None
    words = ngettext("{title}: {n} late promise ({ours} ours)", "{title}: {n} late promises ({ours} ours)", count)
    said = words.format(title=one.title, n=count, ours=one.late_ours)
    late = ReasonKind.LATE
    return Reason(kind=late, words=said, number=count, job_order_id=one.job_order_id, promise_id=one.latest)


def _quiet(one: JobOrderHealth, now: datetime) -> Reason | None:
    """Against the rhythm that both sides agreed."""
    if one.quiet_from is None or now <= one.quiet_from:
        return None
    days = 0
    if one.last_check_in is None:
        words = _("{title}: no check-in yet").format(title=one.title)
    else:
        days, weeks = (now - one.last_check_in).days, max(1, round((one.quiet_from - one.last_check_in).days / 7))
        if weeks == 1:
            words = ngettext(
                "{title}: quiet for {n} day (you agreed weekly)",
                "{title}: quiet for {n} days (you agreed weekly)",
                days,
            )
        else:
            words = ngettext(
                "{title}: quiet for {n} day (you agreed every {weeks} weeks)",
                "{title}: quiet for {n} days (you agreed every {weeks} weeks)",
                days,
            )
        words = words.format(title=one.title, n=days, weeks=weeks)
    return Reason(kind=ReasonKind.QUIET, words=words, number=days, job_order_id=one.job_order_id)


def _pulse(one: JobOrderHealth) -> Reason | None:
    """Both ways: theirs, ours, or both."""
    theirs, ours = (pulse is not None and pulse <= POOR for pulse in (one.theirs, one.ours))
    if theirs and ours:
        words = _("{title}: the client gives it {theirs} of 5, and we {ours}")
    elif theirs:
        words = _("{title}: the client gives it {theirs} of 5")
    elif ours:
        words = _("{title}: we give it {ours} of 5")
    else:
        return None
    said = words.format(title=one.title, theirs=one.theirs, ours=one.ours)
    return Reason(kind=ReasonKind.PULSE, words=said, job_order_id=one.job_order_id)


def _unsigned(one: JobOrderHealth) -> Reason | None:
    if one.is_unsigned:
        words = _("{title}: the search is open without a signed agreement")
    elif one.unsigned_version is not None:
        words = _("{title}: version {number} is agreed, and not signed yet")
    else:
        return None
    said = words.format(title=one.title, number=one.unsigned_version)
    return Reason(kind=ReasonKind.UNSIGNED, words=said, job_order_id=one.job_order_id)


def _action(one: OverdueAction, now: datetime) -> Reason:
    days = (now.astimezone().date() - one.due).days
    words = ngettext("“{text}” is {n} day overdue", "“{text}” is {n} days overdue", days).format(text=one.text, n=days)
    return Reason(
        kind=ReasonKind.ACTIONS,
        words=words,
        job_order_id=one.job_order_id,
        meeting_id=one.meeting_id,
        line=one.line,
    )
