"""Whose promises, and of which time."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.review import Quarter
from desktop.i18n import N_, _
from ui.fields import Field
from ui.widgets.inputs import ComboBox
from ui.widgets.names import told_apart
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.wrap import Wrap


class Span(StrEnum):
    """Which time. The quarter that ended last is the one of a partnership review."""

    DAYS_90 = "days_90"
    QUARTER = "quarter"
    LAST_QUARTER = "last_quarter"
    YEAR = "year"
    ALL = "all"

    @property
    def label(self) -> str:
        return _SPANS[self]

    def days(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last that count; None for all. Twelve months are whole ones, this one among them."""
        match self:
            case Span.DAYS_90:
                return today - timedelta(days=89), today
            case Span.QUARTER:
                return Quarter.holding(today).first, today
            case Span.LAST_QUARTER:
                quarter = Quarter.ended_before(today)
                return quarter.first, quarter.last
            case Span.YEAR:
                return date(today.year - (today.month < 12), today.month % 12 + 1, 1), today
            case Span.ALL:
                return None, None


_SPANS = {
    Span.DAYS_90: N_("Last 90 days"),
    Span.QUARTER: N_("This quarter"),
    Span.LAST_QUARTER: N_("Last quarter"),
    Span.YEAR: N_("Last 12 months"),
    Span.ALL: N_("All time"),
}


@dataclass(frozen=True)
class Asked:
    """What is asked for; None: without a limit."""

    client_id: UUID | None = None
    job_order_id: UUID | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Asked()

    @property
    def where(self) -> tuple[UUID | None, UUID | None, date | None, date | None]:
        """As the services are asked."""
        return self.client_id, self.job_order_id, self.first, self.last


class Filters(QWidget):
    """Client and job order by typing (left empty: all), the time by its list. `changed` when another is chosen."""

    changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._client_id: UUID | None = None
        self._job_order_id: UUID | None = None
        self.client, self.job_order = TypeAhead(guesses=True), TypeAhead(guesses=True)
        self.client.input.setPlaceholderText(_("All clients"))
        self.span = ComboBox()
        self.span.set_choices([(span, _(span.label)) for span in Span])
        self.span.choose(Span.DAYS_90)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            Wrap(
                _titled("client", _("Client"), self.client),
                _titled("job-order", _("Job order"), self.job_order),
                _titled("span", _("Time"), self.span),
            )
        )
        self.client.left.connect(self._client_left)
        self.job_order.left.connect(self._job_order_left)
        self.span.activated.connect(lambda _row: self.changed.emit())
        self._offer_job_orders()

    @property
    def asked(self) -> Asked:
        """What is chosen."""
        zone = ZoneInfo(self._app.agencies.get().week.time_zone)
        today = self._app.clock().astimezone(zone).date()
        return Asked(self._client_id, self._job_order_id, *self.span.value().days(today))

    def offer(self) -> None:
        """Ask again which clients there are."""
        lines = self._app.clients.lines()
        self.client.set_choices(told_apart([(line.id, line.name) for line in lines]))
        if self._client_id is not None and self._client_id not in {line.id for line in lines}:
            self.choose(None)
        self._offer_job_orders()

    def choose(self, client_id: UUID | None, job_order_id: UUID | None = None) -> None:
        """Narrow to one client, one job order of it, or (None) to nothing."""
        self._client_id, self._job_order_id = client_id, job_order_id
        self.client.choose(client_id)
        self._offer_job_orders()
        self.changed.emit()

    def client_name(self) -> str:
        """Of the client chosen; empty for all."""
        return self.client.words_of(self._client_id) if self._client_id else ""

    def _client_left(self) -> None:
        if self.client.typed:  # none of them
            self.client.choose(self._client_id)
        elif self.client.value() != self._client_id:
            self.choose(self.client.value())

    def _job_order_left(self) -> None:
        if self.job_order.typed:
            self.job_order.choose(self._job_order_id)
        elif self.job_order.value() != self._job_order_id:
            self._job_order_id = self.job_order.value()
            self.changed.emit()

    def _offer_job_orders(self) -> None:
        """Those of the client chosen: of all there may be thousands."""
        choices: list[tuple[Any, str]] = []
        if self._client_id is not None:
            orders = self._app.job_orders
            for line in orders.lines(orders.numbers(client_id=self._client_id)):
                words = _("{reference} · {title}").format(reference=line.reference, title=line.title)
                choices.append((line.id, words))
        self.job_order.set_choices(choices)
        self.job_order.choose(self._job_order_id)
        self.job_order.setEnabled(bool(choices))
        words = _("All job orders") if self._client_id else _("All; choose a client first")
        self.job_order.input.setPlaceholderText(words)


def _titled(name: str, title: str, editor: TypeAhead | ComboBox) -> Field:
    return Field(name, title, editor, editor.value, editor.choose)
