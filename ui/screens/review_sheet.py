"""The sheet for a partnership review: for whom, which quarter, and what we propose next; saved as a PDF."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.app import App
from desktop.domain.review import Quarter
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_quarter
from desktop.i18n import _
from ui import background
from ui.fields import Field, choice, text
from ui.messages import messages_of
from ui.theme import label
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, open_file, portable_name
from ui.widgets.names import told_apart
from ui.widgets.type_ahead import TypeAhead

_PAST = 6
"""How many quarters are offered, with the one that is not over."""


class ReviewSheet(Dialog):
    """For the client chosen, or for whom it asks. Its pages are made in a worker."""

    def __init__(self, parent: QWidget, app: App, client_id: UUID | None = None) -> None:
        super().__init__(parent, title=_("Partnership review"), primary=_("Save…"), icon="download")
        self._app, self._parent = app, parent
        clients = TypeAhead(guesses=True)
        clients.set_choices(told_apart([(line.id, line.name) for line in app.clients.lines()]))
        self._client = Field("client", _("Client"), clients, clients.value, clients.choose)
        self._quarter = choice("quarter", _("Quarter"), list(_quarters(app.reviews.quarter())))
        self._proposals = text("proposals", _("What we propose next, a line each"), rows=5)
        self._clients = clients
        clients.choose(client_id)
        self._quarter.write(app.reviews.quarter())
        column = self.column
        for part in (self._client, self._quarter, self._proposals):
            column.addWidget(part)
        column.addWidget(label(_("Private notes, health and mentors are never on it."), "text2", wrap=True))
        self.accepted_now.connect(self.save)
        if client_id is not None:
            self._quarter.editor.setFocus()

    def changed(self) -> bool:
        return bool(self._lines())

    def save(self) -> None:
        """Ask where, and make the pages; what is wrong is said beside its field."""
        self._clients.settle()
        client_id: UUID | None = self._client.read()
        self._client.set_problem("" if client_id else _("Please choose one of the list."))
        if client_id is None:
            self._clients.setFocus()
            return
        quarter: Quarter = self._quarter.read()
        name = self._clients.words_of(client_id)
        stem = _("Partnership review {client} {quarter}").format(client=name, quarter=quarter)
        title = _("Save the partnership review")
        file = ask_where_to_save(self, title, portable_name(stem, ".pdf"), _("PDF"))
        if file is None:
            return
        self.primary.setEnabled(False)
        make = partial(self._app.reviews.save_pdf, file, client_id, quarter.first, quarter.last)
        make = partial(make, proposals=self._lines())
        background.run(self._parent, make, partial(self._done, file, name), self._failed)

    def _is_open(self) -> bool:
        """Not closed while the pages were made. A closed sheet is there a little longer."""
        return isValid(self) and self.isVisible()

    def _lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self._proposals.read().splitlines() if line.strip())

    def _done(self, file: Path, client: str, _made: object) -> None:
        messages = messages_of(self._parent)
        words = _("The partnership review for {client} is saved.").format(client=client)
        if self._is_open():
            self.finish()
        messages.inform(words, (_("Open"), partial(open_file, self._parent, file)))
        messages.bar.focus_action()

    def _failed(self, error: UserError) -> None:
        if not self._is_open():
            messages_of(self._parent).error(error)
            return
        self.primary.setEnabled(True)
        if isinstance(error, InvalidInputError) and "proposals" in error.problems:
            self._proposals.set_problem(error.problems["proposals"])
            self._proposals.editor.setFocus()
        else:
            self.fail(error)


def _quarters(last: Quarter) -> list[tuple[Quarter, str]]:
    """The one that is not over, then those before it."""
    now = last.after
    found = [(now, _("{quarter}, so far").format(quarter=format_quarter(now.first)))]
    while len(found) < _PAST:
        before = found[-1][0].before
        found.append((before, format_quarter(before.first)))
    return found
