"""Which screen gets what: the one place that knows all screens. Imported in a worker, behind the first paint.

Screens that are not in front at first are imported when they are: the window can be used that much sooner. Today is
there even before the services, whose imports take longest: what asks for them meanwhile is done once they are there.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.changes import Changes, Notifier
from desktop.domain.today import ActionLine
from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.history import NothingToRedoError, NothingToUndoError
from ui.bridge import Bridge
from ui.commands import Command, key_text
from ui.main_window import MainWindow
from ui.region import use_region
from ui.screen import Screen
from ui.screens.today import TodayScreen
from ui.scripts import add_missing_scripts
from ui.waiting import Waiting

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.services.overview import FirstLook
    from ui.app import Desk
    from ui.palette import Hit
    from ui.recounting import Recounting
    from ui.screens.job_orders import JobOrdersScreen
    from ui.screens.promises_kept import PromisesKeptScreen


class Wiring(QObject):
    """The screens of one window over one database, which `serve` opens to them."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._app: App | None = None
        self.notifier = Notifier()
        self._first: TodayScreen | None = None
        self._job_orders: JobOrdersScreen | None = None
        self._recounting: Recounting | None = None
        self._window: MainWindow = desk.window
        self._bridge = Bridge(self.notifier, self)
        self._waiting = Waiting(self._window, self)
        self._bridge.changed.connect(self._changed)
        self._window.installEventFilter(self)
        use_region()

    @property
    def app(self) -> "App":
        """The services. Raises LookupError before they are there."""
        if self._app is None:
            raise LookupError("The services were asked for before they were there.")
        return self._app

    def show_first(self, look: "FirstLook") -> None:
        """Show Today as it is known before the services are there."""
        add_missing_scripts()
        self._first = self._make_today(None)
        self._first.show_today(look.today)
        self._add_commands(is_sample=look.is_sample)
        self._window.show_first(self._first)
        self._waiting.show_count(look.today)

    def serve(self, app: "App") -> None:
        """The services are there; they tell `notifier` what changes."""
        self._app = app
        self._waiting.serve(app)
        if self._first is not None:
            self._first.serve(app)

    def close(self) -> None:
        """The window is gone: give the database back."""
        self._waiting.stop()
        if self._recounting is not None:
            self._recounting.stop()
        self._bridge.close()
        if self._app is not None:
            self._app.close()
        self.deleteLater()

    # -- screens ----------------------------------------------------------------------------------------------------

    def make(self, section: str) -> Screen:
        """The screen of a section."""
        makers = {
            "today": self._today,
            "jobs": self._jobs,
            "clients": self._clients,
            "kept": self._promises_kept,
            "settings": self._settings,
        }
        return makers[section]()

    def first_start(self) -> QWidget:
        """The page before there is an agency."""
        from ui.screens.first_start import FirstStart

        return FirstStart(self._found, self._desk.show_sample)

    def begin(self) -> None:
        """There is an agency: add what can be done everywhere, and say what has to be said."""
        if self._first is None:
            self._add_commands(is_sample=self.app.agencies.get().is_sample)
            QTimer.singleShot(0, self, add_missing_scripts)
        self._waiting.count()

    def _add_commands(self, *, is_sample: bool) -> None:
        for command in self._commands():
            self._window.commands.add(replace(command, run=partial(self._window.when_begun, command.run)))
        if is_sample:
            self._window.notice(
                _("This is sample data, in a database of its own."),
                "info",
                (_("Leave"), self._desk.leave_sample),
                (_("Throw away and start anew"), self._desk.throw_sample_away),
            )

    def find(self, words: str) -> "list[Hit]":
        """What "Find or do" finds; nothing while the client looks at the screen. Called in a worker."""
        if self._window.client_view or self._app is None:
            return []
        from ui.finding import hit_of

        return [hit_of(found, self.open_job, self._window.open) for found in self.app.overview.find(words)]

    def open_job(self, job_order_id: UUID, tab: str = "", promise_id: UUID | None = None) -> None:
        """Show a job order, one of its tabs, and there one promise."""
        self._window.when_begun(partial(self._open_job, job_order_id, tab, promise_id))

    def open_meeting(self, action: ActionLine) -> None:
        """Show the meeting that an action comes from: with its job order, or with the client."""
        self._window.when_begun(partial(self._open_meeting, action))

    def new_job(self) -> None:
        """The sheet for a new job order."""
        self._window.when_begun(self._new_job)

    def _open_job(self, job_order_id: UUID, tab: str, promise_id: UUID | None) -> None:
        self._window.open("jobs", job_order_id)
        if self._job_orders is not None:
            tabs = self._job_orders.tabs
            tabs.open(tab or tabs.current)
            if promise_id is not None and tabs.front is not None:
                tabs.front.show_part(promise_id)
            tabs.focus_screen()

    def _open_meeting(self, action: ActionLine) -> None:
        from ui.screens.clients import ClientsScreen
        from ui.screens.meetings import MeetingsScreen

        if action.job_order_id is not None:
            self._open_job(action.job_order_id, "meetings", None)
            if self._job_orders is not None and isinstance(self._job_orders.tabs.front, MeetingsScreen):
                self._job_orders.tabs.front.show_meeting(action.meeting_id)
            return
        self._window.open("clients", action.client_id)
        screen = self._window.screen_of("clients")
        if isinstance(screen, ClientsScreen):
            screen.open_meeting(action.meeting_id)

    def _new_job(self) -> None:
        client_id = self._client_here() if self._window.section == "clients" else None
        self._window.open("jobs")
        if self._job_orders is not None:
            self._job_orders.new_job_order(client_id)

    def _today(self) -> Screen:
        return self._make_today(self.app)

    def _make_today(self, app: "App | None") -> TodayScreen:
        go = self.open_job, self.new_job, self.remind, self.open_meeting
        return TodayScreen(app, self._bridge, self._window.commands, *go)

    def _jobs(self) -> "JobOrdersScreen":
        from ui.job_tabs import make_job_orders
        from ui.screens.job_orders import Elsewhere

        show_agreement = partial(self.open_job, tab="agreement")
        elsewhere = Elsewhere(self.show_letter, self._desk.show_sample, self.import_spreadsheet)
        self._job_orders = make_job_orders(self.app, self._bridge, self._window.commands, elsewhere, show_agreement)
        return self._job_orders

    def _clients(self) -> Screen:
        from ui.client_tabs import make_clients

        return make_clients(self.app, self._bridge, self._window.commands, self.open_job)

    def _promises_kept(self) -> "PromisesKeptScreen":
        from ui.screens.promises_kept import PromisesKeptScreen

        show_job_orders = partial(self._window.open, "jobs")
        return PromisesKeptScreen(self.app, self._bridge, self._window.commands, show_job_orders, self.review)

    def _settings(self) -> Screen:
        from ui.settings_tabs import make_settings

        return make_settings(self.app, self._bridge, self._window)

    def show_letter(self, job_order_id: UUID) -> None:
        """The letter that goes with a pass."""
        from ui.screens.pass_letter import PassLetterSheet

        try:
            PassLetterSheet(self._window, self.app.letters, job_order_id).open()
        except UserError as error:
            self._window.messages.error(error)

    def remind(self, job_order_id: UUID, promise_id: UUID) -> None:
        """The sheet for a message to whoever holds a promise."""
        from ui.screens.remind import open_remind

        open_remind(self._window, self.app, job_order_id, promise_id, self._window.messages)

    def import_spreadsheet(self) -> None:
        """The sheet for importing job orders."""
        from ui.screens.importing import ImportSheet

        ImportSheet(self._window, self.app.importing, lambda: self._window.open("jobs")).open()

    def save_check_in_page(self) -> None:
        """The check-in page of a client, asked for where it is not known."""
        from ui.screens.promises_kept import PromisesKeptScreen

        self._window.open("kept")
        screen = self._window.screen_of("kept")
        if self._window.section == "kept" and isinstance(screen, PromisesKeptScreen):
            screen.save_page()

    def review(self, client_id: UUID | None = None) -> None:
        """The sheet for a client's partnership review; it asks for whom where that is not known."""
        from ui.screens.review_sheet import ReviewSheet

        try:
            ReviewSheet(self._window, self.app, client_id).open()
        except UserError as error:
            self._window.messages.error(error)

    def _client_here(self) -> UUID | None:
        from ui.screens.clients import ClientsScreen

        screen = self._window.screen_of(self._window.section)
        return screen.client_id if isinstance(screen, ClientsScreen) else None

    def _review_here(self) -> None:
        """Of the client that is looked at."""
        client_id, jobs = self._client_here(), self._job_orders
        if self._window.section == "jobs" and jobs is not None and jobs.job_order_id is not None:
            client_id = self.app.job_orders.get(jobs.job_order_id).client_id
        self.review(client_id)

    # -- everywhere -------------------------------------------------------------------------------------------------

    def _commands(self) -> list[Command]:
        return [
            Command("new-job", _("New job order"), self.new_job, ("Ctrl+N",), "plus", enabled=self._is_private),
            Command("undo", _("Undo"), self.undo, ("Ctrl+Z",), "undo-2"),
            Command("redo", _("Redo"), self.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2"),
            Command("client-view", _("Client view: hide what is private"), self._turn_client_view, ("F11",), "eye"),
            Command("import", _("Import a spreadsheet…"), self.import_spreadsheet, (), "download",
                    enabled=self._is_private),
            Command("check-in-page", _("Check-in page…"), self.save_check_in_page, (), "file-text",
                    enabled=self._is_private),
            Command("partnership-review", _("Partnership review…"), self._review_here, (), "handshake",
                    enabled=self._is_private),
            Command("agendas", _("Agendas of meetings…"), partial(self._window.open, "settings", "agendas"), (),
                    "list-checks", enabled=self._is_private),
            Command("leave-sample", _("Leave the sample data"), self._desk.leave_sample, enabled=self._is_sample),
            Command("throw-sample-away", _("Throw the sample data away and start anew"), self._desk.throw_sample_away,
                    enabled=self._is_sample),
            Command("sample", _("Explore with sample data"), self._desk.show_sample, (), "layout-template",
                    enabled=self._is_own),
        ]  # fmt: skip

    def undo(self) -> None:
        """Take back the last change, and say which."""
        self._step(self.app.undo.undo, _("Undone: {what}"))

    def redo(self) -> None:
        """Bring back what was taken back last, and say which."""
        self._step(self.app.undo.redo, _("Redone: {what}"))

    def _step(self, act: Callable[[], str], told: str) -> None:
        try:
            self._window.messages.done(told.format(what=act()))
        except (NothingToUndoError, NothingToRedoError) as nothing:
            self._window.messages.done(str(nothing))
        except UserError as error:
            self._window.messages.error(error)

    def _turn_client_view(self) -> None:
        on = not self._window.client_view
        if on and self._window.section != "jobs":
            self._window.messages.inform(_("Client view shows one job order. Please open it first."))
            return
        if on and self._job_orders is not None and not self._job_orders.flush():
            return  # what cannot be left would stay in sight
        self._window.set_client_view(on)
        hidden = _("Client view: what is private is hidden. {key} shows it again.").format(key=key_text("F11"))
        self._window.messages.done(hidden if on else _("Client view is over."))

    def _is_private(self) -> bool:
        return not self._window.client_view

    def _is_sample(self) -> bool:
        return self._is_private() and not self._is_own()

    def _is_own(self) -> bool:
        return self._is_private() and self._desk.folder == self._desk.home

    def _found(self, name: str, recruiter: str) -> None:
        from ui.place import usual_paper, usual_week

        self.app.agencies.found(name, recruiter, week=usual_week(), paper_size=usual_paper())
        self._desk.begin()

    # -- what changes -----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and watched is self._window and self._app is not None:
            self._look_elsewhere()
            self._waiting.look()
        return False

    def _look_elsewhere(self) -> None:
        try:
            changed = self.app.changed_elsewhere()
        except UserError as error:
            self._window.messages.error(error)
            return
        if changed:
            self.app.notifier.publish(Changes(frozenset(), everything=True))

    def _changed(self, changes: Changes) -> None:
        if not changes.everything:
            self._window.show_saved(datetime.now().astimezone())
        if changes.has("calendar") and not changes.everything:
            self._recount(changes)
        self._waiting.count_soon()

    def _recount(self, changes: Changes) -> None:
        if self._recounting is None:
            from ui.recounting import Recounting

            self._recounting = Recounting(self.app, self._window.messages, self)
        self._recounting.hear(changes)
