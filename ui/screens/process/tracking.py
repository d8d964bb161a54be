"""The tracker: who holds the ball, the lanes with what is done, and promised beside delivered, step by step."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.job_order import JobState
from desktop.domain.outlook import TrackedLine
from desktop.domain.tracking import Tracking
from desktop.i18n import _, ngettext
from desktop.services.promises import Tracked
from ui.commands import Command, Commands, menu_action
from ui.messages import announce, messages_of
from ui.screens.process.tracking_banner import TrackingBanner
from ui.screens.process.tracking_deeds import Sheets, Shown, TrackingDeeds
from ui.screens.process.tracking_words import who_in_full
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.due_words import to_next_minute
from ui.widgets.lanes import Lanes
from ui.widgets.menu_button import MenuButton
from ui.widgets.promise_lanes import bars_of, now_words
from ui.widgets.promise_rows import line_of, rows_of, spoken, without_cancelled
from ui.widgets.promise_table import PromiseTable
from ui.widgets.promise_words import story

_LOWEST = 430  # a height that leaves room for some promises below the lanes; a lower window shows promises alone


class TrackingView(QWidget):
    """Shows what `show_tracked` is given; times pass by themselves. `stale`: another window changed it first."""

    stale = Signal()
    shown = Signal()
    """It shows something else, and other buttons may stand beside the switch."""

    def __init__(self, app: App, commands: Commands, sheets: Sheets) -> None:
        super().__init__()
        self._app, self._private = app, True
        self._tracked: Tracked | None = None
        self._with_cancelled, self.cancelled_rows = False, 0
        self.untold = 0
        """Saves of ours, shown already, that the bridge has yet to tell of."""
        self._state = JobState.OPEN
        shown = Shown(
            lambda: self._tracked,
            self.current_line,
            lambda: self._state,
            self._took,
            self.stale.emit,
            lambda: self._private,
        )
        self.deeds = TrackingDeeds(self, app, commands, shown, sheets)
        self.banner = TrackingBanner()
        self.lanes, self.table = Lanes(), PromiseTable()
        self.story = _Story()
        self.candidates = Button(_("Candidates"), "users", "C")
        self.cancelled = Button("", key="H", quiet=True)
        self.more = MenuButton(_("More"), "chevron-down", self._fill_more)
        self.more.setAccessibleName(_("More to do with the promise"))
        self._minute = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect(commands)

    # -- what it shows ----------------------------------------------------------------------------------------------

    @property
    def tracked(self) -> Tracked | None:
        """What is shown."""
        return self._tracked

    def show_tracked(self, tracked: Tracked, state: JobState) -> None:
        """Show `tracked`, of a job order in `state`. Another job order begins at whoever holds the ball."""
        is_new = self._tracked is None or self._tracked.tracking.job_order_id != tracked.tracking.job_order_id
        self._tracked, self._state = tracked, state
        self._show()
        if is_new:
            self.untold = 0
            self._select_ball()
            QTimer.singleShot(0, self.table, self.table.show_from_the_top)  # once it has its height
        if self.deeds.candidates is not None:
            self.deeds.candidates.show_tracking(tracked.tracking)

    def forget(self) -> None:
        """Nothing is tracked."""
        self._tracked = None

    def set_client_view(self, on: bool) -> None:
        """Hide reasons and what was noted for ourselves, or show them again."""
        self._private = not on
        if self._tracked is not None:
            self._show()

    def panes(self) -> list[QWidget]:
        """Where F6 goes: first to the promises."""
        return [self.table, self.lanes, self.banner]

    def current_line(self) -> TrackedLine | None:
        """The line of the current row."""
        row = self.table.current_row()
        return line_of(self._tracked, row) if row and self._tracked else None

    def _took(self, saved: Tracking) -> None:
        """Show what was saved just now, before the bridge tells of it; go on to whoever holds the ball then."""
        if self._tracked is None:
            return
        before, line = self._tracked.ball, self.current_line()
        self.untold += saved.revision != self._tracked.tracking.revision
        self._tracked = self._tracked.at(self._app.clock(), saved)
        self._show()
        stays = line and line.promise and any(p.id == line.promise.id for p in saved.open_promises)  # paused, say
        if not stays and self._tracked.ball is not None and (before is None or before.id != self._tracked.ball.id):
            self._select_ball()

    def _pass_time(self) -> None:
        """A minute later: the same promises, in other words."""
        if self._tracked is not None:
            self._tracked = self._tracked.at(self._app.clock())
            self._show()
        self._wind()

    def _wind(self) -> None:
        self._minute.start(to_next_minute(self._app.clock()))

    def _show(self) -> None:
        tracked = self._tracked
        if tracked is None:
            return
        self.banner.show_tracked(tracked, self._state, private=self._private)
        self.lanes.set_bars(bars_of(tracked), now=now_words(tracked))
        self._show_rows(tracked)
        self._show_story()

    def _show_rows(self, tracked: Tracked) -> None:
        every = rows_of(tracked)
        kept = without_cancelled(every)
        self.cancelled_rows = len(every) - len(kept)
        self.table.show_rows(every if self._with_cancelled else kept)
        words = (
            ngettext("Hide {n} cancelled", "Hide {n} cancelled", self.cancelled_rows)
            if self._with_cancelled
            else ngettext("Show {n} cancelled", "Show {n} cancelled", self.cancelled_rows)
        )
        self.cancelled.setText(words.format(n=self.cancelled_rows))
        self.shown.emit()

    def _show_story(self) -> None:
        line, row, tracked = self.current_line(), self.table.current_row(), self._tracked
        if line is None or row is None or tracked is None or self.story.isHidden():
            return
        told = story(line, tracked.tracking, tracked.ground, private=self._private)
        does = line.promise.does if line.promise else line.step.does
        self.story.tell(_("{step} · {who}").format(step=spoken(row), who=who_in_full(tracked, does)), told)

    def _select_ball(self) -> None:
        tracked = self._tracked
        if tracked is None:
            return
        first = tracked.ball or next(iter(tracked.tracking.open_promises), None)
        if (first is None or not self.table.select_promise(first.id)) and tracked.lines:
            self.table.select_key((tracked.lines[0].step.id, None))

    # -- doing ------------------------------------------------------------------------------------------------------

    def _on_ball(self, act: Callable[[], object]) -> Callable[[], None]:
        """A button of the banner speaks of whoever holds the ball, whichever row is current."""

        def run() -> None:
            self._select_ball()
            act()

        return run

    def explain(self) -> None:
        """How the due time of the current promise came about; once more puts it away."""
        self.story.setVisible(self.story.isHidden())
        self._show_story()
        if not self.story.isHidden():
            announce(self.table, self.story.text)

    def show_promise(self, promise_id: UUID) -> None:
        """Make the row of a promise current; one that is cancelled brings those into sight."""
        if not self.table.select_promise(promise_id) and not self._with_cancelled:
            self.turn_cancelled()
            self.table.select_promise(promise_id)

    def turn_cancelled(self) -> None:
        """Show what was cancelled too, or hide it again."""
        self._with_cancelled = not self._with_cancelled
        if self._tracked is not None:
            self._show_rows(self._tracked)

    def _open_bar(self, step_id: UUID) -> None:
        self.table.select_key((step_id, None))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_more(self, menu: QMenu) -> None:
        for command in self._commands_listed:
            if command.id != "promise-remind" or self._private:
                menu.addAction(menu_action(command, menu))

    # -- events -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.story.isHidden():
            self.explain()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._tracked is not None:
            self._pass_time()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """A toast takes room for some seconds: for so long the lanes need not go."""
        toast = messages_of(self).toast
        room = self.height() + (0 if toast.isHidden() else toast.sizeHint().height())
        self.lanes.setVisible(room >= theme().px(_LOWEST))

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self.banner)
        column.addWidget(self.lanes)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self.story)
        self.story.hide()

    def tools(self) -> QHBoxLayout:
        """The buttons that stand beside the switch."""
        row = QHBoxLayout()
        row.setSpacing(theme().px(7))
        row.addWidget(self.cancelled)
        row.addWidget(self.candidates)
        row.addWidget(self.more)
        return row

    def _connect(self, commands: Commands) -> None:
        deeds, banner = self.deeds, self.banner
        for button, act in (
            (banner.remind, deeds.remind),
            (banner.done, deeds.mark_done),
            (banner.run_on, deeds.pause_or_run_on),
        ):
            button.clicked.connect(self._on_ball(act))
        banner.check_in.clicked.connect(deeds.check_in)
        banner.page.clicked.connect(deeds.save_page)
        banner.thank.clicked.connect(deeds.thank)
        banner.resume.clicked.connect(deeds.resume)
        banner.filled.clicked.connect(lambda: commands.trigger("filled"))
        self.candidates.clicked.connect(deeds.show_candidates)
        self.cancelled.clicked.connect(self.turn_cancelled)
        self.lanes.opened.connect(self._open_bar)
        self.table.asked.connect(self.explain)
        self.table.current_changed.connect(lambda _row: self._show_story())
        self._minute.timeout.connect(self._pass_time)
        explain = Command("promise-why", _("How it came about"), self.explain, (), "info", _("Promises"))
        words = _("Show or hide what was cancelled")
        cancelled = Command("promise-cancelled", words, self.turn_cancelled, ("H",), "circle-slash", _("Promises"))
        self._commands_listed = [*deeds.commands, explain, cancelled]
        for command in self._commands_listed:
            commands.add(command, self.table)


class _Story(QFrame):
    """The explanation of one promise, below the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._title, self._text = label("", "strong", wrap=True), label("", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(3))
        column.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        column.addWidget(self._title)
        column.addWidget(self._text)

    @property
    def text(self) -> str:
        """All it says."""
        return f"{self._title.text()}\n{self._text.text()}"

    def tell(self, title: str, sentences: tuple[str, ...]) -> None:
        self._title.setText(title)
        self._text.setText(" ".join(sentences))
