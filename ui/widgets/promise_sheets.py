"""The small sheets of tracking: done at another time, and why a clock stands still."""

import re
from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.roles import Side
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_time
from desktop.i18n import N_, _
from ui.fields import Field, choice, date_field, line, text
from ui.theme import theme
from ui.widgets.dialog import Dialog

_TYPED = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?")


class TimeError(UserError):
    message = N_("“{typed}” is not a time of day. Please type one such as 16:00 or 9:30.")


def parse_time(typed: str) -> time:
    """The time of day that was typed: "16:00", "1600", "16", "4 pm". Raises TimeError."""
    found = _TYPED.fullmatch(typed.strip().casefold())
    if found is None:
        raise TimeError(typed=typed.strip())
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise TimeError(typed=typed.strip())
    return time(hour, minute)


class MomentFields(QWidget):
    """A day and a time of day, on this computer's clock."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.day: Field = date_field("day", _("Day"))
        self.time: Field = line("time", _("Time"), show=_shown, parse=parse_time)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        for field in (self.day, self.time):
            row.addWidget(field, stretch=1)
        self.begin(now)

    def begin(self, now: datetime) -> None:
        """Show `now`."""
        self._begun = now.astimezone().replace(second=0, microsecond=0)
        self._now = now
        self.day.write(self._begun.date())
        self.time.write(self._begun.time())

    @property
    def is_changed(self) -> bool:
        """Whether another moment was typed than it began with."""
        try:
            return (self.day.read(), self.time.read()) != (self._begun.date(), self._begun.time())
        except TimeError:
            return True

    def read(self) -> datetime:
        """The moment typed; to the second where it was left as it is. Raises InvalidInputError (`day` or `time`)."""
        day = self.day.read()
        if day is None:
            raise InvalidInputError({"day": _("Please give the day.")})
        try:
            typed = self.time.read()
        except TimeError as error:
            raise InvalidInputError({"time": str(error)}) from error
        if not self.is_changed:
            return self._now
        return datetime.combine(day, typed).astimezone()

    def say(self, problems: dict[str, str]) -> bool:
        """Say what is wrong, beside the fields; False where it is about neither."""
        about = problems.get("day") or problems.get("at") or problems.get("since") or ""
        self.day.set_problem(about)
        self.time.set_problem(problems.get("time", ""))
        wrong = self.time if self.time.problem else self.day
        if wrong.problem:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong.problem)


class MomentSheet(Dialog):
    """Asks for a day and a time, then calls `do` with it, which may raise UserError."""

    by_enter = True

    def __init__(
        self, parent: QWidget, *, title: str, primary: str, now: datetime, do: Callable[[datetime], object]
    ) -> None:
        super().__init__(parent, title=title, primary=primary)
        self._do = do
        self.moment = MomentFields(now)
        column = self.column
        column.addWidget(self.moment)
        column.addStretch(1)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return self.moment.is_changed

    def _go(self) -> None:
        try:
            self._do(self.moment.read())
        except InvalidInputError as error:
            if not self.moment.say(error.problems):
                self.fail(error)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


class PauseSheet(Dialog):
    """Why a clock stands still, and which side is the cause: `do(because, side)`, which may raise UserError.

    `means` says what becomes of the due time.
    """

    def __init__(self, parent: QWidget, title: str, means: str, cause: Side, do: Callable[[str, Side], object]) -> None:
        super().__init__(parent, title=_("Pause “{title}”").format(title=title), primary=_("Pause"), text=means)
        self._do = do
        self.because: Field = text("because", _("Why?"), rows=2)
        sides = ((Side.CLIENT, _("The client")), (Side.AGENCY, _("The agency")))
        self.cause: Field = choice("holder", _("Who is the cause?"), sides)
        self.cause.write(cause)
        column = self.column
        column.addWidget(self.because)
        column.addWidget(self.cause)
        column.addStretch(1)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return bool(self.because.read())

    def _go(self) -> None:
        try:
            self._do(self.because.read(), self.cause.read())
        except InvalidInputError as error:
            self.because.set_problem(str(error))
            self.because.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


def _shown(value: object) -> str:
    return format_time(value) if isinstance(value, time) else ""
