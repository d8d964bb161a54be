"""The screen: one list of what waits, most pressing first. Enter opens the job order where it is waited for.

Where nothing waits, Enter opens that of the promise that is due next.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.domain.job_order import JobState
from desktop.domain.lines import Waiting
from desktop.domain.today import ActionLine, DuePromise, Today, stale_at, words_change_at
from desktop.i18n import _, ngettext
from desktop.services.calendars import made_ready
from desktop.services.places import holidays_at_hand
from ui import background
from ui.alarm import Alarm
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.today.deeds import OpenJob, Remind, TodayDeeds
from ui.screens.today.words import Line, RowId, coming_words, date_words, entries, nothing, row, summary
from ui.theme import ElidedLabel, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import Header
from ui.widgets.two_line_list import Heading, Row, TwoLineList

if TYPE_CHECKING:
    from desktop.app import App  # the window shows Today before SQLAlchemy is imported

OpenMeeting = Callable[[ActionLine], object]
"""Shows the meeting that an action comes from."""
_TABS: dict[str, str] = {Waiting.SIGN_OFF: "agreement", Waiting.WITHOUT_AGREEMENT: "agreement"}


def _wall_clock() -> datetime:
    return datetime.now(UTC)


class TodayScreen(Screen):
    """`open_job(id, tab, promise)` shows a job order; `new_job()` begins one.

    `remind(job order, promise)` writes to its holder. Without `app` it shows what `show_today` is given, until `serve`
    follows. As time passes it says the same in other words from memory; the database is asked when something becomes
    late or quiet, and when a day begins.
    """

    def __init__(
        self,
        app: "App | None",
        bridge: Bridge,
        commands: Commands,
        open_job: OpenJob,
        new_job: Callable[[], object],
        remind: Remind,
        open_meeting: OpenMeeting = lambda _line: None,
    ) -> None:
        super().__init__(bridge)
        self._app, self._open_job, self._open_meeting = app, open_job, open_meeting
        self._today: Today | None = None
        self._lines: dict[Heading | RowId, Line | None] = {}
        self.alarm = Alarm(app.clock if app else _wall_clock, self)
        self.alarm.rang.connect(self._time_passed)
        self.header = Header()
        new = Button(_("New job order"), "plus", key_text("Ctrl+N"), primary=True)
        new.clicked.connect(lambda _checked: new_job())
        self.header.add_action(new)
        self.list = TwoLineList(_("What waits"), wide=True)
        self.list.opened.connect(self._open)
        self.list.current_changed.connect(lambda _id: self._say_keys())
        self._next = Button(_("Open"), "chevron-right", _("Enter"))
        self._next.clicked.connect(lambda _checked: self._open_next())
        self.empty = EmptyState("handshake", _("Nothing is waiting."), " ", (self._next,))
        self._keys = ElidedLabel("", "small")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.list)
        self._column = QVBoxLayout(self)
        for part in (self.header, self._pages, self._keys):
            self._column.addWidget(part, stretch=int(part is self._pages))
        self.deeds = TodayDeeds(self, lambda: self._app, self._due, self._job, open_job, remind, self._action)
        open_it = Command("open-waiting", _("Open what waits"), self._open_current, (), "inbox", _("Today"))
        for command in (open_it, *self.deeds.commands):
            commands.add(command, self.list)
        theme().changed.connect(self._space)
        self._space()

    @property
    def today(self) -> Today | None:
        """What is shown; None before anything is known."""
        return self._today

    def serve(self, app: "App") -> None:
        """The services are there."""
        self._app, self.alarm.clock = app, app.clock
        self.mark_stale()

    def refresh(self) -> None:
        if self._app is None:
            return
        today = self._app.overview.today()
        if today.is_empty and today.coming is None:
            self.empty.set_text(_counts(self._app))
        self.show_today(today)
        if not holidays_at_hand() and any(line.hours and line.hours.week.country for line in today.late.lines):
            work = partial(made_ready, today.late.lines)
            background.run(self, work, self._late_is_known, messages_of(self).error)

    def _late_is_known(self, _made: object) -> None:
        """Public holidays were looked up, which takes a while once after the start: days late leave them out now."""
        self._say(self.alarm.clock())

    def show_today(self, today: Today) -> None:
        """Show what waits, as the services tell it, or as it is known before they are there."""
        self._today = today
        self._say(self.alarm.clock())

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in ("job_order", "process", "agreement", "client", "tracking", "meeting"))

    def panes(self) -> list[QWidget]:
        return [self.list, self.empty]

    # -- as time passes ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.alarm.look()  # the computer may have slept
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.alarm.look()

    def _time_passed(self) -> None:
        """The clock reached a moment that was waited for, or was set."""
        if self._today is None:
            return
        if not self.isVisible():
            self._stale = True
            return
        now = self.alarm.clock()
        if self._today.at <= now < stale_at(self._today):
            self._say(now)
        else:
            self.refresh()

    def _say(self, now: datetime) -> None:
        """In the words of `now`, of what is known."""
        today = self._today
        if today is None:
            return
        self.header.set_title(date_words(now), summary(today))
        self.empty.set_sentence(nothing(today, now))
        if today.coming:
            self.empty.set_text(coming_words(today.coming))
        self._turn(today)
        self._lines = entries(today)
        self.list.set_ids(list(self._lines), self._rows)
        self.list.stay_near()
        self._say_keys()
        self.alarm.set(min(words_change_at(today, now), stale_at(today)))

    def _turn(self, today: Today) -> None:
        """To the list, or to what is said where nothing waits; the keys go there too."""
        had_focus = self.isVisible() and self.window().focusWidget() in {None, self.list, self._next}
        self._next.setVisible(today.coming is not None)
        self._pages.setCurrentWidget(self.empty if today.is_empty else self.list)
        if had_focus:
            (self._next if today.is_empty and today.coming else self.list).setFocus()

    def _say_keys(self) -> None:
        """Those that count on the current row."""
        self._keys.setText(_keys(self._lines.get(self.list.current_id()), has_job=self._job() is not None))

    def _rows(self, ids: list[Heading | RowId]) -> list[Row | Heading]:
        """Those that come into view, in the words of now."""
        now = self.alarm.clock()
        return [id if isinstance(id, Heading) else row(id, self._lines[id], now) for id in ids]

    # -- what is current --------------------------------------------------------------------------------------------

    def _due(self) -> DuePromise | None:
        line = self._lines.get(self.list.current_id())
        return line if isinstance(line, DuePromise) else None

    def _action(self) -> ActionLine | None:
        line = self._lines.get(self.list.current_id())
        return line if isinstance(line, ActionLine) else None

    def _job(self) -> UUID | None:
        if action := self._action():
            return action.job_order_id
        current: RowId | None = self.list.current_id()
        return current[1] if current else None

    def _open(self, id: RowId) -> None:
        line = self._lines.get(id)
        if isinstance(line, ActionLine):
            self._open_meeting(line)
            return
        self._open_job(id[1], _TABS.get(id[0], "process"), id[2])

    def _open_next(self) -> None:
        """The promise that is due next, where nothing waits."""
        if self._today and (coming := self._today.coming):
            self._open_job(coming.job_order_id, "process", coming.id)

    def _open_current(self) -> None:
        current = self.list.current_id()
        if current is not None:
            self._open(current)

    def _space(self) -> None:
        look = theme()
        self._column.setContentsMargins(look.px(26), look.px(18), look.px(22), look.px(10))
        self._column.setSpacing(look.px(12))


def _keys(line: Line | None, *, has_job: bool) -> str:
    if isinstance(line, DuePromise):
        words = _(
            "D  mark done     I  check in     R  remind     {enter}  open     {space}  preview     {keys}  all keys"
        )
    elif isinstance(line, ActionLine) and not has_job:
        words = _("D  mark done     {enter}  open     {keys}  all keys")
    elif isinstance(line, ActionLine):
        words = _("D  mark done     I  check in     {enter}  open     {keys}  all keys")
    elif line is not None:
        words = _("I  check in     {enter}  open     {keys}  all keys")
    else:
        words = _("{keys}  all keys")
    return words.format(enter=_("Enter"), space=_("Space"), keys=key_text("?"))


def _counts(app: "App") -> str:
    orders = app.job_orders
    count, searching = len(orders.numbers()), len(orders.numbers(state=JobState.OPEN))
    if not count:
        return _("There is no job order yet. Write down the first one, and agree how you will fill it together.")
    return ngettext("{n} job order; searches open: {open}.", "{n} job orders; searches open: {open}.", count).format(
        n=count, open=searching
    )
