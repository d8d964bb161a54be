"""Wins, and what both sides say after each job order."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.job_order import JobState, reference
from desktop.domain.partnership import Feedback
from desktop.domain.relationship import ClientPage
from desktop.domain.roles import Side
from desktop.i18n import _
from desktop.services.wins import Closed
from ui.commands import Command
from ui.messages import messages_of
from ui.screens.clients.feedback_sheet import FeedbackSheet
from ui.screens.clients.source import Source, Ways
from ui.screens.clients.tab import ClientTab
from ui.theme import ElidedLabel
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.pulse import dots
from ui.widgets.thanks_sheet import open_thanks
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap


class WinsTab(ClientTab):
    """The job orders that are closed. T thanks everybody, F notes what somebody says."""

    def __init__(self, source: Source, ways: Ways) -> None:
        super().__init__(source)
        self._closed: dict[UUID, Closed] = {}
        self.list = TwoLineList(_("Closed job orders, with what both sides say"), wide=True)
        self.list.opened.connect(ways.job_order)
        self.thanks_button = Button(_("Thank-you note…"), "mail", "T")
        self.feedback_button = Button(_("Feedback…"), "message-square-text", "F")
        self.thanks_button.clicked.connect(self.thank)
        self.feedback_button.clicked.connect(self.feedback)
        self.list.current_changed.connect(lambda _id: self._show_buttons())
        self._tools = Wrap(self.thanks_button, self.feedback_button)
        self._empty = EmptyState(
            "handshake",
            _("Celebrate the first hire together."),
            _("Job orders that are filled stand here, with thanks."),
        )
        self._keys = ElidedLabel("", "small")
        self._keys.setText(_("{enter}  open     T  thank-you note     F  feedback").format(enter=_("Enter")))
        self.stack(self._empty, self._tools, self.list, self._keys, grows=(self._empty, self.list))

    @property
    def commands(self) -> list[Command]:
        """For the list, where a letter alone counts."""
        group = _("Clients")
        return [
            Command("thank-you", _("Thank-you note"), self.thank, ("T",), "mail", group, self._is_win),
            Command("feedback", _("Feedback"), self.feedback, ("F",), "message-square-text", group,
                    lambda: self._current() is not None),
        ]  # fmt: skip

    def go_first(self) -> None:
        self.list.select_first()

    def show_page(self, page: ClientPage) -> None:
        closed = self.app.wins.closed(page.client_id)
        self._closed = {one.id: one for one in closed}
        self.list.set_rows([_row(one) for one in closed])
        self.list.stay_near()
        self._empty.setVisible(not closed)
        for part in (self._tools, self.list, self._keys):
            part.setVisible(bool(closed))
        self._show_buttons()

    def panes(self) -> list[QWidget]:
        return [self.list, self._tools] if self._closed else [self]

    # -- what can be done -------------------------------------------------------------------------------------------

    def thank(self) -> None:
        """A note to all who took part in filling the current job."""
        one = self._current()
        if one is not None:
            open_thanks(self, self.app, one.id)

    def feedback(self) -> None:
        """What somebody says of the current job order."""
        one = self._current()
        if one is None:
            return
        today = self.app.clock().astimezone().date()
        begun = Feedback(job_order_id=one.id, side=Side.CLIENT, name="", on=today, rating=0)
        FeedbackSheet(self, one.title, begun, [_said(f) for f in one.feedback], self._keep).open()

    def _keep(self, feedback: Feedback) -> None:
        app = self.app
        saved = app.partnership.save_feedback(feedback)
        messages_of(self).done(_("Noted what {name} says").format(name=saved.name), undo_just(self, app.undo))

    def _current(self) -> Closed | None:
        return self._closed.get(self.list.current_id())

    def _is_win(self) -> bool:
        current = self._current()
        return current is not None and current.state == JobState.FILLED

    def _show_buttons(self) -> None:
        self.thanks_button.setEnabled(self._is_win())
        self.feedback_button.setEnabled(self._current() is not None)


def _row(one: Closed) -> Row:
    newest = {side: next((f for f in reversed(one.feedback) if f.side == side), None) for side in Side}
    ours, theirs = newest[Side.AGENCY], newest[Side.CLIENT]
    said = next((f.words for f in (theirs, ours) if f and f.words), "")
    words = _("{reference} · {state} · “{said}”") if said else _("{reference} · {state}")
    return Row(
        one.id,
        one.title,
        words.format(reference=reference(one.number), state=_(one.state.label), said=said),
        who=_("Us {pulse}").format(pulse=dots(ours.rating)) if ours else _("Us: not asked"),
        status=_("Them {pulse}").format(pulse=dots(theirs.rating)) if theirs else _("Them: not asked"),
        tone="ok" if one.state == JobState.FILLED and theirs else "",
    )


def _said(feedback: Feedback) -> str:
    if feedback.words:
        words = _("{name}: {n} of 5, “{said}”")
        return words.format(name=feedback.name, n=feedback.rating, said=feedback.words)
    return _("{name}: {n} of 5").format(name=feedback.name, n=feedback.rating)
