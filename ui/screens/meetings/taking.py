"""From the notes into the process: what a line would change is taken in by a key, or edited before."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.app import App
from desktop.domain.meetings import Item, ItemKind
from desktop.domain.notes import is_private, mark_of, without_mark
from desktop.domain.process import Process
from desktop.domain.proposals import Proposal
from desktop.errors import UserError
from desktop.i18n import _
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screens.meetings.page import MeetingPage
from ui.screens.meetings.take_sheet import TakeSheet
from ui.widgets.undoing import undo_just

TAKE_LINE = "Ctrl+T"


class Taking(QObject):
    """Acts on the current row beside the notes, or on the line that the cursor is in."""

    def __init__(self, page: MeetingPage, app: App, commands: Commands) -> None:
        super().__init__(page)
        self._page, self._app, self._side = page, app, page.side
        self._side.take_in.clicked.connect(self.take)
        group, words = _("Meeting"), _("Take the decision into the process")
        on_row = Command("item-take", words, self.take, ("T",), "list-checks", group, self._has_row)
        commands.add(on_row, self._side.outcomes)
        words = _("Take this line of the notes into the process")
        commands.add(Command("line-take", words, self.take_line, (TAKE_LINE,), "list-checks", group), page.editor)
        self._side.take_in.setToolTip(
            _("{key}: from the notes, the line that the cursor is in").format(key=key_text(TAKE_LINE))
        )

    def take(self) -> None:
        """What the current row would change is changed, or asked for, once all that is typed is kept."""
        proposal = self._current()
        if proposal is not None:
            self._take_or_ask(proposal)

    def edit(self) -> None:
        """The same, but seen and corrected first."""
        proposal = self._current()
        if proposal is not None:
            self._open(proposal)

    def take_line(self) -> None:
        """The line that the cursor is in: at once where it says what changes, else what it means is asked for."""
        if not self._page.flush():
            return
        meeting, proposer = self._page.meeting, self._page.proposer()
        if meeting is None or proposer is None:
            return
        number, line = self._page.editor.line()
        if is_private(line) or not without_mark(line) or mark_of(line) in {ItemKind.ACTION, ItemKind.QUESTION}:
            words = _("Only a decision or an answer goes into the process, and no private line. Put the cursor in one.")
            messages_of(self._page).inform(words)
            return
        known = next((one for one in self._page.proposals if one.line == number), None)
        decision = next((one for one in meeting.items if one.line == number), None)
        at_once = known or (_as_it_is(decision) if decision else None)
        self._take_or_ask(at_once or replace(proposer.proposed(number, without_mark(line)), asks=True))

    # -- how --------------------------------------------------------------------------------------------------------

    def _has_row(self) -> bool:
        return self._side.outcomes.current_id() is not None

    def _current(self) -> Proposal | None:
        """Of the current row; of one that can't be taken in too, so that it is said why."""
        if not self._has_row() or not self._page.flush():
            return None
        found, row = self._side.proposal(), self._side.current()
        if found is None and row is not None:
            return _as_it_is(row[1])
        return found

    def _take_or_ask(self, proposal: Proposal) -> None:
        if proposal.asks:
            self._open(proposal)
        else:
            self._do(lambda: self._take(proposal))

    def _open(self, proposal: Proposal) -> None:
        if self._page.process is not None:
            TakeSheet(self._page, proposal, self._page.process, self._take).open()

    def _do(self, take: Callable[[], object]) -> None:
        try:
            take()
        except UserError as error:
            messages_of(self._page).warn(str(error))
        else:
            messages_of(self._page).clear()

    def _take(self, proposal: Proposal) -> None:
        """Raises UserError."""
        meeting = self._page.meeting
        if meeting is None:
            return
        row = self._side.current()
        of = row[0].meeting_id if row and row[1].id == proposal.item_id else meeting.id  # or one carried over
        after = self._app.meetings.take_into_process(of, proposal)
        self._page.show_process()
        self._page.took(self._app.meetings.get(meeting.id))
        self._side.outcomes.stay_near()
        where = self._where(after, proposal)
        messages_of(self._page).done(_("Taken in: {where}").format(where=where), undo_just(self._page, self._app.undo))

    def _where(self, after: Process, proposal: Proposal) -> str:
        number = after.place(proposal.step_id) if proposal.step_id else len(after.steps)
        version = self._app.agreements.newest(after.job_order_id).number
        return _("Step {n} of version {number}").format(n=number, number=version)


def _as_it_is(item: Item) -> Proposal:
    """Of an item that can't be taken in: it is refused in words that say why."""
    return Proposal(line=item.line, text=item.text, item_id=item.id, title=item.text)
