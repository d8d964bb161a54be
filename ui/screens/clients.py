"""Clients: the list, and the one chosen with its profile, its people and its job orders."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.calendars import WorkingWeek
from desktop.domain.lines import ClientLine
from desktop.domain.people import Client
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.form import Form
from ui.messages import messages_of
from ui.screen import Screen
from ui.theme import label, theme
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.buttons import Button
from ui.widgets.calendar_form import CalendarForm
from ui.widgets.empty_state import EmptyState
from ui.widgets.header import Header
from ui.widgets.job_order_rows import row_of
from ui.widgets.list_pane import ListPane
from ui.widgets.people_editor import PeopleEditor
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just


class ClientsScreen(Screen):
    """The target is a client's id, or a person's. `open_job_order(id)` shows a job order elsewhere."""

    saved_at = Signal(object)

    def __init__(self, app: App, bridge: Bridge, commands: Commands, open_job_order: Callable[[UUID], object]) -> None:
        super().__init__(bridge)
        self._app = app
        self._lines: dict[UUID, ClientLine] = {}
        self._id: UUID | None = None
        self._words = ""
        new = Button(_("New"), "plus")
        new.setToolTip(key_text("Ctrl+Shift+N"))
        new.clicked.connect(self.new_client)
        self.pane = ListPane(_("Clients"), _("Filter clients"), new)
        self.header = Header()
        self.profile = _Profile(app, self.saved_at.emit)
        self.people = _People(app, self.saved_at.emit)
        self.job_orders = _JobOrders(app, open_job_order)
        self.tabs = Tabs(
            (
                Tab("profile", _("Profile"), lambda: self.profile),
                Tab("people", _("People"), lambda: self.people),
                Tab("job-orders", _("Job orders"), lambda: self.job_orders),
            ),
            _("Client"),
        )
        self._lay_out()
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        lines = self._app.clients.lines(self._words)
        self._lines = {line.id: line for line in lines}
        with QSignalBlocker(self.pane.list):
            self.pane.list.set_rows([_row(line) for line in lines])
            if self._id is not None:
                self.pane.list.select(self._id)
        if not self._words:
            self._pages.setCurrentIndex(1 if lines else 0)
            if self._id not in self._lines:
                self._id = None
        if self._id is None:
            self.pane.list.select_first()
            self._show(self.pane.list.current_id())
        else:
            self._show_header()
            if self.tabs.front is not None:
                self.tabs.front.mark_stale()

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in ("client", "person", "job_order"))

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID) or not self.tabs.flush():
            return
        client_id = self._client_of(target)
        if client_id is None:
            messages_of(self).error(NotFoundError())
            return
        if client_id not in self._lines:
            with QSignalBlocker(self.pane.filter):
                self.pane.filter.clear()
            self._words, self._id = "", client_id
            self.refresh()
        with QSignalBlocker(self.pane.list):
            self.pane.list.select(client_id)
        self._show(client_id)
        if client_id != target:
            self.tabs.open("people")
            self.people.editor.select(target)

    def panes(self) -> list[QWidget]:
        return [self.pane.list, self.tabs.bar, *(self.tabs.front.panes() if self.tabs.front else [])]

    def flush(self) -> bool:
        return self.tabs.flush()

    def set_client_view(self, on: bool) -> None:
        """Other clients are private, and so is what we think of people."""
        self.pane.setVisible(not on)
        self.tabs.set_client_view(on)

    # -- what can be done -------------------------------------------------------------------------------------------

    def new_client(self) -> None:
        """Asks for the name; the rest is filled in at leisure."""
        if not self.tabs.flush():
            return
        AskSheet(
            self, title=_("New client"), field=_("Name"), primary=_("Add client"), do=self._create, rows="1"
        ).open()

    def remove_client(self) -> None:
        """Remove the current client, with Undo. What stands against it is said."""
        id = self.pane.list.current_id()
        if id is None or not self.tabs.flush():
            return
        try:
            self._app.clients.remove(id)
        except UserError as error:
            messages_of(self).error(error)
            return
        name = self._lines[id].name
        messages_of(self).done(_("{name} was removed.").format(name=name), undo_just(self, self._app.undo))

    def _create(self, name: str) -> None:
        saved = self._app.clients.save(Client(name=name))
        self.show_target(saved.id)
        self.tabs.open("profile")
        self.profile.focus_first()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _client_of(self, id: UUID) -> UUID | None:
        """`id` names a client, or a person of one; None where it names neither any more."""
        clients = self._app.clients
        try:
            return clients.get(id).id
        except NotFoundError:
            pass
        try:
            return clients.person(id).client_id
        except NotFoundError:
            return None

    def _current_changed(self, id: UUID | None) -> None:
        if id is None or id == self._id:
            return
        if self.tabs.flush():
            self._show(id)
        elif self._id is not None:
            self.pane.list.select(self._id)

    def _show(self, id: UUID | None) -> None:
        self._id = id
        if id is not None:
            self._show_header()
            self.tabs.show_target(id)

    def _show_header(self) -> None:
        line = self._lines.get(self._id) if self._id else None
        if line is None:
            return
        orders = ngettext("{n} job order · {open} open", "{n} job orders · {open} open", line.job_orders)
        self.header.set_title(line.name, orders.format(n=line.job_orders, open=line.open_job_orders))
        self.tabs.set_title("people", _("People  {n}").format(n=line.people))
        self.tabs.set_title("job-orders", _("Job orders  {n}").format(n=line.job_orders))

    def _filtered(self, words: str) -> None:
        self._words = words.strip()
        self.refresh()

    def _lay_out(self) -> None:
        look = theme()
        new = Button(_("New client"), "plus", key_text("Ctrl+Shift+N"), primary=True)
        new.clicked.connect(self.new_client)
        empty = EmptyState(
            "building-2", _("Who do you fill jobs for?"), _("Clients and their people live here."), (new,)
        )
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
        self._pages.addWidget(empty)
        self._pages.addWidget(both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self, commands: Commands) -> None:
        self.pane.filtered.connect(self._filtered)
        self.pane.list.current_changed.connect(self._current_changed)
        self.pane.list.opened.connect(lambda _id: self.tabs.focus_screen())
        group = _("Clients")
        add = commands.add
        add(Command("new-client", _("New client"), self.new_client, ("Ctrl+Shift+N",), "plus", group), self)
        remove = Command("remove-client", _("Remove client"), self.remove_client, ("Del",), "trash-2", group)
        add(remove, self.pane.list)
        for command in self.tabs.commands(group):
            add(command, self)
        for command, where in (*self.profile.calendar.commands(), *self.people.editor.commands()):
            add(command, where)


class _Profile(Screen):
    """The form of a client."""

    def __init__(self, app: App, saved_at: Callable[[object], object]) -> None:
        super().__init__()
        self._app = app
        self.form = Form(Client(name=""), self._save)
        self.form.saved_at.connect(saved_at)
        form = self.form
        form.add(form.line("name", _("Name")), form.line("legal_name", _("Legal name, for paper")))
        self._notes = form.text("notes", _("Private notes"), rows=4)
        form.add(self._notes)
        explained = _("Steps that the client does are counted by it. Country and time zone left empty are ours.")
        self.calendar = CalendarForm(form, app, hours="hours.", place="", week_of=self._week, explained=explained)
        form.stretch()
        inside = QWidget()
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(theme().px(2), theme().px(4), theme().px(12), theme().px(16))
        padded.addWidget(form)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self.form.load(self._app.clients.get(target))

    def refresh(self) -> None:
        self.calendar.look_up()
        try:
            self.form.show_value(self._app.clients.get(self.form.saved.id))
        except NotFoundError:
            return

    def flush(self) -> bool:
        return self.form.flush()

    def set_client_view(self, on: bool) -> None:
        self._notes.setVisible(not on)

    def focus_first(self) -> None:
        """Go on after the name."""
        self.form.field("legal_name").editor.setFocus()

    def _week(self, client: Client) -> WorkingWeek:
        return client.week(self._app.agencies.get().week)

    def _save(self, draft: Client) -> Client:
        """Another country has other regions."""
        if draft.country != self.form.saved.country and draft.region == self.form.saved.region:
            draft = replace(draft, region="")
        return self._app.clients.save(draft)


class _People(Screen):
    def __init__(self, app: App, saved_at: Callable[[object], object]) -> None:
        super().__init__()
        self.editor = PeopleEditor(app.clients, None, app.undo)
        self.editor.saved_at.connect(saved_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self.editor.show_client(target)

    def refresh(self) -> None:
        self.editor.refresh()

    def panes(self) -> list[QWidget]:
        return [self.editor.list, self.editor.form]

    def flush(self) -> bool:
        return self.editor.flush()

    def set_client_view(self, on: bool) -> None:
        self.editor.set_client_view(on)


class _JobOrders(Screen):
    """The job orders of a client, newest first; Enter opens one."""

    def __init__(self, app: App, open_job_order: Callable[[UUID], object]) -> None:
        super().__init__()
        self._app, self._open = app, open_job_order
        self._id: UUID | None = None
        self.list = TwoLineList(_("Job orders of this client"))
        self.list.opened.connect(self._open_number)
        self._nothing = label(_("No job order yet."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self.list, stretch=1)

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.list.select_first()

    def refresh(self) -> None:
        if self._id is not None:
            numbers = self._app.job_orders.numbers(client_id=self._id)
            self._nothing.setVisible(not numbers)
            self.list.set_ids(numbers, self._rows)

    def panes(self) -> list[QWidget]:
        return [self.list]

    def _rows(self, numbers: list[int]) -> list[Row]:
        return [row_of(line, with_client=False) for line in self._app.job_orders.lines(numbers)]

    def _open_number(self, number: int) -> None:
        for line in self._app.job_orders.lines([number]):
            self._open(line.id)


def _row(line: ClientLine) -> Row:
    people = ngettext("{n} person", "{n} people", line.people).format(n=line.people)
    orders = ngettext("{n} job order", "{n} job orders", line.job_orders).format(n=line.job_orders)
    return Row(line.id, line.name, orders, status=people)
