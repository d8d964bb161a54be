"""What can be done to the promises of a job order: each by a key, a button and a line of the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.domain.agreement import AgreedStep
from desktop.domain.job_order import JobState
from desktop.domain.outlook import TrackedLine
from desktop.domain.promises import Promise, PromiseState
from desktop.domain.promising import can_be_early
from desktop.domain.roles import Side
from desktop.domain.tracking import AlreadyMarkedError, Tracking, already_marked
from desktop.errors import UserError
from desktop.formats import format_moment
from desktop.i18n import _
from desktop.services.promises import Tracked
from ui.commands import Command, Commands
from ui.messages import messages_of
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.candidates_sheet import CandidateActions, CandidatesSheet
from ui.widgets.check_in_sheet import open_check_in
from ui.widgets.promise_sheets import MomentSheet, PauseSheet
from ui.widgets.promise_words import pause_means
from ui.widgets.undoing import undo_just


@dataclass(frozen=True)
class Sheets:
    """What other screens make of a job order, shown over this one."""

    remind: Callable[[UUID, UUID], object]
    """Writes a reminder of (job order, promise)."""
    save_page: Callable[[UUID], object]
    """Saves the check-in page of a job order."""


@dataclass(frozen=True)
class Shown:
    """What is on the screen now, and how it learns of a change."""

    tracked: Callable[[], Tracked | None]
    line: Callable[[], TrackedLine | None]
    state: Callable[[], JobState]
    took: Callable[[Tracking], object]
    reload: Callable[[], object]
    is_private: Callable[[], bool]


class TrackingDeeds:
    """Acts on the current line. What is refused is said where it was asked for, and nothing typed is lost."""

    def __init__(self, view: QWidget, app: App, commands: Commands, shown: Shown, sheets: Sheets) -> None:
        self._view, self._app, self._registry, self._shown, self._sheets = view, app, commands, shown, sheets
        self.candidates: CandidatesSheet | None = None

    @property
    def commands(self) -> list[Command]:
        """For the table of promises, where a letter alone counts."""

        def command(id: str, text: str, run: Callable[[], object], key: str, icon: str = "") -> Command:
            return Command(
                id, text, run, (key,), icon, _("Promises"), enabled=lambda: self._shown.tracked() is not None
            )

        return [
            command("promise-done", _("Mark done now"), self.mark_done, "D", "check"),
            command("promise-done-at", _("Mark done at another time"), self.mark_done_at, "Shift+D", "calendar"),
            Command(
                "promise-remind", _("Remind"), self.remind, ("R",), "bell", _("Promises"),
                enabled=self._is_ours,
            ),
            command("promise-check-in", _("Check in: how is it going?"), self.check_in, "I", "message-square-text"),
            command("promise-excuse", _("Excuse, with a reason"), self.excuse, "X", "minus"),
            command("promise-pause", _("Pause, or let it run on"), self.pause_or_run_on, "P", "pause"),
            command("promise-candidates", _("Candidates"), self.show_candidates, "C", "users"),
            command("promise-not-done", _("Take the mark back"), self.take_back, "Del", "undo-2"),
            Command("promise-page", _("Check-in page of this job order…"), self.save_page, ("S",), "file-text",
                    _("Promises"), self._is_ours),
            Command("promise-thank", _("Thank-you note"), self.thank, ("T",), "mail", _("Promises"),
                    lambda: self._is_ours() and self._shown.state() == JobState.FILLED),
        ]  # fmt: skip

    # -- promises ---------------------------------------------------------------------------------------------------

    def mark_done(self) -> None:
        """The current promise was kept, just now; a step that has not begun, before its time."""
        if step := self._early_step():
            self._do(
                lambda: self._app.promises.mark_done_early(self._job, step.id),
                _("“{title}” is done, before its time began").format(title=step.title),
            )
        elif promise := self._promise():
            self._do(
                lambda: self._app.promises.mark_done(self._job, promise.id),
                _("“{title}” is done").format(title=self._title(promise)),
            )

    def mark_done_at(self) -> None:
        """The current promise, or a step that has not begun, was done at another time, which is asked for."""
        step, do = self._early_step(), self._app.promises
        mark: Callable[[datetime], Tracking]
        if step:
            title, mark = step.title, partial(do.mark_done_early, self._job, step.id)
        elif promise := self._open_promise():
            title, mark = self._title(promise), partial(do.mark_done, self._job, promise.id)
        else:
            return
        MomentSheet(
            self._view,
            title=_("When was “{title}” done?").format(title=title),
            primary=_("Mark done"),
            now=self._app.clock(),
            do=lambda at: self._keep(
                lambda: mark(at), _("“{title}” was done {when}").format(title=title, when=format_moment(at))
            ),
        ).open()

    def take_back(self) -> None:
        """The current promise is not done or excused after all."""
        promise = self._promise()
        if promise is None:
            return
        if promise.is_open or promise.state == PromiseState.CANCELLED:
            messages_of(self._view).inform(_("“{title}” is not marked.").format(title=self._title(promise)))
            return
        self._do(
            lambda: self._app.promises.take_back(self._job, promise.id),
            _("“{title}” is not done after all").format(title=self._title(promise)),
        )

    def excuse(self) -> None:
        """The current promise does not count against anybody, for a reason."""
        promise = self._promise()
        if promise is None:
            return
        if not (promise.is_open or promise.state == PromiseState.LATE_AND_KEPT):
            messages_of(self._view).warn(str(already_marked(promise, self._title(promise))))
            return
        AskSheet(
            self._view,
            title=_("Excuse “{title}”").format(title=self._title(promise)),
            field=_("Why does it not count?"),
            primary=_("Excuse"),
            explanation=_("It no longer counts against either side. The reason is kept in the history."),
            do=lambda why: self._keep(
                lambda: self._app.promises.excuse(self._job, promise.id, why),
                _("“{title}” is excused").format(title=self._title(promise)),
            ),
        ).open()

    def pause_or_run_on(self) -> None:
        """The clock of the current promise stands still, or runs on."""
        promise, tracked = self._open_promise(), self._shown.tracked()
        if promise is None or tracked is None or self._is_held(tracked):
            return
        if any(p.promise_id == promise.id and p.until is None for p in tracked.tracking.pauses):
            self._do(
                lambda: self._app.promises.run_on(self._job, promise.id),
                _("“{title}” runs on").format(title=self._title(promise)),
            )
            return
        cause = Side.AGENCY if promise.side == Side.CLIENT else Side.CLIENT
        PauseSheet(
            self._view,
            self._title(promise),
            pause_means(promise, tracked.ground),
            cause,
            lambda why, side: self._keep(
                lambda: self._app.promises.pause(self._job, promise.id, why, side),
                _("“{title}” is paused").format(title=self._title(promise)),
            ),
        ).open()

    def remind(self) -> None:
        """Write to whoever holds the current promise."""
        promise, tracked = self._open_promise(), self._shown.tracked()
        if promise is None or tracked is None or self._is_held(tracked):
            return
        if promise.paused_since is not None:
            words = _("“{title}” is paused, so that nobody is late with it. Let it run on first (P).")
            messages_of(self._view).warn(words.format(title=self._title(promise)))
            return
        self._sheets.remind(self._job, promise.id)

    def _is_held(self, tracked: Tracked) -> bool:
        """Whether the job order is on hold: then it is said, with the way out."""
        if tracked.tracking.on_hold is None:
            return False
        words = _("The job order is on hold: no clock runs, and nobody is late. Resume it first.")
        messages_of(self._view).warn(words, (_("Resume"), self.resume))
        return True

    # -- the job order ----------------------------------------------------------------------------------------------

    def resume(self) -> None:
        """The job order is no longer on hold."""
        self._registry.trigger("resume")

    def save_page(self) -> None:
        """What was promised and delivered in this job order, on one page."""
        self._sheets.save_page(self._job)

    def thank(self) -> None:
        """A note to all who took part."""
        from ui.widgets.thanks_sheet import open_thanks  # rarely wanted

        open_thanks(self._view, self._app, self._job)

    def check_in(self) -> None:
        """How it is going, in one line."""
        told, private = _("The check-in is noted"), self._shown.is_private()
        open_check_in(self._view, self._app, self._job, lambda check_in: self._keep(check_in, told), private=private)

    def show_candidates(self) -> None:
        """The candidates and what happened to them."""
        tracked = self._shown.tracked()
        if tracked is None:
            return
        do = self._app.promises
        actions = CandidateActions(
            add=lambda reference, sent: self._keep(
                lambda: do.add_candidate(self._job, reference, sent_at=sent),
                _("{reference} is added").format(reference=reference.strip()),
            ),
            note=lambda id, event, at: self._keep(
                lambda: do.note_event(self._job, id, event, at), _("Noted: {event}").format(event=_(event.word))
            ),
            remove=lambda id, happening: self._keep(
                lambda: do.remove_event(self._job, id, happening),
                _("Removed: {event}").format(event=_(happening.event.word)),
            ),
            clock=self._app.clock,
        )
        self.candidates = CandidatesSheet(self._view, tracked.tracking, actions)
        self.candidates.finished.connect(self._candidates_closed)
        self.candidates.open()

    def _candidates_closed(self) -> None:
        self.candidates = None

    # -- how --------------------------------------------------------------------------------------------------------

    @property
    def _job(self) -> UUID:
        tracked = self._shown.tracked()
        if tracked is None:
            raise LookupError("Nothing is tracked here.")
        return tracked.tracking.job_order_id

    def _is_ours(self) -> bool:
        return self._shown.is_private() and self._shown.tracked() is not None

    def _early_step(self) -> AgreedStep | None:
        """The step of the current line, where it has not begun and can be done before it does."""
        line = self._shown.line()
        return line.step if line and line.promise is None and can_be_early(line.step) else None

    def _promise(self) -> Promise | None:
        """The current promise; where the step has not begun, that is said."""
        line = self._shown.line()
        if line is not None and line.promise is None:
            words = _("“{title}” has not begun: nothing is promised yet.").format(title=line.step.title)
            messages_of(self._view).inform(words)
        return line.promise if line else None

    def _title(self, promise: Promise) -> str:
        tracked = self._shown.tracked()
        return promise.title if tracked is None else tracked.tracking.name_of(promise)

    def _open_promise(self) -> Promise | None:
        promise = self._promise()
        if promise is None or promise.is_open:
            return promise
        messages_of(self._view).warn(str(already_marked(promise, self._title(promise))))
        return None

    def _keep(self, action: Callable[[], Tracking], told: str) -> Tracking:
        """Do it, show it, and say so with Undo. Raises UserError; what another window did is shown before."""
        newest = self._app.undo.newest
        try:
            saved = action()
        except AlreadyMarkedError:
            self._shown.reload()
            raise
        self._shown.took(saved)
        if saved.on_hold is not None:
            told = _("{what}. The job order stays on hold.").format(what=told)
        if self._app.undo.newest is not newest:
            messages_of(self._view).done(told, undo_just(self._view, self._app.undo))
        return saved

    def _do(self, action: Callable[[], Tracking], told: str) -> None:
        messages = messages_of(self._view)
        try:
            self._keep(action, told)
        except AlreadyMarkedError as error:
            messages.warn(str(error))
        except UserError as error:
            messages.error(error)
        else:
            messages.clear()
