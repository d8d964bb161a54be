"""Days off changed: what runs is reckoned anew, behind everything else, and can be stopped."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.app import App
from desktop.changes import Changes
from desktop.errors import UserError
from desktop.i18n import _, ngettext
from ui import background
from ui.messages import Messages

WORTH_TELLING = 100  # job orders: fewer are done before anybody has read of it


class Recounting(QObject):
    """Listens for changed calendars."""

    def __init__(self, app: App, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._messages = app, messages
        self._job: background.Job | None = None

    def hear(self, changes: Changes) -> None:
        """Begin, where a calendar changed here. A calendar that changed in another window was reckoned there."""
        whose = {id for kind, id in changes.touched if kind == "calendar"}
        if not whose:
            return
        agency = self._app.agencies.get().id
        only = None if agency in whose or len(whose) > 1 or self._job else whose.pop()
        self.stop()
        work = partial(self._app.promises.recount, client_id=only)
        self._job = background.run_long(
            self,
            lambda job: work(job.report, lambda: job.cancelled),
            self._done,
            self._failed,
            self._show,
        )

    def stop(self) -> None:
        """What is reckoned so far stays; the rest follows at its next change."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self, done: int, total: int) -> None:
        if done < total >= WORTH_TELLING:
            words = _("Days off changed: due times are reckoned anew, {done} of {total} job orders.")
            self._messages.inform(words.format(done=done, total=total), (_("Cancel"), self._cancelled))

    def _cancelled(self) -> None:
        self.stop()
        self._messages.clear()
        self._messages.done(_("Stopped. The other due times follow when their job orders change."))

    def _done(self, moved: int) -> None:
        self._job = None
        self._messages.clear()
        if moved:
            words = ngettext("Days off changed: {n} job order has new due times.",
                             "Days off changed: {n} job orders have new due times.", moved)  # fmt: skip
            self._messages.done(words.format(n=moved))

    def _failed(self, error: UserError) -> None:
        self._job = None
        self._messages.error(error)
