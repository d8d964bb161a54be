"""The Process tab: the steps and terms of one job order, agreed by both sides at one table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agreement import Agreement, AgreementState
from desktop.domain.positions import Position
from desktop.domain.process import Process
from desktop.domain.roles import Side
from desktop.domain.terms import Terms
from desktop.errors import NotFoundError, NotReadyError, UserError
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.process.standing import Standing
from ui.screens.process.start import Start
from ui.theme import theme
from ui.widgets.ask_sheet import AskSheet
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.menu_button import MenuButton
from ui.widgets.negotiated_steps import NegotiatedSteps
from ui.widgets.step_actions import PositionActions, StepActions, Steps
from ui.widgets.step_words import difference
from ui.widgets.terms_form import TermsForm
from ui.widgets.undoing import undo_just

MOST_LISTED = 12
"""So many open points are named; the rest are counted."""
_KINDS = ("process", "agreement", "template", "agency", "job_order")


class ProcessScreen(Screen):
    """The target is a job order's id. `sign_off(id)` shows its agreement; `saved_at` tells when something was saved."""

    saved_at = Signal(datetime)

    def __init__(self, app: App, bridge: Bridge, commands: Commands, sign_off: Callable[[UUID], object]) -> None:
        super().__init__(bridge)
        self._app, self._commands, self._sign_off = app, commands, sign_off
        self._id: UUID | None = None
        self._standing: Standing | None = None
        self._adding_first = False
        self._hours: float | None = None  # of a working day; asked once
        self._untold = 0  # saves of ours, shown already, that the bridge has yet to tell of
        self.client_view = Button(_("Client view"), "eye", key_text("F11"))
        self.open_points = MenuButton("", "triangle-alert", self._fill_open_points, key_text("F8"))
        self.propose = Button(_("Propose to client"))
        self.ask = Button(_("Ask for sign-off"), "file-check", primary=True)
        self.reopen = Button(_("Reopen"), "pen-line")
        self.amend = Button(_("Amend"), "pen-line")
        self.see = Button(_("Show the agreement"), "file-text")
        buttons = (self.open_points, self.client_view, self.propose, self.reopen, self.amend, self.see, self.ask)
        self.banner = Banner(*buttons)
        self.editor = NegotiatedSteps(self._step_actions(), self._position_actions(), commands)
        self.terms: TermsForm | None = None
        self.start = Start(self._begin_from, self.add_first)
        self._terms_page = QWidget()
        self._terms_column = QVBoxLayout(self._terms_page)
        self._terms_of: UUID | None = None
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self._id is None:
            return
        try:
            process, newest, state = self._app.processes.standing(self._id)
            if self._hours is None:
                self._hours = self._app.agencies.get().week.hours_a_day
        except NotFoundError:
            return  # taken back: the list goes on to another
        except UserError as error:
            messages_of(self).error(error)
            return
        self._show(Standing(process, newest, self._hours, state))

    def concerns(self, changes: Changes) -> bool:
        return any(changes.has(kind) for kind in _KINDS)

    def show_target(self, target: object) -> None:
        if not isinstance(target, UUID) or target == self._id or not self.flush():
            return
        self._id, self._standing, self._adding_first, self._untold = target, None, False, 0
        self.mark_stale()

    def panes(self) -> list[QWidget]:
        return [*(self.editor.panes() if self._stack.currentWidget() is self.editor else [self.start]), self.banner]

    def flush(self) -> bool:
        return self.editor.flush() and (self.terms is None or self.terms.flush())

    def set_client_view(self, on: bool) -> None:
        self.client_view.setText(_("Leave client view") if on else _("Client view"))
        self.editor.set_client_view(on)

    def _hear(self, changes: Changes) -> None:
        """A save of ours is shown already. Commits are told in their order, so as many are passed over as were ours."""
        mine = {(kind, self._id) for kind in ("process", "job_order", "history")}
        if self._untold and changes.has("process") and not changes.everything and changes.touched <= mine:
            self._untold -= 1
        else:
            self._heed(changes)

    def _heed(self, changes: Changes) -> None:
        """Something changed that is not on the screen yet."""
        if changes.has("agency"):
            self._hours = None
        super()._hear(changes)

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self, now: Standing) -> None:
        if now == self._standing:
            return
        self._standing = now
        self.editor.set_hours_a_day(now.hours_a_day)
        self.editor.set_steps(now.process.steps)
        self.editor.set_read_only(now.is_fixed)
        self._show_terms()
        empty = not now.process.steps and not self._adding_first and not now.is_fixed
        if empty:
            self.start.show_templates(self._app.templates.all())
        self._stack.setCurrentWidget(self.start if empty else self.editor)
        self._show_banner(now)

    def _show_banner(self, now: Standing) -> None:
        state, points = now.newest.state, len(now.gaps)
        self.banner.say(now.title, now.text, now.tone)
        self.open_points.setText(ngettext("{n} missing", "{n} missing", points).format(n=points))
        shown = {
            self.open_points: points > 0 and not now.is_fixed,
            self.propose: state == AgreementState.DRAFT and bool(now.process.steps) and not now.is_fixed,
            self.ask: not now.is_fixed and bool(now.process.steps),
            self.reopen: state == AgreementState.AGREED and not now.job_state.is_closed,
            self.amend: self._may_amend(),
            self.see: state.is_fixed,
        }
        for button, show in shown.items():
            button.setVisible(show)
        self.ask.set_primary(not now.open_points)

    def _show_terms(self) -> None:
        """The form is built when its page is first seen: opening a job order stays quick."""
        if self._standing is None or not self._terms_page.isVisible():
            return
        process = self._standing.process
        if self.terms is None:
            self.terms = TermsForm(process.terms, self._save_terms)
            self.terms.saved_at.connect(self.saved_at)
            self._terms_column.addWidget(self.terms)
            self._terms_of = process.job_order_id
        if self._terms_of == process.job_order_id:
            self.terms.show_value(process.terms)
        else:
            self.terms.load(process.terms)
            self._terms_of = process.job_order_id
        self.terms.set_read_only(self._standing.is_fixed)

    # -- doing ------------------------------------------------------------------------------------------------------

    def _took(self, process: Process) -> Process:
        """Show what was saved just now, before the bridge tells of it."""
        if self._standing is not None:
            self._untold += process.revision != self._standing.process.revision
            self._show(replace(self._standing, process=process))
        self.saved_at.emit(datetime.now().astimezone())
        return process

    def _save_terms(self, terms: Terms) -> Terms:
        return self._took(self._app.processes.set_terms(self._job, terms, self._shown.terms)).terms

    @property
    def _job(self) -> UUID:
        if self._id is None:
            raise LookupError("No job order is shown.")
        return self._id

    @property
    def _shown(self) -> Process:
        """The process as it is on the screen: an edit that starts from it overwrites no other window's."""
        if self._standing is None:
            raise LookupError("No process is shown.")
        return self._standing.process

    def _step_actions(self) -> StepActions:
        do = self._app.processes

        def remove(step_id: UUID) -> Steps:
            title = self.editor.current_step.title if self.editor.current_step else ""
            steps = self._took(do.remove_step(self._job, step_id)).steps
            undo = undo_just(self, self._app.undo)
            messages_of(self).done(_("Removed “{title}”").format(title=title), undo)
            return steps

        return StepActions(
            add=lambda step, place: self._took(do.add_step(self._job, step, place)).steps,
            edit=lambda step: self._took(do.edit_step(self._job, step, self._shown.step(step.id))).steps,
            move=lambda step_id, place: self._took(do.move_step(self._job, step_id, place)).steps,
            remove=remove,
        )

    def _position_actions(self) -> PositionActions:
        do = self._app.processes

        def take(step_id: UUID, side: Side, position: Position) -> Steps:
            return self._took(do.take_position(self._job, step_id, side, position)).steps

        return PositionActions(
            take=take,
            both_agree=lambda step_id: self._took(do.both_agree(self._job, step_id)).steps,
            agree_the_rest=lambda: self._took(do.agree_the_rest(self._job)).steps,
            accept=lambda step_id: self._took(do.accept(self._job, step_id)).steps,
            keep=lambda step_id: self._took(do.keep(self._job, step_id)).steps,
        )

    def add_first(self) -> None:
        """Type the first step, instead of beginning from a template."""
        self._adding_first = True
        self._stack.setCurrentWidget(self.editor)
        self.editor.begin_adding()

    def _begin_from(self, template_id: UUID) -> None:
        if self._do(lambda: self._took(self._app.processes.apply_template(self._job, template_id))):
            self.editor.focus_table()

    def go_to_open_point(self) -> None:
        """The next step that lacks something; where none does, that has a difference; else that waits for a word."""
        if self._standing is None:
            return
        steps = self._standing.process.steps
        lacking = [point.step_id for point in self._standing.gaps if point.step_id]
        waiting = lacking or [step.id for step in steps if difference(step)]
        waiting = waiting or [step.id for step in steps if not step.is_agreed]
        if not waiting:
            messages_of(self).done(_("Nothing is open. Ask for sign-off."))
            return
        order = {step.id: n for n, step in enumerate(steps)}
        here = order[self.editor.current_step.id] if self.editor.current_step else -1
        self._go_to(next((id for id in waiting if order[id] > here), waiting[0]))

    def _go_to(self, step_id: UUID) -> None:
        self.editor.select(step_id)
        self.editor.focus_table()

    def _fill_open_points(self, menu: QMenu) -> None:
        points = self._standing.gaps if self._standing else ()
        for point in points[:MOST_LISTED]:
            action = QAction(point.sentence.replace("&", "&&"), menu)
            if point.step_id:
                action.triggered.connect(partial(self._go_to, point.step_id))
            menu.addAction(action)
        if more := len(points) - MOST_LISTED if len(points) > MOST_LISTED else 0:
            menu.addAction(ngettext("and {n} more", "and {n} more", more).format(n=more)).setEnabled(False)

    # -- versions ---------------------------------------------------------------------------------------------------

    def ask_for_sign_off(self) -> None:
        """Fix what is agreed and go on to the signatures; where something is open, say what and go there."""
        if not self.flush():
            return
        try:
            self._app.agreements.agree(self._job)
        except NotReadyError as error:
            lines = str(error).split("\n")
            rest = len(lines) - 3
            more = ngettext("and {n} more", "and {n} more", rest).format(n=rest) if rest > 0 else ""
            messages_of(self).warn("\n".join([*lines[:3], *([more] if more else [])]))
            self._go_to_first_open()
        except UserError as error:
            messages_of(self).error(error)
        else:
            messages_of(self).clear()
            self.refresh()
            self._sign_off(self._job)

    def _go_to_first_open(self) -> None:
        points = self._standing.open_points if self._standing else ()
        if step_id := next((point.step_id for point in points if point.step_id), None):
            self._go_to(step_id)

    def _propose(self) -> None:
        if self.flush() and self._do(lambda: self._app.agreements.propose(self._job)):
            messages_of(self).done(_("Proposed. What the client says is noted beside each step."))

    def _may_amend(self) -> bool:
        now = self._standing
        return now is not None and now.newest.state == AgreementState.SIGNED and not now.job_state.is_closed

    def _amend(self) -> None:
        self._do(lambda: self._app.agreements.amend(self._job))

    def _reopen(self) -> None:
        if self._standing is None or not self._standing.newest.sign_offs:
            self._do(lambda: self._app.agreements.reopen(self._job))
            return
        AskSheet(
            self,
            title=_("Somebody has signed this version already"),
            field=_("Why is it given up?"),
            primary=_("Withdraw it and begin the next"),
            do=self._withdraw,
            explanation=_("It is kept as withdrawn, with its signatures, and the next version begins as a draft."),
        ).open()

    def _withdraw(self, because: str) -> None:
        self._app.agreements.reopen(self._job, because)
        self.refresh()

    def _do(self, action: Callable[[], Process | Agreement]) -> bool:
        try:
            action()
        except UserError as error:
            messages_of(self).error(error)
            return False
        self.refresh()
        return True

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = theme()
        self._terms_column.setContentsMargins(look.px(14), look.px(8), look.px(10), look.px(12))
        self.editor.add_page(_("Terms"), self._terms_page)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.banner)
        column.addWidget(self._stack, stretch=1)

    def _connect(self) -> None:
        self.client_view.clicked.connect(lambda: self._commands.trigger("client-view"))
        self.propose.clicked.connect(self._propose)
        self.ask.clicked.connect(self.ask_for_sign_off)
        self.reopen.clicked.connect(self._reopen)
        self.amend.clicked.connect(self._amend)
        self.see.clicked.connect(lambda: self._sign_off(self._job))
        self.editor.page_shown.connect(self._show_terms)
        group = _("Process")
        amend = _("Amend: begin the next version")
        unfixed = lambda: self._standing is not None and not self._standing.is_fixed  # noqa: E731
        for command in (
            Command("open-point", _("Go to the next open point"), self.go_to_open_point, ("F8",), group=group),
            Command(
                "terms", _("Terms beside the steps"), partial(self.editor.toggle_panel, 1), ("Shift+F4",), group=group
            ),
            Command("amend-steps", amend, self._amend, ("Ctrl+M",), "pen-line", group, self._may_amend),
            Command("propose", _("Propose to client"), self._propose, ("Ctrl+Shift+E",), group=group, enabled=unfixed),
            Command(
                "sign-off",
                _("Ask for sign-off"),
                self.ask_for_sign_off,
                ("Ctrl+Shift+S",),
                group=group,
                enabled=unfixed,
            ),
        ):
            self._commands.add(command, self)
        self._commands.add(Command("first-step", _("Add the first step"), self.add_first, ("Ins",)), self.start)
