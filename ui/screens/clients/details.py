"""What is kept of a client: its profile, and the form of each of its people."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.calendars import WorkingWeek
from desktop.domain.people import Client
from desktop.errors import NotFoundError
from desktop.i18n import _
from ui.form import Form
from ui.screen import Screen
from ui.theme import theme
from ui.widgets.calendar_form import CalendarForm
from ui.widgets.people_editor import PeopleEditor
from ui.widgets.tabs import Tab, Tabs


class DetailsTab(Screen):
    """Profile and people, side by side."""

    def __init__(self, app: App, saved_at: Callable[[object], object]) -> None:
        super().__init__()
        self.profile, self.people = Profile(app, saved_at), People(app, saved_at)
        self.tabs = Tabs(
            (Tab("profile", _("Profile"), lambda: self.profile), Tab("people", _("People"), lambda: self.people)),
            _("Details"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def show_target(self, target: object) -> None:
        self.tabs.show_target(target)

    def refresh(self) -> None:
        self.tabs.mark_stale()

    def panes(self) -> list[QWidget]:
        return [self.tabs.bar, *(self.tabs.front.panes() if self.tabs.front else [])]

    def flush(self) -> bool:
        return self.tabs.flush()

    def set_client_view(self, on: bool) -> None:
        self.tabs.set_client_view(on)


class Profile(Screen):
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


class People(Screen):
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
