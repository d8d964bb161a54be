"""The agency as it stands on paper: names, logo, working week, paper; and who works on this computer."""

import re
from datetime import time

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agency import Agency, PaperSize
from desktop.errors import UserError
from desktop.i18n import _
from ui.bridge import Bridge
from ui.fields import Field
from ui.form import Form
from ui.screen import Screen
from ui.screens.settings.logo import LogoEditor
from ui.theme import theme
from ui.widgets.inputs import ComboBox
from ui.widgets.place_fields import PlaceFields

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class AgencySettings(Screen):
    """A tab. Everything is saved as one leaves it."""

    def __init__(self, app: App, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._app = app
        self.form = Form(app.agencies.get(), app.agencies.save)
        self.logo = LogoEditor(self._set_logo, self._remove_logo)
        self.days = DaysEditor()
        self._build()
        inside = QWidget()
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(theme().px(2), theme().px(4), theme().px(12), theme().px(16))
        padded.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(_("Agency"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(self.form.field("name").editor)

    def refresh(self) -> None:
        self._offer_people()
        agency = self._app.agencies.get()
        self.form.show_value(agency)
        self.logo.show_logo(agency.logo)
        self._places.look_up()

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
        form.heading(_("Working week"))
        days = Field("week.days", _("Working days"), self.days, self.days.value, self.days.set_value)
        self.days.left.connect(days.left)
        form.add(form.bind(days))
        form.add(
            form.line("week.opens", _("From"), show=show_time, parse=parse_time),
            form.line("week.closes", _("To"), show=show_time, parse=parse_time),
        )
        titles = (_("Country, for public holidays"), _("Region, where public holidays differ"), _("Time zone"))
        self._places = PlaceFields(form, "week.", titles)
        form.add(self._places.country, self._places.region)
        form.add(self._places.time_zone, _filler())
        form.heading(_("Paper"))
        form.add(form.choice("paper_size", _("Paper size"), [(size, size.label) for size in PaperSize]), _filler())
        form.stretch()

    def _offer_people(self) -> None:
        chooser = self.form.field("me").editor
        if isinstance(chooser, ComboBox):
            chooser.set_choices([(person.id, person.name) for person in self._app.clients.people(None)])
            chooser.choose(self.form.saved.me)

    def _set_logo(self, logo: bytes, name: str) -> None:
        if self.form.flush():
            self._take(self._app.agencies.set_logo(logo, name))

    def _remove_logo(self) -> None:
        if self.form.flush():
            self._take(self._app.agencies.remove_logo())

    def _take(self, agency: Agency) -> None:
        self.form.show_value(agency)
        self.logo.show_logo(agency.logo)


class DaysEditor(QWidget):
    """A check box for each weekday, as the locale orders them."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        locale = QLocale()
        first = locale.firstDayOfWeek().value - 1
        self.boxes: dict[int, QCheckBox] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for day in ((first + n) % 7 for n in range(7)):
            box = QCheckBox(locale.dayName(day + 1, QLocale.FormatType.ShortFormat))
            box.setAccessibleName(locale.dayName(day + 1, QLocale.FormatType.LongFormat))
            box.clicked.connect(lambda _checked: self.left.emit())
            self.boxes[day] = box
            row.addWidget(box)
        row.addStretch(1)
        self.setFocusProxy(self.boxes[first])

    def value(self) -> tuple[int, ...]:
        """The days checked; Monday is 0."""
        return tuple(day for day in range(7) if self.boxes[day].isChecked())

    def set_value(self, days: tuple[int, ...]) -> None:
        """Check `days`."""
        for day, box in self.boxes.items():
            box.setChecked(day in days)


def show_time(value: time) -> str:
    """As the locale writes it: 17:30 or 5:30 PM."""
    return QLocale().toString(QTime(value.hour, value.minute), QLocale.FormatType.ShortFormat)


def parse_time(text: str) -> time:
    """9, 9:30, 17.30 or 5:30 pm. Raises UserError."""
    found = _CLOCK.fullmatch(text.replace("\u202f", " ").strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (half == "pm")
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UserError(_("Please write a time of day, such as 17:30."))


def _filler() -> QWidget:
    return QWidget()
