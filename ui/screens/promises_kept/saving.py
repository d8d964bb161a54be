"""The check-in page and the table as files: asked for, made in a worker, and offered to be opened."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.i18n import _
from ui import background
from ui.fields import Field
from ui.messages import messages_of
from ui.screens.promises_kept.filters import Asked
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, open_file, portable_name
from ui.widgets.names import told_apart
from ui.widgets.type_ahead import TypeAhead


def save_check_in_page(screen: QWidget, app: App, asked: Asked, client: str) -> None:
    """Ask where, and save the page for the client that is asked for, who is called `client`."""
    if asked.client_id is None:
        raise ValueError("A check-in page is for one client.")
    stem = _("Check-in {client} {date}").format(client=client, date=app.clock().astimezone().date().isoformat())
    file = ask_where_to_save(screen, _("Save the check-in page"), portable_name(stem, ".pdf"), _("PDF"))
    if file is not None:
        make = partial(app.reports.save_pdf, file, asked.client_id, asked.job_order_id, asked.first, asked.last)
        _make(screen, make, file, _("The check-in page for {client} is saved.").format(client=client))


def save_csv(screen: QWidget, app: App, asked: Asked, client: str) -> None:
    """Ask where, and save the promises that are asked for as a table."""
    day = app.clock().astimezone().date().isoformat()
    stem = _("Promises {client} {date}").format(client=client, date=day)
    file = ask_where_to_save(screen, _("Save as a table"), portable_name(stem, ".csv"), _("CSV"))
    if file is not None:
        _make(screen, partial(app.reports.save_csv, file, *asked.where), file, _("The table is saved."))


def _make(screen: QWidget, make: Callable[[], object], file: Path, words: str) -> None:
    messages = messages_of(screen)

    def done(_made: object) -> None:
        messages.inform(words, (_("Open"), partial(open_file, screen, file)))
        messages.bar.focus_action()

    background.run(screen, make, done, messages.error)


class ChooseClient(Dialog):
    """For whom the page is; `go(id)` follows."""

    by_enter = True

    def __init__(self, parent: QWidget, app: App, go: Callable[[UUID], object]) -> None:
        super().__init__(parent, title=_("Check-in page"), primary=_("Save…"), text=_("For which client?"))
        self._go = go
        self.client = TypeAhead(guesses=True)
        self.client.set_choices(told_apart([(line.id, line.name) for line in app.clients.lines()]))
        self._field = Field("client", _("Client"), self.client, self.client.value, self.client.choose)
        column = self.column
        column.addWidget(self._field)
        self.accepted_now.connect(self._accept_client)
        self.client.setFocus()

    def _accept_client(self) -> None:
        self.client.settle()
        chosen = self.client.value()
        if chosen is None:
            self._field.set_problem(_("Please choose one of the list."))
            self.client.setFocus()
            return
        self.finish()
        self._go(chosen)
