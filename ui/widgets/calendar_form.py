"""The working calendar of the agency or of a client, in the form of either."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.calendars import DayOff, WorkingWeek
from desktop.errors import UserError
from desktop.formats import format_weekday
from desktop.i18n import _
from desktop.services.calendars import next_days_off
from ui import background
from ui.commands import Command
from ui.fields import Field
from ui.form import Form
from ui.hours import parse_exceptions, parse_time, show_exceptions, show_time
from ui.paths import get_path
from ui.theme import label
from ui.widgets.days_off import DaysOffEditor
from ui.widgets.place_fields import PlaceFields
from ui.widgets.wrap import Wrap


class CalendarForm(QObject):
    """Adds the calendar to `form`, whose value has the hours under `hours` ("week."), the place under `place`.

    `week_of(value)` gives the week whose next days off are told.
    """

    def __init__(
        self,
        form: Form,
        app: App,
        *,
        hours: str,
        place: str,
        week_of: Callable[[Any], WorkingWeek],
        explained: str = "",
    ) -> None:
        super().__init__(form)
        self._form, self._app, self._week_of = form, app, week_of
        self._told: object = None
        form.heading(_("Working calendar"))
        if explained:
            form.add(label(explained, "text2", wrap=True))
        self.days = DaysEditor()
        days = Field(f"{hours}days", _("Working days"), self.days, self.days.value, self.days.set_value)
        self.days.left.connect(days.left)
        form.add(form.bind(days))
        form.add(
            form.line(f"{hours}opens", _("From"), show=show_time, parse=parse_time),
            form.line(f"{hours}closes", _("To"), show=show_time, parse=parse_time),
        )
        self.night = label("", "text2", wrap=True)
        form.add(self.night)
        form.add(
            form.line(
                f"{hours}exceptions",
                _("Other hours on a weekday"),
                placeholder=_("Mon–Thu 9–12, 13–17; Fri off"),
                show=show_exceptions,
                parse=parse_exceptions,
            )
        )
        titles = (_("Country, for public holidays"), _("Region, where public holidays differ"), _("Time zone"))
        self.places = PlaceFields(form, place, titles)
        form.add(Wrap(self.places.country, self.places.region))
        form.add(self.places.time_zone)
        self.days_off = DaysOffEditor(form.flush, app.undo)
        own = Field("days_off", _("Own days off"), self.days_off, self.days_off.value, self.days_off.set_value)
        form.add(form.bind(own))
        self.next = label("", "text2", wrap=True)
        form.add(self.next)
        self._typed = [f"{hours}{name}" for name in ("opens", "closes", "exceptions")]
        form.value_changed.connect(self._show_value)
        self._show_value(form.saved)

    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count, for the window's registry."""
        return self.days_off.commands()

    def look_up(self) -> None:
        """Ask for countries and the next days off. Call when the form is shown."""
        self.places.look_up()
        self.tell_next()

    def tell_next(self) -> None:
        """Say the next days off; they are looked up in a worker, the first time takes a while."""
        value = self._form.saved
        wanted = (self._week_of(value), value.days_off)
        if wanted == self._told or not self._form.isVisible():
            return
        self._told = wanted
        today = self._app.clock().astimezone().date()
        work = partial(next_days_off, *wanted, today)
        background.run(self, work, partial(self._show, wanted), partial(self._show_problem, wanted))

    def _show_value(self, value: Any) -> None:
        """Show how the hours that were typed are understood."""
        for name in self._typed:
            self._form.field(name).write(get_path(value, name))
        opens, closes = (get_path(value, name) for name in self._typed[:2])
        self.night.setVisible(closes <= opens)
        self.night.setText(_("They last until {time} on the next day.").format(time=show_time(closes)))
        self.tell_next()

    def _show(self, wanted: object, found: list[DayOff]) -> None:
        if wanted != self._told:
            return
        days = [_one(off) for off in found]
        self.next.setText(
            _("Next days off: {days}").format(days=" · ".join(days)) if days else _("No days off are known.")
        )

    def _show_problem(self, wanted: object, error: UserError) -> None:
        if wanted == self._told:
            self.next.setText(str(error))


def _one(off: DayOff) -> str:
    if off.first == off.last:
        return _("{date} {name}").format(date=format_weekday(off.first), name=off.name)
    return _("{first} – {last} {name}").format(
        first=format_weekday(off.first), last=format_weekday(off.last), name=off.name
    )


class DaysEditor(QWidget):
    """A check box for each weekday, as the locale orders them."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        locale = QLocale()
        first = locale.firstDayOfWeek().value - 1
        self.boxes: dict[int, QCheckBox] = {}
        days = [(first + n) % 7 for n in range(7)]
        for day in days:
            box = QCheckBox(locale.dayName(day + 1, QLocale.FormatType.ShortFormat))
            box.setAccessibleName(locale.dayName(day + 1, QLocale.FormatType.LongFormat))
            box.clicked.connect(lambda _checked: self.left.emit())
            self.boxes[day] = box
        halves = []
        for some in (days[:4], days[4:]):
            halves.append(QWidget())
            halves[-1].setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row = QHBoxLayout(halves[-1])
            row.setContentsMargins(0, 0, 0, 0)
            for day in some:
                row.addWidget(self.boxes[day])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Wrap(*halves))
        self.setFocusProxy(self.boxes[first])

    def value(self) -> tuple[int, ...]:
        """The days checked; Monday is 0."""
        return tuple(day for day in range(7) if self.boxes[day].isChecked())

    def set_value(self, days: tuple[int, ...]) -> None:
        """Check `days`."""
        for day, box in self.boxes.items():
            box.setChecked(day in days)
