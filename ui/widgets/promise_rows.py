"""What the tracked lines of a job order say, one row each, ready to be painted."""

from typing import NamedTuple
from uuid import UUID

from desktop.domain.ground import Ground
from desktop.domain.outlook import TrackedLine, promise_day, seconds_left
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.roles import Role
from desktop.i18n import _
from desktop.services.promises import Tracked
from ui.widgets.due_words import due_tone
from ui.widgets.promise_words import (
    delivered_words,
    promised_words,
    slid_words,
    state_words,
    when_words,
    who_does,
)
from ui.widgets.side_mark import SideName, side_name


class PromiseRow(NamedTuple):
    """One row. Tones are tokens of colours; `promised_days` and `taken_days` are what the bar shows."""

    step_id: UUID
    promise_id: UUID | None
    number: int
    icon: str
    icon_tone: str
    state: str
    title: str
    reference: str
    side: SideName
    who: str
    stands_in: str
    """Who does it now, while a deputy stands in for somebody."""
    promised: str
    promised_days: float
    taken_days: float
    delivered: str
    tone: str
    when: str
    slid: str
    """By how much it is later because somebody else was, and who."""
    tint: str
    """late, soon (due today), or nothing."""
    is_ball: bool
    is_cancelled: bool

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        return self.step_id, self.promise_id

    @property
    def when_in_full(self) -> str:
        """With why it is later than planned, where it is."""
        return _("{when}, {slid}").format(when=self.when, slid=self.slid) if self.slid else self.when


def rows_of(tracked: Tracked) -> list[PromiseRow]:
    """A row for each line; of what comes again and again only the newest."""
    order = {candidate.id: n for n, candidate in enumerate(tracked.tracking.candidates)}
    lines: list[TrackedLine] = []
    for line in sorted(
        tracked.lines, key=lambda one: (one.number, order.get(one.candidate.id, 0) if one.candidate else 0)
    ):
        again = lines and lines[-1].step.id == line.step.id and _is_rhythm(line) and lines[-1].promise is not None
        if again:
            lines.pop()
        lines.append(line)
    return [_row(line, tracked) for line in lines]


def stand_in(tracked: Tracked, does: tuple[Role, ...]) -> str:
    """As in "Ana Costa (for Priya Nair)" while a deputy stands in for one of `does`; nothing while nobody does."""
    found = next((h for role in does if (h := tracked.holder(role)) and h.stands_in_for), None)
    if found is None:
        return ""
    return _("{deputy} (for {person})").format(deputy=found.name, person=found.stands_in_for)


def without_cancelled(rows: list[PromiseRow]) -> list[PromiseRow]:
    """The rows that were not cancelled; of a step that has no other, the last one stands for it."""
    kept = {row.step_id for row in rows if not row.is_cancelled}
    only = {row.step_id: row.key for row in rows if row.step_id not in kept}
    return [row for row in rows if not row.is_cancelled or only.get(row.step_id) == row.key]


def line_of(tracked: Tracked, row: PromiseRow) -> TrackedLine | None:
    """The line that a row was made from, as it is now."""
    for line in tracked.lines:
        if (line.step.id, line.promise.id if line.promise else None) == row.key:
            return line
    return None


def _row(line: TrackedLine, tracked: Tracked) -> PromiseRow:
    promise, ground, now = line.promise, tracked.ground, tracked.now
    delivered, tone = delivered_words(line, ground, now)
    icon, icon_tone = _mark(line, tone)
    runs = promise is not None and promise.is_open and promise.paused_since is None
    promised_days, taken_days = _bar(line, ground, tracked)
    return PromiseRow(
        step_id=line.step.id,
        promise_id=promise.id if promise else None,
        number=line.number,
        icon=icon,
        icon_tone=icon_tone,
        state=state_words(line),
        title=_title(line),
        reference=line.candidate.reference if line.candidate else "",
        side=side_name({side.value for side in line.step.sides}),
        who=who_does(line.step.does if promise is None else promise.does),
        stands_in=stand_in(tracked, promise.does) if promise is not None and promise.is_open else "",
        promised=promised_words(line.step.within if promise is None else promise.within),
        promised_days=promised_days,
        taken_days=taken_days,
        delivered=delivered,
        tone=tone,
        when=when_words(line, now),
        slid=slid_words(promise, ground),
        tint=due_tone(promise.due_at, now) if promise and runs else "",
        is_ball=promise is not None and tracked.ball is not None and promise.id == tracked.ball.id,
        is_cancelled=line.state == PromiseState.CANCELLED,
    )


def _title(line: TrackedLine) -> str:
    title = line.promise.title if line.promise else line.step.title
    if line.left_out_of is None:
        return title
    return _("{title} (of version {number})").format(title=title, number=line.left_out_of)


def _mark(line: TrackedLine, tone: str) -> tuple[str, str]:
    """The icon of a state: each has its own shape. Nothing for what has not begun: its number stands there."""
    promise = line.promise
    if promise is None:
        return "", "text2"
    if promise.is_open:
        if promise.paused_since:
            return "pause", "text2"
        return ("circle-alert", "late") if line.state == PromiseState.LATE else ("clock", tone)
    return {
        PromiseState.EXCUSED: ("minus", "text2"),
        PromiseState.CANCELLED: ("circle-slash", "muted"),
    }.get(promise.state, ("check", "late" if promise.was_late else "ok"))


def _bar(line: TrackedLine, ground: Ground, tracked: Tracked) -> tuple[float, float]:
    """How many days were promised and taken; nothing for points, and for what was never done."""
    promise, within = line.promise, line.step.within
    if promise is None:
        if within is None or Pattern.of(within) == Pattern.POINT:
            return 0.0, 0.0
        return within.working_days(ground.now.content.week.hours_a_day), 0.0
    if promise.pattern == Pattern.POINT or promise.state == PromiseState.CANCELLED:
        return 0.0, 0.0
    day = promise_day(promise, ground)
    return promise.promised / day, _taken(promise, tracked) / day


def _taken(promise: Promise, tracked: Tracked) -> float:
    if promise.taken is not None:
        return promise.taken
    if not promise.is_open:
        return 0.0
    return max(0, promise.promised - seconds_left(promise, tracked.ground, tracked.now))


def _is_rhythm(line: TrackedLine) -> bool:
    within = line.promise.within if line.promise else line.step.within
    return within is not None and Pattern.of(within) == Pattern.RHYTHM


def spoken(row: PromiseRow) -> str:
    """The name of a row's step, with the candidate where there is one."""
    if not row.reference:
        return row.title
    return _("{title} · {reference}").format(title=row.title, reference=row.reference)
