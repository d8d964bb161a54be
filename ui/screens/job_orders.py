"""All job orders: the list, and the one chosen with its tabs, its state and what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine
from desktop.errors import NotFoundError
from desktop.formats import format_date
from desktop.i18n import _, ngettext
from desktop.services.job_orders import Heading
from ui import background
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.due_words import to_next_minute
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import Header
from ui.widgets.job_grade import KEY as GRADE_KEY
from ui.widgets.job_grade import JobGrade
from ui.widgets.job_order_deeds import JobOrderDeeds
from ui.widgets.job_order_list import JobOrderList
from ui.widgets.job_order_rows import Status, status_of, title_of
from ui.widgets.menu_button import MenuButton
from ui.widgets.new_job_order import NewJobOrder
from ui.widgets.tabs import Tab, Tabs


@dataclass(frozen=True)
class Elsewhere:
    """What is done outside this screen. Each comes from the one place that wires."""

    show_letter: Callable[[UUID], object]
    explore_samples: Callable[[], object]
    import_spreadsheet: Callable[[], object]


class JobOrdersScreen(Screen):
    """The target is a job order's id. `tabs` are the screens of one job order."""

    def __init__(self, app: App, bridge: Bridge, commands: Commands, tabs: Sequence[Tab], elsewhere: Elsewhere) -> None:
        super().__init__(bridge)
        self._app, self._elsewhere = app, elsewhere
        self._line: JobOrderLine | None = None
        self._client_view = False
        self._minute = QTimer(self, singleShot=True, interval=to_next_minute(app.clock()))
        self._minute.timeout.connect(self._pass_time)
        self._minute.start()
        self._soon = QTimer(self, singleShot=True, interval=background.QUIET)
        self._soon.timeout.connect(self.mark_stale)
        new = Button(_("New"), "plus")
        new.setAccessibleName(_("New job order"))
        new.clicked.connect(lambda _checked: self.new_job_order())
        self.pane = JobOrderList(app, new)
        self.header = Header()
        self.tabs = Tabs(tabs, _("Job order"))
        self.deeds = JobOrderDeeds(self, app, self._line_to_act_on, elsewhere.show_letter)
        self.more = MenuButton(_("More"), "chevron-down", self.deeds.fill, key_text("Ctrl+."))
        self.grade = JobGrade(self, app, lambda: self.tabs.open("details"))
        self._lay_out()
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self._line is not None and self._app.job_orders.line(self._line.id) is None:
            self._line = None  # its creation was taken back: another comes to the front
            self.pane.show_all()
        else:
            self.pane.reload()
        self._show_header()

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in ("job_order", "client", "person", "agreement"))

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID) or (self._line and self._line.id == target) or not self.tabs.flush():
            return
        if self._line is None:
            self.refresh()
        found = self._app.job_orders.heading(target)
        if found is None:
            messages_of(self).error(NotFoundError())
            return
        if found.line.number not in self.pane.numbers:
            self.pane.show_all()
        with QSignalBlocker(self.pane.list):
            self.pane.list.select(found.line.number)
        self._show_found(found)

    def panes(self) -> list[QWidget]:
        inner = self.tabs.front.panes() if self.tabs.front else []
        return [self.pane.list, self.tabs.bar, *inner]

    def flush(self) -> bool:
        return self.tabs.flush()

    def set_client_view(self, on: bool) -> None:
        self._client_view = on
        self.pane.setVisible(not on)
        self.more.setVisible(not on)
        self.tabs.set_client_view(on)
        self._show_header()

    def _hear(self, changes: Changes) -> None:
        """What was done in a tab is painted first, however long that takes."""
        if self.concerns(changes):
            QTimer.singleShot(0, self, self._soon.start)
        if changes.has("meeting"):
            self._count_actions()

    # -- the list ---------------------------------------------------------------------------------------------------

    @property
    def job_order_id(self) -> UUID | None:
        """The job order shown."""
        return self._line.id if self._line else None

    def _listed(self) -> None:
        """The job order shown stays current in the list; where none is, the first comes to the front."""
        if not self.pane.is_narrowed:
            self._pages.setCurrentIndex(1 if self.pane.numbers else 0)
        if self.pane.list.current_id() is not None:
            return
        if self._line is None:
            self.pane.list.select_first()
        else:
            with QSignalBlocker(self.pane.list):
                self.pane.list.select(self._line.number)

    def _pass_time(self) -> None:
        """A minute later: what was due today may be late."""
        if self.isVisible():
            self.pane.word_anew()
        self._minute.start(to_next_minute(self._app.clock()))

    # -- the job order shown ----------------------------------------------------------------------------------------

    def _current_changed(self, number: int | None) -> None:
        if number is None or (self._line and self._line.number == number):
            return
        if not self.tabs.flush():
            if self._line is not None:
                self.pane.list.select(self._line.number)
            return
        for line in self._app.job_orders.lines([number]):
            if found := self._app.job_orders.heading(line.id):
                self._show_found(found)

    def _show_found(self, found: Heading) -> None:
        self._pages.setCurrentIndex(1)
        messages_of(self).clear()
        self._show_header_of(found)
        self.tabs.show_target(found.line.id)
        self._count_actions()

    def _count_actions(self) -> None:
        """The tab of the meetings tells how many of their actions and questions are open."""
        if self._line is not None and self.tabs.has("meetings"):
            n = self._app.meetings.open_count(self._line.id)
            self.tabs.set_title("meetings", _("Meetings  {n}").format(n=n) if n else _("Meetings"))

    def _line_to_act_on(self) -> JobOrderLine | None:
        return None if self._client_view else self._line

    def _show_header(self) -> None:
        if self._line is None:
            return
        found = self._app.job_orders.heading(self._line.id)
        if found is not None:
            self._show_header_of(found)

    def _show_header_of(self, found: Heading) -> None:
        self._line = found.line
        self.header.set_title(title_of(found.line), self._subtitle(found))
        status = self._status(found)
        self.header.set_status(status.words, status.tone or "text2", status.icon)
        self.grade.show_job(found.job, found.line, private=not self._client_view)

    def _subtitle(self, found: Heading) -> str:
        facts = {"client": found.line.client, "reference": found.line.reference}
        if not found.hr:
            return _("{client} · {reference}").format(**facts)
        return _("{client} · {reference} · {person} (HR)").format(**facts, person=found.hr)

    def _status(self, found: Heading) -> Status:
        job, line, newest = found.job, found.line, found.newest
        if line.without_agreement:
            words = _("Working without an agreement: {reason}").format(reason=job.without_agreement)
            if self._client_view:
                words = _("Working without an agreement")
            return Status(words, "soon", "triangle-alert")
        if line.state == JobState.PASSED and not self._client_view:
            return Status(_("Passed: {reason}").format(reason=job.passed_because), "text2", "circle-slash")
        short, count = status_of(line), line.standing.differences
        if short.tone == "soon" and line.standing.state == AgreementState.AGREED:
            return Status(_("Waiting for sign-off"), "soon")
        if short.tone == "soon":
            return Status(ngettext("{n} open difference", "{n} open differences", count).format(n=count), "soon")
        if short.tone == "ok" and line.standing.is_signed and newest.signed_at and not line.state.is_closed:
            signed = format_date(newest.signed_at.astimezone().date(), style="medium")
            return Status(_("Signed · version {n} · {date}").format(n=newest.number, date=signed), "ok", "check")
        return Status(short.words, short.tone, short.icon or ("check" if short.tone == "ok" else ""))

    # -- a new one --------------------------------------------------------------------------------------------------

    def new_job_order(self, client_id: UUID | None = None) -> None:
        """The sheet for a new one, of a client where that is known; afterwards it is shown with its process."""
        if self.tabs.flush() and not self._client_view:
            NewJobOrder(self, self._app, self._show_new, client_id).open()

    def _show_new(self, id: UUID) -> None:
        self.pane.show_all()
        self.tabs.open(self.tabs.first)
        self.show_target(id)
        if self.tabs.front is not None:
            self.tabs.focus_screen()

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = theme()
        self.header.add_action(self.grade)
        self.header.add_action(self.more)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.px(22), look.px(13), look.px(18), look.px(8))
        column.setSpacing(look.px(10))
        column.addWidget(self.header)
        column.addWidget(self.tabs, stretch=1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addWidget(right, stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _make_empty(self) -> EmptyState:
        new = Button(_("New job order"), "plus", key_text("Ctrl+N"), primary=True)
        new.clicked.connect(lambda _checked: self.new_job_order())
        samples, spreadsheet = Button(_("Explore with sample data")), Button(_("Import a spreadsheet…"))
        samples.clicked.connect(lambda _checked: self._elsewhere.explore_samples())
        spreadsheet.clicked.connect(lambda _checked: self._elsewhere.import_spreadsheet())
        return EmptyState(
            "handshake",
            _("Agree the next job order before you start"),
            _("Write down who does what, and in how many working days.")
            + "\n"
            + _("Both sides sign one page. Then you track it here."),
            (new, samples, spreadsheet),
            _("Nothing leaves this computer."),
        )

    def _connect(self, commands: Commands) -> None:
        self.pane.listed.connect(self._listed)
        self.pane.list.current_changed.connect(self._current_changed)
        self.pane.list.opened.connect(lambda _number: self.tabs.focus_screen())
        group = _("Job order")
        for command in (*self.deeds.commands, *self.tabs.commands(group)):
            commands.add(command, self)
        commands.add(Command("more", _("What can be done"), self.more.open_menu, ("Ctrl+.",), group=group), self)
        sort = Command(
            "sort-list", _("Sort and filter the list"), self.pane.choices.open_menu, ("Alt+S",), "filter", group
        )
        commands.add(sort, self)
        commands.add(
            Command(
                "grade",
                _("Grade: why, and what would raise it"),
                self.grade.open_sheet,
                (GRADE_KEY,),
                "flag",
                group,
                lambda: self._line_to_act_on() is not None and not self.grade.isHidden(),
            ),
            self,
        )
