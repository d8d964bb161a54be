"""The check-in: how it is going in one line, from 1 to 5 by each side, and the market's news to read out."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.partnership import MarketNote
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_day
from desktop.i18n import _
from ui.fields import Field, line
from ui.messages import messages_of
from ui.theme import label, theme
from ui.widgets.dialog import Dialog
from ui.widgets.pulse import PulseKeys

Keep = Callable[[str, int | None, int | None], object]
"""Keeps (words, our pulse, theirs). May raise UserError."""


def open_check_in(parent: QWidget, app: App, job_order_id: UUID, do: Keep, *, private: bool = True) -> None:
    """Show the sheet for a job order, with the newest market notes of its client, or say why not."""
    try:
        job = app.job_orders.get(job_order_id)
        about = _("{title} · {client}").format(title=job.title, client=app.clients.get(job.client_id).name)
        market = app.partnership.market_notes(job.client_id)
    except UserError as error:
        messages_of(parent).error(error)
        return
    CheckInSheet(parent, about, market, do, private=private).open()


class CheckInSheet(Dialog):
    """One line is enough; `about` says of what. `private`: no client sees the screen, so that ours may be asked for."""

    def __init__(
        self, parent: QWidget, about: str, market: list[MarketNote], do: Keep, *, private: bool = True
    ) -> None:
        super().__init__(parent, title=_("How is it going?"), primary=_("Check in"), text=about)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._do = do
        self.field: Field = line("words", _("One line is enough"))
        self.ours, self.theirs = PulseKeys(_("From us, if you like")), PulseKeys(_("From them, if you asked"))
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        for part in (self.field, self.ours, self.theirs):
            column.addWidget(part)
        self.ours.setVisible(private)
        if market:
            column.addWidget(label(_("News of the market, to read out"), "strong", wrap=True))
            for note in market:
                words = _("{text} ({source}, {day})")
                said = words.format(text=note.text, source=note.source, day=format_day(note.on))
                column.addWidget(label(said, "text2", wrap=True))
        column.addStretch(1)
        self.setMinimumWidth(theme().px(480))
        self.accepted_now.connect(self._go)
        self.field.editor.setFocus()

    def changed(self) -> bool:
        return bool(self.field.read() or self.ours.value or self.theirs.value)

    def _go(self) -> None:
        try:
            self._do(self.field.read(), self.ours.value, self.theirs.value)
        except InvalidInputError as error:
            self.field.set_problem(str(error))
            self.field.editor.setFocus()
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
