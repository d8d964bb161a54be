"""Pilots with a client: each with both figures side by side, and the verdict."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.partnership import Pilot, Verdict
from desktop.domain.relationship import ClientPage
from desktop.i18n import _
from ui.commands import Command, key_text
from ui.messages import messages_of
from ui.screens.clients.judge_sheet import JudgeSheet
from ui.screens.clients.pilot_result import ResultPanel, Scrolled, pilot_row
from ui.screens.clients.pilot_sheet import PilotSheet
from ui.screens.clients.source import Source
from ui.screens.clients.tab import ClientTab
from ui.theme import ElidedLabel
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap

USUAL_LENGTH, USUAL_BASELINE = timedelta(weeks=4), timedelta(days=90)
_OFFERED = 20
"""So many of the newest job orders that run are offered for a pilot."""


class PilotsTab(ClientTab):
    """Insert begins one, Enter changes the current one, J judges it."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._pilots: dict[UUID, Pilot] = {}
        self.list = TwoLineList(_("Pilots"), wide=True)
        self.result = ResultPanel()
        self._figures = Scrolled(self.result, _("Figures of the pilot"))
        self.judge_button = Button(_("Judge it…"), "check", "J")
        new = Button(_("New pilot"), "plus", key_text("Ins"))
        self._first = Button(_("New pilot"), "plus", key_text("Ins"), primary=True)
        self._empty = EmptyState(
            "flag", _("Change one thing for a while, then judge it together."),
            _("A pilot takes one step of the process, and compares it with before."), (self._first,),
        )  # fmt: skip
        for button in (new, self._first):
            button.clicked.connect(self.new_pilot)
        self.judge_button.clicked.connect(self.judge)
        self.list.opened.connect(self.change)
        self.list.current_changed.connect(self._show_result)
        self._tools = Wrap(new, self.judge_button)
        self._keys = ElidedLabel("", "small")
        self._keys.setText(_("{enter}  change     J  judge it").format(enter=_("Enter")))
        parts = (self._empty, self._tools, self.list, self._figures, self._keys)
        self.stack(*parts, grows=(self._empty, self.list))

    @property
    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count."""
        group = _("Clients")
        judge = Command("judge-pilot", _("Judge the pilot"), self.judge, ("J",), "check", group, self._may_judge)
        return [
            (Command("new-pilot", _("New pilot"), self.new_pilot, ("Ins",), "plus", group), self),
            (judge, self.list),
        ]

    def go_first(self) -> None:
        self.list.select_first()

    def show_page(self, page: ClientPage) -> None:
        self._pilots = {pilot.id: pilot for pilot in page.pilots}
        today = page.now.astimezone().date()
        self.list.set_rows([pilot_row(pilot, today) for pilot in page.pilots])
        self.list.stay_near()
        shown = min(len(page.pilots), 2)  # the figures below scroll rather than leave the list no room
        self.list.setMinimumHeight(shown * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())
        self._empty.setVisible(not page.pilots)
        for part in (self._tools, self.list, self._figures, self._keys):
            part.setVisible(bool(page.pilots))
        self._show_result(self.list.current_id())

    def panes(self) -> list[QWidget]:
        return [self.list, self._tools, self._figures] if self._pilots else [self._first]

    # -- what can be done -------------------------------------------------------------------------------------------

    def new_pilot(self) -> None:
        """Choose the step, the change, the job orders and the time."""
        if self._id is not None:
            self._ask(self._fresh(self._id))

    def change(self, id: UUID) -> None:
        """Another step, change or time for a pilot; what was judged stays."""
        if self._pilots[id].verdict is None:
            self._ask(self._pilots[id])
        else:
            messages_of(self).inform(_("This pilot was judged already. Begin another one for the next change."))

    def judge(self) -> None:
        """Adopt, change or drop the current pilot, with a reason."""
        pilot = self._pilots.get(self.list.current_id())
        if pilot is not None and self._may_judge():
            JudgeSheet(self, self.app, pilot, partial(self._end, pilot)).open()

    def _may_judge(self) -> bool:
        pilot = self._pilots.get(self.list.current_id())
        return pilot is not None and pilot.verdict is None

    def _fresh(self, client_id: UUID) -> Pilot:
        today = self.app.clock().astimezone().date()
        last, baseline = today + USUAL_LENGTH, today - USUAL_BASELINE
        return Pilot(client_id=client_id, step="", first=today, last=last, baseline_from=baseline)

    def _ask(self, pilot: Pilot) -> None:
        """The sheet, where there is a step that was signed."""
        steps = self.app.relationship.signed_steps(pilot.client_id)
        lines = self._source.page(pilot.client_id).job_orders
        running = [line for line in lines if line.standing.is_signed and not line.state.is_closed][:_OFFERED]
        offered = running + [line for line in lines if line.id in pilot.job_orders and line not in running]
        if not steps or not offered:
            messages_of(self).inform(
                _("A pilot is tried on a job order that runs and is signed. This client has none: sign one first.")
            )
            return
        if not pilot.step:
            step, limit = next(iter(steps.items()))
            pilot = replace(pilot, step=step, before=limit)
        PilotSheet(self, pilot, {pilot.step: pilot.before} | steps, offered, self._keep).open()

    def _keep(self, pilot: Pilot) -> None:
        app = self.app
        saved = app.partnership.save_pilot(pilot)
        self.show_kept(self.list, saved.id)
        words = _("The pilot of “{step}” is changed") if pilot.revision else _("The pilot of “{step}” begins")
        messages_of(self).done(words.format(step=saved.step), undo_just(self, app.undo))

    def _end(self, pilot: Pilot, verdict: Verdict, because: str, template_id: UUID | None) -> None:
        """What is to be changed is tried again: the sheet for the next pilot follows."""
        app = self.app
        app.partnership.judge(pilot.id, verdict, because, template_id)
        told = _("The pilot of “{step}” is judged").format(step=pilot.step)
        if template_id is not None:
            name = app.templates.get(template_id).name
            told = _("Judged, and adopted in the template {name}").format(name=name)
        messages_of(self).done(told, undo_just(self, app.undo))
        if verdict == Verdict.CHANGE:
            fresh, until_now = self._fresh(pilot.client_id), pilot.after or pilot.before
            next_one = replace(
                fresh, step=pilot.step, before=until_now, job_orders=pilot.job_orders, measure=pilot.measure
            )
            QTimer.singleShot(0, self, partial(self._ask, next_one))

    # -- the figures ------------------------------------------------------------------------------------------------

    def _show_result(self, id: UUID | None) -> None:
        pilot = self._pilots.get(id) if id else None
        self.judge_button.setEnabled(self._may_judge())
        if pilot is not None:
            self.result.count(self.app, pilot)
