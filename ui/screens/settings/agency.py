"""The agency as it stands on paper: names, logo, working calendar, paper; and who works on this computer."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agency import Agency, PaperSize
from desktop.i18n import _
from ui.bridge import Bridge
from ui.commands import Commands
from ui.form import Form
from ui.screen import Screen
from ui.screens.settings.logo import LogoEditor
from ui.theme import theme
from ui.widgets.calendar_form import CalendarForm
from ui.widgets.inputs import ComboBox


class AgencySettings(Screen):
    """A tab. Everything is saved as one leaves it."""

    def __init__(self, app: App, bridge: Bridge, commands: Commands) -> None:
        super().__init__(bridge)
        self._app = app
        self.form = Form(app.agencies.get(), self._save)
        self.logo = LogoEditor(self._set_logo, self._remove_logo)
        self._build()
        for command, where in self.calendar.commands():
            commands.add(command, where)
        inside = QWidget()
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(theme().px(2), theme().px(4), theme().px(12), theme().px(16))
        padded.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(_("Agency"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(self.form.field("name").editor)

    def refresh(self) -> None:
        self._offer_people()
        agency = self._app.agencies.get()
        self.form.show_value(agency)
        self.logo.show_logo(agency.logo)
        self.calendar.look_up()

    def concerns(self, changes: Changes) -> bool:
        return changes.has("agency") or changes.has("person")

    def flush(self) -> bool:
        return self.form.flush()

    def _build(self) -> None:
        form = self.form
        form.add(form.line("name", _("Name")), form.line("legal_name", _("Legal name, for paper")))
        form.add(form.text("address", _("Address"), rows=3), self.logo)
        form.heading(_("On this computer"))
        form.add(form.choice("me", _("Who works here"), []), _filler())
        form.heading(_("Paper"))
        form.add(form.choice("paper_size", _("Paper size"), [(size, _(size.label)) for size in PaperSize]), _filler())
        self.calendar = CalendarForm(form, self._app, hours="week.", place="week.", week_of=lambda agency: agency.week)
        form.stretch()

    def _offer_people(self) -> None:
        chooser = self.form.field("me").editor
        if isinstance(chooser, ComboBox):
            chooser.set_choices([(person.id, person.name) for person in self._app.clients.people(None)])
            chooser.choose(self.form.saved.me)

    def _save(self, draft: Agency) -> Agency:
        """Another country has other regions."""
        week, before = draft.week, self.form.saved.week
        if week.country != before.country and week.region == before.region:
            draft = replace(draft, week=replace(week, region=""))
        return self._app.agencies.save(draft)

    def _set_logo(self, logo: bytes, name: str) -> None:
        if self.form.flush():
            self._take(self._app.agencies.set_logo(logo, name))

    def _remove_logo(self) -> None:
        if self.form.flush():
            self._take(self._app.agencies.remove_logo())

    def _take(self, agency: Agency) -> None:
        self.form.show_value(agency)
        self.logo.show_logo(agency.logo)


def _filler() -> QWidget:
    return QWidget()
