"""Pilots with a client: each with both figures side by side, and the verdict."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.partnership import Pilot, Verdict
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from desktop.services.partnership import PilotResult
from ui import background
from ui.commands import Command, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients.judge_sheet import JudgeSheet
from ui.screens.clients.pilot_result import ResultPanel, pilot_row
from ui.screens.clients.pilot_sheet import PilotSheet
from ui.screens.clients.source import Source
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap

_OFFERED = 20
"""So many of the newest job orders that run are offered for a pilot."""


class PilotsTab(Screen):
    """Insert begins one, J judges the current one."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._id: UUID | None = None
        self._pilots: dict[UUID, Pilot] = {}
        self._asked: background.Job | None = None
        self.list = TwoLineList(_("Pilots"), wide=True)
        self.result = ResultPanel()
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
        self.list.current_changed.connect(self._show_result)
        self._tools = Wrap(new, self.judge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self._empty, stretch=1)
        column.addWidget(self._tools)
        column.addWidget(self.list, stretch=1)
        column.addWidget(self.result)

    @property
    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count."""
        group = _("Clients")
        judge = Command("judge-pilot", _("Judge the pilot"), self.judge, ("J",), "check", group, self._may_judge)
        return [
            (Command("new-pilot", _("New pilot"), self.new_pilot, ("Ins",), "plus", group), self),
            (judge, self.list),
        ]

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.list.select_first()

    def refresh(self) -> None:
        if self._id is None:
            return
        try:
            page = self._source.page(self._id)
        except NotFoundError:
            return
        self._pilots = {pilot.id: pilot for pilot in page.pilots}
        today = page.now.astimezone().date()
        self.list.set_rows([pilot_row(pilot, today) for pilot in page.pilots])
        self.list.stay_near()
        self._empty.setVisible(not page.pilots)
        for part in (self._tools, self.list, self.result):
            part.setVisible(bool(page.pilots))
        self._show_result(self.list.current_id())

    def panes(self) -> list[QWidget]:
        return [self.list, self._tools] if self._pilots else [self._first]

    # -- what can be done -------------------------------------------------------------------------------------------

    def new_pilot(self) -> None:
        """Choose the step, the change, the job orders and the time."""
        if self._id is None:
            return
        app = self._source.app
        steps = app.relationship.signed_steps(self._id)
        running = [
            line
            for line in self._source.page(self._id).job_orders
            if line.standing.is_signed and not line.state.is_closed
        ][:_OFFERED]
        if not steps or not running:
            messages_of(self).inform(
                _("A pilot changes a step that was signed. Sign an agreement with this client first.")
            )
            return
        PilotSheet(self, self._id, steps, running, app.clock().astimezone().date(), self._begin).open()

    def judge(self) -> None:
        """Adopt, change or drop the current pilot, with a reason."""
        pilot = self._pilots.get(self.list.current_id())
        if pilot is not None and self._may_judge():
            JudgeSheet(self, pilot, self._source.app.templates.all(), partial(self._end, pilot)).open()

    def _may_judge(self) -> bool:
        pilot = self._pilots.get(self.list.current_id())
        return pilot is not None and pilot.verdict is None

    def _begin(self, pilot: Pilot) -> None:
        app = self._source.app
        saved = app.partnership.save_pilot(pilot)
        messages_of(self).done(_("The pilot of “{step}” begins").format(step=saved.step), undo_just(self, app.undo))

    def _end(self, pilot: Pilot, verdict: Verdict, because: str, template_id: UUID | None) -> None:
        """What was judged stays, also where the template cannot take it."""
        app = self._source.app
        app.partnership.judge(pilot.id, verdict, because)
        told = _("The pilot of “{step}” is judged").format(step=pilot.step)
        if template_id is not None:
            try:
                template = app.partnership.adopt(pilot.id, template_id)
            except UserError as error:
                messages_of(self).warn(str(error))
                return
            told = _("Judged, and adopted in the template {name}").format(name=template.name)
        messages_of(self).done(told, undo_just(self, app.undo))

    # -- the figures ------------------------------------------------------------------------------------------------

    def _show_result(self, id: UUID | None) -> None:
        pilot = self._pilots.get(id) if id else None
        if self._asked is not None:
            self._asked.cancel()
        self.judge_button.setEnabled(self._may_judge())
        if pilot is None:
            return
        self.result.show_pilot(pilot)
        app = self._source.app

        def done(result: PilotResult) -> None:
            self.result.show_result(pilot, result)

        self._asked = background.run(self, lambda: app.partnership.result(pilot), done, messages_of(self).error)
