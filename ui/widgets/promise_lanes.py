"""The lanes of a tracked process: what is done, what runs now, to the scale of what was promised."""

from datetime import timedelta

from desktop.domain.outlook import TrackedLine
from desktop.domain.plan import lay_out
from desktop.domain.promises import PromiseState
from desktop.formats import format_time
from desktop.i18n import _
from desktop.services.promises import Tracked
from ui.widgets import lanes
from ui.widgets.due_words import day_words
from ui.widgets.lanes import BarState, LaneBar
from ui.widgets.promise_words import who_does


def bars_of(tracked: Tracked) -> list[LaneBar]:
    """A bar for each step that takes time."""
    content = tracked.ground.now.content
    titles = {step.id: step.title for step in content.steps}
    states = {id: _state([line for line in tracked.lines if line.step.id == id], tracked) for id in titles}
    return lanes.bars_of(lay_out(content.steps, hours_a_day=content.week.hours_a_day), titles, states)


def now_words(tracked: Tracked) -> str:
    """Stands below the bar of the promise that counts now."""
    ball = tracked.ball
    if ball is None or tracked.tracking.on_hold is not None:
        return ""
    due, here = ball.due_at.astimezone(), tracked.now.astimezone()
    facts = {
        "who": who_does(ball.does),
        "time": format_time(due.time()),
        "day": day_words(due.date(), here.date()),
    }
    if tracked.now > ball.due_at:
        return _("Now: {who}, late since {day}").format(**facts)
    if due.date() == here.date():
        return _("Now: {who}, due today {time}").format(**facts)
    if due.date() == here.date() + timedelta(days=1):
        return _("Now: {who}, due tomorrow {time}").format(**facts)
    return _("Now: {who}, due {day}").format(**facts)


def _state(lines: list[TrackedLine], tracked: Tracked) -> BarState:
    promises = [line.promise for line in lines if line.promise is not None]
    if tracked.ball is not None and any(p.id == tracked.ball.id for p in promises):
        return "now"
    if any(line.state == PromiseState.LATE for line in lines):
        return "late"
    if any(p.is_open for p in promises):
        return "open"
    return "done" if any(p.done_at for p in promises) else "open"  # what is cancelled or excused may not be done
