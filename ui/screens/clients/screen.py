"""Clients: the list, and the one chosen: how it goes, with whom, what both sides learn, and its details."""

from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.health import in_short
from desktop.domain.lines import ClientLine
from desktop.domain.people import Client
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients.details import DetailsTab
from ui.screens.clients.frame import client_row, framed
from ui.screens.clients.job_orders import JobOrdersTab
from ui.screens.clients.learning import LearningTab
from ui.screens.clients.overview import OverviewTab
from ui.screens.clients.people import PeopleTab
from ui.screens.clients.pilots import PilotsTab
from ui.screens.clients.source import Meetings, OpenJob, Source, Ways
from ui.screens.clients.wins import WinsTab
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.buttons import Button
from ui.widgets.header import Header
from ui.widgets.list_pane import ListPane
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.undoing import undo_just

_ABOUT = ("client", "person", "job_order", "tracking", "agreement", "partnership")


class ClientsScreen(Screen):
    """The target is a client's id, or a person's. `open_job_order(id, tab)` shows a job order elsewhere."""

    saved_at = Signal(object)

    def __init__(
        self, app: App, bridge: Bridge, commands: Commands, open_job_order: OpenJob, meetings: Meetings
    ) -> None:
        super().__init__(bridge)
        self._app, self._meetings = app, meetings
        self._lines: dict[UUID, ClientLine] = {}
        self._id: UUID | None = None
        self._words, self._client_view, self._is_behind = "", False, False
        new = Button(_("New"), "plus")
        new.setAccessibleName(_("New client"))
        new.setToolTip(key_text("Ctrl+Shift+N"))
        new.clicked.connect(self.new_client)
        self.pane = ListPane(_("Clients"), _("Filter clients"), new)
        self.header = Header()
        self._source = source = Source(app)
        ways = Ways(open_job_order, self.open_meeting, self.open_person, self.open_news)
        self.overview, self.people = OverviewTab(source, ways), PeopleTab(source, ways, self.add_person)
        self.job_orders, self.pilots = JobOrdersTab(app, open_job_order), PilotsTab(source)
        self.learning, self.wins = LearningTab(source, self.begin_session), WinsTab(source, ways)
        self.details = DetailsTab(app, self.saved_at.emit)
        self.tabs = Tabs(
            (
                Tab("overview", _("Overview"), lambda: self.overview, private=True),
                Tab("people", _("People"), lambda: self.people, private=True),
                Tab("job-orders", _("Job orders"), lambda: self.job_orders),
                Tab("meetings", _("Meetings"), meetings.make, private=True),
                Tab("pilots", _("Pilots"), lambda: self.pilots, private=True),
                Tab("learning", _("Learning"), lambda: self.learning, private=True),
                Tab("wins", _("Wins"), lambda: self.wins, private=True),
                Tab("details", _("Details"), lambda: self.details),
            ),
            _("Client"),
        )
        self._pages = framed(self, self.pane, (self.header, self.tabs), self.new_client)
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        lines = self._app.clients.lines(self._words)
        self._lines = {line.id: line for line in lines}
        with QSignalBlocker(self.pane.list):
            self.pane.list.set_rows([client_row(line) for line in lines])
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
            self._source.forget()
            self._show_header()
            self.tabs.mark_stale()

    def concerns(self, changes: Changes) -> bool:
        """Notes that are being typed change nothing here: what they leave behind is asked for when one turns away."""
        if any(changes.has(kind) for kind in _ABOUT):
            return True
        if changes.has("meeting") and self.tabs.current == "meetings":
            self._is_behind = True
            return False
        return changes.has("meeting")

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID) or not self.tabs.flush():
            return
        client_id = self._source.client_of(target)
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
            self.open_person(target)

    @property
    def client_id(self) -> UUID | None:
        """The client that is shown."""
        return self._id

    def panes(self) -> list[QWidget]:
        return [self.pane.list, self.tabs.bar, *(self.tabs.front.panes() if self.tabs.front else [])]

    def flush(self) -> bool:
        return self.tabs.flush()

    def set_client_view(self, on: bool) -> None:
        """Other clients are private, and so is how it goes and what we think of people."""
        self._client_view = on
        self.pane.setVisible(not on)
        self.tabs.set_client_view(on)
        self._show_header()

    def open_details(self, part: str) -> None:
        """Show what is kept: the "profile" or the "people"."""
        self.tabs.open("details")
        if self.tabs.current == "details":
            self.details.tabs.open(part)

    def open_person(self, person_id: UUID) -> None:
        """Show the form of one of the people of this client."""
        self.open_details("people")
        self.details.people.editor.select(person_id)
        self.details.people.editor.list.setFocus()

    def add_person(self) -> None:
        """Show the form of a new one of the people of this client."""
        self.open_details("people")
        self.details.people.editor.add_person()

    def open_meeting(self, meeting_id: UUID, line: int | None = None) -> None:
        """Show a meeting with this client, at a line of its notes."""
        self.tabs.open("meetings")
        if self.tabs.front is not None:
            self._meetings.show(self.tabs.front, meeting_id, line)

    def open_news(self, note_id: UUID) -> None:
        """Show a market note, where it can be changed."""
        self.tabs.open("learning")
        self.learning.list.select(note_id)
        self.tabs.focus_screen()

    def begin_session(self) -> None:
        """A learning session, among the meetings."""
        self.tabs.open("meetings")
        if self.tabs.front is not None:
            self._meetings.teach(self.tabs.front)

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
        self.open_details("profile")
        self.details.profile.focus_first()

    # -- inside -----------------------------------------------------------------------------------------------------

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
        reasons = () if self._client_view else self._source.page(line.id).reasons
        well = "" if self._client_view else in_short(reasons)
        self.header.set_status(well, "soon" if reasons else "ok", "triangle-alert" if reasons else "check")
        self.tabs.set_title("people", _("People  {n}").format(n=line.people))
        self.tabs.set_title("job-orders", _("Job orders  {n}").format(n=line.job_orders))

    def _filtered(self, words: str) -> None:
        self._words = words.strip()
        self.refresh()

    def _connect(self, commands: Commands) -> None:
        self.pane.filtered.connect(self._filtered)
        self.tabs.changed.connect(self._turned)
        self.pane.list.current_changed.connect(self._current_changed)
        self.pane.list.opened.connect(lambda _id: self.tabs.focus_screen())
        group = _("Clients")
        add = commands.add
        add(Command("new-client", _("New client"), self.new_client, ("Ctrl+Shift+N",), "plus", group), self)
        remove = Command("remove-client", _("Remove client"), self.remove_client, ("Del",), "trash-2", group)
        add(remove, self.pane.list)
        for command in self.tabs.commands(group):
            add(command, self)
        for tab in (self.overview, self.wins):
            for command in tab.commands:
                add(command, tab.list)
        for command, where in (
            *self.people.commands,
            *self.pilots.commands,
            *self.learning.commands,
            *self.details.profile.calendar.commands(),
            *self.details.people.editor.commands(),
        ):
            add(command, where)

    def _turned(self, _tab: str) -> None:
        """Away from the meetings: what was written there is known here now."""
        if self._is_behind and self.tabs.current != "meetings":
            self._is_behind = False
            self.mark_stale()
