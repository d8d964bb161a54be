"""What can be done on Today to what waits: each by one key on the list."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.today import ActionLine, DuePromise
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from ui.commands import Command
from ui.messages import messages_of
from ui.screens.today.words import name_of

if TYPE_CHECKING:
    from desktop.app import App  # the window shows Today before SQLAlchemy is imported

Remind = Callable[[UUID, UUID], object]
"""Writes a reminder of (job order, promise)."""
OpenJob = Callable[[UUID, str, UUID | None], object]
"""Shows (job order, tab, promise)."""


class TodayDeeds:
    """Acts on the current row. What is refused is said, and nothing typed is lost. Sheets are imported when wanted.

    `due()` is the promise of the current row, `action()` its action, `job()` its job order, whatever waits there.
    """

    def __init__(
        self,
        view: QWidget,
        app: "Callable[[], App | None]",
        due: Callable[[], DuePromise | None],
        job: Callable[[], UUID | None],
        open_job: OpenJob,
        remind: Remind,
        action: Callable[[], ActionLine | None],
    ) -> None:
        self._view, self._app_now, self._due, self._job = view, app, due, job
        self._open_job, self._remind, self._action = open_job, remind, action

    @property
    def commands(self) -> list[Command]:
        """For the list, where a letter alone counts."""
        group, is_due = _("Today"), self._is_due
        return [
            Command("today-done", _("Mark done now"), self.mark_done, ("D",), "check", group,
                    lambda: is_due() or (self._app_now() is not None and self._action() is not None)),
            Command("today-done-at", _("Mark done at another time"), self.mark_done_at, ("Shift+D",), "calendar",
                    group, is_due),
            Command("today-remind", _("Remind"), self.remind, ("R",), "bell", group, is_due),
            Command("today-check-in", _("Check in: how is it going?"), self.check_in, ("I",), "message-square-text",
                    group, lambda: self._app_now() is not None and self._job() is not None),
            Command("today-excuse", _("Excuse, with a reason"), self.excuse, ("X",), "minus", group, is_due),
            Command("today-preview", _("How its time came about"), self.preview, ("Space",), "eye", group, is_due),
        ]  # fmt: skip

    def mark_done(self) -> None:
        """The promise was kept, just now; an action is done."""
        if action := self._action():
            told = _("“{text}” is closed").format(text=action.text)
            try:
                self._keep(lambda: self._app.meetings.close_item(action.meeting_id, action.id), told)
            except UserError as error:
                messages_of(self._view).error(error)
        if line := self._due():
            try:
                self._keep(lambda: self._app.promises.mark_done(line.job_order_id, line.id), _done(line))
            except UserError as error:
                messages_of(self._view).error(error)

    def mark_done_at(self) -> None:
        """The promise was kept at another time, which is asked for."""
        from ui.widgets.promise_sheets import MomentSheet

        if line := self._due():
            MomentSheet(
                self._view,
                title=_("When was “{title}” done?").format(title=name_of(line)),
                primary=_("Mark done"),
                now=self._app.clock(),
                do=lambda at: self._keep(
                    lambda: self._app.promises.mark_done(line.job_order_id, line.id, at), _done(line)
                ),
            ).open()

    def excuse(self) -> None:
        """The promise does not count against anybody, for a reason."""
        from ui.widgets.ask_sheet import AskSheet

        if line := self._due():
            told = _("“{title}” is excused").format(title=name_of(line))
            AskSheet(
                self._view,
                title=_("Excuse “{title}”").format(title=name_of(line)),
                field=_("Why does it not count?"),
                primary=_("Excuse"),
                explanation=_("It no longer counts against either side. The reason is kept in the history."),
                do=lambda why: self._keep(lambda: self._app.promises.excuse(line.job_order_id, line.id, why), told),
            ).open()

    def check_in(self) -> None:
        """How it is going, in one line."""
        from ui.widgets.check_in_sheet import open_check_in

        if job := self._job():
            told = _("The check-in is noted")
            open_check_in(self._view, self._app, job, lambda check_in: self._keep(check_in, told))

    def remind(self) -> None:
        """Write to whoever holds the promise."""
        if line := self._due():
            self._remind(line.job_order_id, line.id)

    def preview(self) -> None:
        """How the time of the promise came about, with the way to its job order."""
        from ui.screens.today.preview import PreviewSheet
        from ui.widgets.promise_words import story

        if line := self._due():
            try:
                tracked = self._app.promises.tracked(line.job_order_id)
                found = [one for one in tracked.lines if one.promise and one.promise.id == line.id] if tracked else []
                if tracked is None or not found:
                    raise NotFoundError
            except UserError as error:
                messages_of(self._view).error(error)
                return
            sentences = story(found[0], tracked.tracking, tracked.ground, private=True)
            go = partial(self._open_job, line.job_order_id, "process", line.id)
            PreviewSheet(self._view, name_of(line), sentences, go).open()

    # -- how --------------------------------------------------------------------------------------------------------

    @property
    def _app(self) -> "App":
        app = self._app_now()
        if app is None:
            raise LookupError("Keys count once the services are there.")
        return app

    def _is_due(self) -> bool:
        return self._app_now() is not None and self._due() is not None

    def _keep(self, action: Callable[[], object], told: str) -> None:
        """Do it, and say so with Undo. Raises UserError."""
        from ui.widgets.undoing import undo_just

        action()
        messages_of(self._view).done(told, undo_just(self._view, self._app.undo))


def _done(line: DuePromise) -> str:
    return _("“{title}” is done").format(title=name_of(line))
