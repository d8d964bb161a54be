"""How it goes with a client: one list of reasons, check-ins, open actions, habits and meetings."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.job_order import JobState
from desktop.domain.relationship import ClientPage
from desktop.errors import UserError
from desktop.i18n import _
from ui.commands import Command
from ui.messages import messages_of
from ui.screens.clients.rows import Entry, entries
from ui.screens.clients.source import Source, Ways
from ui.screens.clients.tab import ClientTab
from ui.theme import ElidedLabel
from ui.widgets.buttons import Button
from ui.widgets.check_in_sheet import open_check_in
from ui.widgets.two_line_list import Heading, TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap


class OverviewTab(ClientTab):
    """Enter opens what a row stands on, D closes an action, I checks in."""

    def __init__(self, source: Source, ways: Ways) -> None:
        super().__init__(source)
        self._ways = ways
        self._entries: dict[object, Entry] = {}
        self.list = TwoLineList(_("How it goes with this client"), wide=True)
        self.list.opened.connect(self._open)
        self.check_in_button = Button(_("Check in"), "message-square-text", "I")
        self.check_in_button.clicked.connect(self.check_in)
        self._keys = ElidedLabel("", "small")
        self._keys.setText(_("{enter}  open     D  close an action     I  check in").format(enter=_("Enter")))
        self.stack(Wrap(self.check_in_button), self.list, self._keys, grows=(self.list,))

    @property
    def commands(self) -> list[Command]:
        """For the list, where a letter alone counts."""
        group = _("Clients")
        return [
            Command("client-action-done", _("Close the action"), self.close_action, ("D",), "check", group,
                    lambda: self._current().action is not None),
            Command("client-check-in", _("Check in: how is it going?"), self.check_in, ("I",),
                    "message-square-text", group),
        ]  # fmt: skip

    def show_target(self, target: object) -> None:
        self.list.clearSelection()
        super().show_target(target)

    def go_first(self) -> None:
        self.list.scrollToTop()
        QTimer.singleShot(0, self.list, self.list.stay_near)

    def show_page(self, page: ClientPage) -> None:
        found = entries(page, self._ways)
        self._entries = {entry.row if isinstance(entry.row, Heading) else entry.row.id: entry for entry in found}
        self.list.set_rows([entry.row for entry in found])
        self.list.stay_near()

    def panes(self) -> list[QWidget]:
        return [self.list, self.check_in_button]

    # -- what can be done -------------------------------------------------------------------------------------------

    def close_action(self) -> None:
        """The action of the current row is done, or its question answered."""
        action = self._current().action
        if action is None:
            return
        app = self.app
        try:
            app.meetings.close_item(action.meeting_id, action.id)
        except UserError as error:
            messages_of(self).error(error)
            return
        messages_of(self).done(_("“{text}” is closed").format(text=action.text), undo_just(self, app.undo))

    def check_in(self) -> None:
        """How it is going with the job order of the current row; else with the one that runs since longest."""
        app, job = self.app, self._current().job_order_id or self._running()
        if job is None:
            messages_of(self).inform(_("A check-in belongs to a job order with a signed agreement. There is none yet."))
            return

        def keep(check_in: Callable[[], object]) -> None:
            check_in()
            messages_of(self).done(_("The check-in is noted"), undo_just(self, app.undo))

        open_check_in(self, app, job, keep)

    def _running(self) -> UUID | None:
        if self._id is None:
            return None
        lines = self._source.page(self._id).job_orders
        running = [line for line in lines if line.standing.is_signed and not line.state.is_closed]
        first = next((line for line in running if line.state == JobState.OPEN), next(iter(running), None))
        return first.id if first else None

    def _current(self) -> Entry:
        return self._entries.get(self.list.current_id(), Entry(Heading("")))

    def _open(self, id: object) -> None:
        entry = self._entries.get(id)
        if entry is not None and entry.opens is not None:
            entry.opens()
