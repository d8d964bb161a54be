"""What can be done with a job order as a whole: through its states, with the sheets that ask for a reason."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QMenu

from desktop.app import App
from desktop.domain.job_order import JobState
from desktop.domain.lines import JobOrderLine
from desktop.errors import UserError
from desktop.i18n import _
from ui.commands import Command, menu_action
from ui.messages import messages_of
from ui.screen import Screen
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.undoing import undo_just

_ALIVE = tuple(state for state in JobState if not state.is_closed)
_OVER = tuple(state for state in JobState if state.is_closed)
_BEFORE = (JobState.DRAFT, JobState.AGREEING)


class JobOrderDeeds:
    """`line` gives the job order shown on `screen` (None: nothing can be done now)."""

    def __init__(
        self,
        screen: Screen,
        app: App,
        line: Callable[[], JobOrderLine | None],
        show_letter: Callable[[UUID], object],
    ) -> None:
        self._screen, self._app, self._line, self._show_letter = screen, app, line, show_letter
        make = self._command
        self.commands = (
            make("open-search", _("Open the search"), "briefcase-business", "O", _BEFORE, self.open_search),
            make("hold", _("Put on hold…"), "pause", "H", (*_BEFORE, JobState.OPEN), self.put_on_hold),
            make("resume", _("Resume"), "undo-2", "R", (JobState.ON_HOLD,), self.resume),
            make("filled", _("Filled"), "check", "F", _ALIVE, self.close_filled),
            make("lost", _("Lost…"), "x", "L", _ALIVE, self.close_lost),
            make("pass", _("Pass…"), "circle-slash", "P", _ALIVE, self.pass_on),
            make("take-up", _("Take up again"), "undo-2", "A", _OVER, self.take_up_again),
            make("save-template", _("Save process as template…"), "layout-template", "T", (*_ALIVE, *_OVER), self.save),
        )

    def fill(self, menu: QMenu) -> None:
        """Add what can be done now to `menu`."""
        for command in self.commands:
            if command.enabled():
                menu.addAction(menu_action(command, menu))

    def open_search(self) -> None:
        """Asks for a reason where nothing is signed."""
        line, orders = self._line(), self._app.job_orders
        if line is None:
            return
        if line.standing.is_signed:
            self._do(orders.open_search, _("The search for {reference} is open."))
            return
        self._ask(
            _("Open the search for {reference} without an agreement?"),
            _("Open the search"),
            lambda reason: orders.open_search(line.id, because=reason),
            _("The search for {reference} is open."),
            _("Nothing is signed yet. “Working without an agreement” is shown wherever this job order is."),
        )

    def put_on_hold(self) -> None:
        """With a reason."""
        if line := self._line():
            hold = self._app.job_orders.put_on_hold
            words = _("Put {reference} on hold"), _("Put on hold")
            self._ask(*words, lambda reason: hold(line.id, reason), _("{reference} is on hold."))

    def resume(self) -> None:
        """Back to where it was."""
        self._do(self._app.job_orders.resume, _("{reference} goes on."))

    def close_filled(self) -> None:
        """The good end: thanks to all who took part are one key away."""
        from ui.widgets.thanks_sheet import open_thanks  # loaded late: it brings the database with it

        line = self._line()
        if line is None or not self._screen.flush():
            return
        messages = messages_of(self._screen)
        try:
            self._app.job_orders.close(line.id, JobState.FILLED)
        except UserError as error:
            messages.error(error)
            return
        told = _("{reference} is filled. Well done, both sides.").format(reference=line.reference)
        if line.standing.is_signed:  # what was tracked stands under its thanks
            self._tell(told)
            return
        messages.inform(told, (_("Thank-you note…"), partial(open_thanks, self._screen, self._app, line.id)))
        messages.bar.focus_action()

    def close_lost(self) -> None:
        """With a reason."""
        if line := self._line():
            close = self._app.job_orders.close
            words = _("{reference} is lost"), _("Mark as lost")
            self._ask(*words, lambda reason: close(line.id, JobState.LOST, reason), _("{reference} is lost."))

    def pass_on(self) -> None:
        """With a reason; then comes the letter, if it is wanted."""
        line = self._line()
        if line is None:
            return

        def go(reason: str) -> None:
            self._app.job_orders.pass_on(line.id, reason)
            self._tell(_("{reference} is passed.").format(reference=line.reference))
            if letter.isChecked():
                self._show_letter(line.id)

        why = _("The steps could not be agreed. The letter to the client gives your reason in these words.")
        sheet = self._sheet(line, _("Pass on {reference}"), _("Pass"), go, why)
        letter = sheet.add_check(_("Show the letter to the client next"), checked=True)
        if self._screen.flush():
            sheet.open()

    def take_up_again(self) -> None:
        """From closed back to agreeing."""
        messages_of(self._screen).clear()  # no thanks yet
        self._do(self._app.job_orders.take_up_again, _("{reference} is taken up again."))

    def save(self) -> None:
        """Its process becomes a template."""
        line = self._line()
        if line is None or not self._screen.flush():
            return

        def keep(name: str) -> None:
            template = self._app.templates.save_process(line.id, name)
            messages_of(self._screen).done(_("Saved as template {name}.").format(name=template.name.rstrip(".")))

        AskSheet(
            self._screen,
            title=_("Save the process as a template"),
            explanation=_("Steps and terms are kept, without names, positions and notes."),
            field=_("Name"),
            primary=_("Save template"),
            do=keep,
            value=line.title,
            rows="1",
        ).open()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _command(
        self, id: str, words: str, icon: str, letter: str, states: Sequence[JobState], run: Callable[[], object]
    ) -> Command:
        def enabled() -> bool:
            line = self._line()
            return line is not None and line.state in states

        return Command(id, words, run, (f"Ctrl+Shift+{letter}",), icon, _("Job order"), enabled)

    def _do(self, act: Callable[[UUID], object], told: str) -> None:
        line = self._line()
        if line is None or not self._screen.flush():
            return
        try:
            act(line.id)
        except UserError as error:
            messages_of(self._screen).error(error)
        else:
            self._tell(told.format(reference=line.reference))

    def _tell(self, told: str) -> None:
        messages_of(self._screen).done(told, undo_just(self._screen, self._app.undo))

    def _ask(self, title: str, primary: str, act: Callable[[str], object], told: str, explanation: str = "") -> None:
        line = self._line()
        if line is None or not self._screen.flush():
            return

        def go(reason: str) -> None:
            act(reason)
            self._tell(told.format(reference=line.reference))

        self._sheet(line, title, primary, go, explanation).open()

    def _sheet(
        self, line: JobOrderLine, title: str, primary: str, act: Callable[[str], object], explanation: str
    ) -> AskSheet:
        return AskSheet(
            self._screen,
            title=title.format(reference=line.reference),
            explanation=explanation,
            field=_("Reason"),
            primary=primary,
            do=act,
        )
