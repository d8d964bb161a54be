"""The check-in: how it is going in one line, from 1 to 5 by each side, and the market's news to read out.

That the client confirmed what was said when both sides last met can be noted with it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.meetings import Confirmation, Meeting
from desktop.domain.notes import heading_of
from desktop.domain.partnership import MarketNote
from desktop.domain.tracking import Tracking
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_day, format_weekday
from desktop.i18n import _
from ui.fields import Field, date_field, line
from ui.messages import messages_of
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.pulse import PulseKeys

Keep = Callable[[Callable[[], Tracking]], object]
"""Does the check-in that it is given, and shows what came of it. May raise UserError."""
ASKED_FOR = timedelta(weeks=6)
"""How long after a meeting it is asked whether the client confirmed what was said."""


def open_check_in(parent: QWidget, app: App, job_order_id: UUID, do: Keep, *, private: bool = True) -> None:
    """Show the sheet for a job order, with the newest market notes of its client, or say why not."""
    try:
        job = app.job_orders.get(job_order_id)
        about = _("{title} · {client}").format(title=job.title, client=app.clients.get(job.client_id).name)
        market = app.partnership.market_notes(job.client_id)
        met = _unconfirmed(app, job_order_id) if private else None
    except UserError as error:
        messages_of(parent).error(error)
        return
    sheet = CheckInSheet(parent, about, market, partial(app.promises.check_in, job_order_id), do, private=private)
    if met is not None:
        sheet.ask_whether_confirmed(met, app.clock().astimezone().date())
    sheet.open()


def _unconfirmed(app: App, job_order_id: UUID) -> Meeting | None:
    """The last meeting about the job order, where it was held not long ago and nobody confirmed what was said."""
    now = app.clock()
    lines = app.meetings.lines(job_order_id=job_order_id)
    last = next((one for one in lines if one.at <= now and not one.cancelled_at), None)
    met = app.meetings.get(last.id) if last and now - last.at <= ASKED_FOR else None
    is_said = met is not None and any(line.strip() and heading_of(line) is None for line in met.notes.split("\n"))
    return met if met and is_said and met.confirmed_on is None else None


class CheckInSheet(Dialog):
    """One line is enough; `about` says of what. `private`: no client sees the screen, so that ours may be asked for."""

    by_enter = True

    def __init__(
        self,
        parent: QWidget,
        about: str,
        market: list[MarketNote],
        check_in: Callable[..., Tracking],
        keep: Keep,
        *,
        private: bool = True,
    ) -> None:
        super().__init__(parent, title=_("How is it going?"), primary=_("Check in"), text=about)
        self._check_in, self._keep = check_in, keep
        self._last_met: UUID | None = None
        self.field: Field = line("words", _("One line is enough"))
        self.ours, self.theirs = PulseKeys(_("From us, if you like")), PulseKeys(_("From them, if you asked"))
        self.by: Field = line("confirmed_by", _("Confirmed by"))
        self.on: Field = date_field("confirmed_on", _("On"))
        self._met, self._said = QWidget(), label("", wrap=True)
        self._met.hide()
        self._lay_out(market)
        self.ours.setVisible(private)
        self.accepted_now.connect(self._go)
        self.field.editor.setFocus()

    def ask_whether_confirmed(self, met: Meeting, today: date) -> None:
        """Ask who of the client confirmed what was said in `met`, and when; it may be nobody."""
        self._last_met = met.id
        day = format_weekday(met.at.astimezone(ZoneInfo(met.zone)).date())
        words = _("What was said in “{meeting}”, {day}: who of the client confirmed it, if anybody did?")
        self._said.setText(words.format(meeting=met.heading, day=day))
        self.on.write(today)
        self._met.show()

    def changed(self) -> bool:
        return bool(self.field.read() or self.ours.value or self.theirs.value or self.by.read())

    def _go(self) -> None:
        for field in (self.field, self.on, self.by):
            field.set_problem("")
        try:
            confirmed = None
            if self._last_met is not None and self.by.read().strip():
                confirmed = Confirmation(meeting_id=self._last_met, by=self.by.read(), on=self.on.read())
            ours, theirs = self.ours.value, self.theirs.value
            self._keep(partial(self._check_in, self.field.read(), ours=ours, theirs=theirs, confirmed=confirmed))
        except InvalidInputError as error:
            _point_at(next((one for one in (self.on, self.by) if one.name in error.problems), self.field), str(error))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()

    def _lay_out(self, market: list[MarketNote]) -> None:
        look = theme()
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.by, stretch=2)
        row.addWidget(self.on, stretch=1)
        asked = QVBoxLayout(self._met)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(look.px(6))
        asked.addWidget(self._said)
        asked.addLayout(row)
        column = self.column
        column.setSpacing(look.px(12))
        for part in (self.field, self.ours, self.theirs, self._met):
            column.addWidget(part)
        if market:
            column.addWidget(label(_("News of the market, to read out"), "strong", wrap=True))
            for note in market:
                words = _("{text} ({source}, {day})")
                said = words.format(text=note.text, source=note.source, day=format_day(note.on))
                column.addWidget(label(said, "text2", wrap=True))
        column.addStretch(1)
        self.setMinimumWidth(look.px(480))


def _point_at(field: Field, problem: str) -> None:
    field.set_problem(problem)
    field.editor.setFocus()
