"""What waits today, as light values: asked for once, then told anew from memory as time passes.

One rule: everything that is listed waits, and counts one. The list, the figures of its headings, the sentence above it
and the figure in the sidebar therefore say the same; `countersign due` lists what of it is late or due today. Listed:

- what is late or due today, of either side: promises, and actions of meetings (due at the end of their day);
- what we promised within a week, and actions and questions of either side within a week or without a day;
- a job order on which it was quiet for too long (a check-in that is due is told there, and only there);
- a job order that waits on its way to a signature.

Days are those of this computer's clock. How late a promise is counts as in the tracker: in the working time of its
side; an action is late in days.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from desktop.domain.calendars import SideHours
from desktop.domain.limits import Within
from desktop.domain.lines import TodayLine, Waiting
from desktop.domain.measures import Ratio
from desktop.domain.roles import Role, Side

T = TypeVar("T")
MOST = 100
"""So many lines of a group are shown; all are counted."""
AHEAD = timedelta(days=7)
"""How far ahead our own promises are shown."""
SOON = timedelta(hours=1)
"""How long before its time a promise is told on the desktop."""
_HOUR, _MINUTE, _AFTER = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
_QUARTER = timedelta(minutes=15)


class DuePromise(NamedTuple):
    """A promise that runs."""

    id: UUID
    job_order_id: UUID
    title: str
    candidate: str
    """Its reference; empty for a promise that is not about one."""
    job: str
    openings: int
    client: str
    side: Side | None
    does: Role | None
    """The first of those who do it."""
    due_at: datetime
    within: Within
    hours: SideHours | None = None
    """Of the side, by the version that it was promised under; None for what is not late."""


class QuietLine(NamedTuple):
    """A job order on which both sides have not checked in for longer than they agreed."""

    job_order_id: UUID
    job: str
    openings: int
    client: str
    since: datetime
    """The last check-in, the signature, or the end of a hold, whichever was last."""
    weeks: int
    """The rhythm agreed."""


class ActionLine(NamedTuple):
    """An action or question of a meeting: overdue, due within a week, or without a day while its job order is open."""

    id: UUID
    meeting_id: UUID
    job_order_id: UUID | None
    """None for a meeting about working together."""
    client_id: UUID
    text: str
    owner: str
    side: Side | None
    due: date | None
    job: str
    openings: int
    client: str
    is_question: bool


@dataclass(frozen=True)
class Group(Generic[T]):
    """At most `MOST` lines, the most pressing first, and how many there are."""

    lines: tuple[T, ...] = ()
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Today:
    """What waits, as it was at one moment."""

    at: datetime = field(compare=False)
    late: Group[DuePromise] = Group()
    due_today: Group[DuePromise] = Group()
    promised: Group[DuePromise] = Group()
    """Ours, due within a week, but not today."""
    late_actions: Group[ActionLine] = Group()
    """Of both sides, from meetings, as all actions here."""
    actions_today: Group[ActionLine] = Group()
    actions: Group[ActionLine] = Group()
    """Due within a week, but not today. Those without a day come last."""
    quiet: Group[QuietLine] = Group()
    waiting: tuple[tuple[Waiting, Group[TodayLine]], ...] = ()
    coming: DuePromise | None = None
    """The promise that is due next of all."""
    next_quiet: datetime | None = None
    """When the next job order becomes quiet for too long."""
    agency: Ratio = field(default=Ratio(), compare=False)
    client: Ratio = field(default=Ratio(), compare=False)
    """Kept on time this month, by the rules of "Promises kept"."""

    @property
    def next_due(self) -> datetime | None:
        return self.coming.due_at if self.coming else None

    @property
    def late_count(self) -> int:
        return self.late.count + self.late_actions.count

    @property
    def due_count(self) -> int:
        """What is due today and not late."""
        return self.due_today.count + self.actions_today.count

    @property
    def count(self) -> int:
        """How much waits: all that is listed."""
        ahead = self.promised.count + self.actions.count + self.quiet.count
        return self.late_count + self.due_count + ahead + sum(group.count for _why, group in self.waiting)

    @property
    def waits(self) -> tuple[TodayLine, ...]:
        """What waits on the way to a signature, the most pressing kind first."""
        return tuple(line for _why, group in self.waiting for line in group.lines)

    @property
    def is_empty(self) -> bool:
        return not self.count


def midnight_after(at: datetime) -> datetime:
    """When the next day begins here."""
    day = at.astimezone().date() + timedelta(days=1)
    return datetime.combine(day, time()).astimezone()


def month_of(at: datetime) -> datetime:
    """When this month began here."""
    return datetime.combine(at.astimezone().date().replace(day=1), time()).astimezone()


def stale_at(today: Today) -> datetime:
    """When what was asked for is no longer right: a promise becomes late, a job order quiet, or a day begins."""
    passing = [at + _AFTER for at in (today.next_due, today.next_quiet) if at is not None]
    return min([midnight_after(today.at), *passing])


def words_change_at(today: Today, now: datetime) -> datetime:
    """When anything that is shown has to be said in other words, as "3 h left" does; at the latest at midnight.

    What became late today is said anew each minute, what is late for longer each quarter of an hour: working time may
    be interrupted and begin again at any of them.
    """
    moments = [midnight_after(now)]
    for line in today.due_today.lines:
        left = line.due_at - now
        if left > timedelta():
            moments.append(now + left % (_HOUR if left >= _HOUR else _MINUTE) + _AFTER)
    for line in today.late.lines:
        step = _MINUTE if line.due_at.astimezone().date() == now.astimezone().date() else _QUARTER
        moments.append(now + step - (now - line.due_at) % step)
    return min(moments)


def soon_at(today: Today) -> Iterator[datetime]:
    """When each promise of today comes to be due within the hour."""
    return (at for line in today.due_today.lines if (at := line.due_at - SOON) > today.at)


def newly(today: Today, since: datetime, now: datetime) -> Iterator[tuple[DuePromise, bool]]:
    """What became late after `since`, and what came to be due within the hour; each with whether it is late."""
    for line in today.late.lines:
        if since < line.due_at <= now:
            yield line, True
    for line in today.due_today.lines:
        if since < line.due_at - SOON <= now:
            yield line, False
