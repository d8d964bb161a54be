"""Lanes, the table of steps, and a panel with all of the current step: for a job order's process and for templates."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.limits import RECEIVED, CountedFrom, Origin, Within
from desktop.domain.plan import Plan, lay_out
from desktop.domain.steps import Step
from desktop.errors import UserError
from desktop.i18n import _, ngettext
from ui.commands import Command, Commands
from ui.messages import messages_of
from ui.theme import theme
from ui.widgets.lanes import Lanes, bars_of
from ui.widgets.step_actions import StepActions, Steps
from ui.widgets.step_panel import StepPanel
from ui.widgets.steps_model import Col, StepRow
from ui.widgets.steps_table import StepsTable
from ui.widgets.who_matrix import Who

_PANEL, _BESIDE, _USUAL = 374, 760, 1180  # widths for text of normal size: panel, least and usual for both
_LOWEST = 330  # a height that leaves room for some steps below the lanes; a lower window shows steps alone


class StepsEditor(QWidget):
    """With `with_positions` the table and the panel show what the sides say of each step."""

    current_changed = Signal(object)
    saved = Signal()
    page_shown = Signal()

    def __init__(self, actions: StepActions, commands: Commands, *, with_positions: bool = False) -> None:
        super().__init__()
        self._actions, self._commands, self._hours = actions, commands, 8.0
        self._steps: Steps = ()
        self._read_only = False
        self._asked_for_panel: bool | None = None
        self.lanes = Lanes()
        self.table = StepsTable(self._keep_cell, with_positions=with_positions)
        self.panel = StepPanel(self._keep_step, with_positions=with_positions)
        self._pages = QTabWidget()
        self._build()
        self._add_commands()

    # -- what it shows ----------------------------------------------------------------------------------------------

    @property
    def steps(self) -> Steps:
        """The steps as they were saved last."""
        return self._steps

    @property
    def current_step(self) -> Step | None:
        """The step of the current row."""
        return self.table.current_step()

    def set_steps(self, steps: Steps) -> None:
        """Show `steps`; the current step, the focus and what is being typed stay."""
        if steps == self._steps and steps:
            return
        self._steps = steps
        plan = lay_out(steps, hours_a_day=self._hours)
        total = ngettext("Total: {n} working day", "Total: {n} working days", plan.total_days)
        self.table.set_steps(steps, total.format(n=plan.total_days))
        self._show_lanes(plan)
        self._show_panel_step()

    def set_hours_a_day(self, hours: float) -> None:
        """How many working hours make a working day in the plan."""
        if hours != self._hours:
            self._hours = hours
            self._show_lanes(lay_out(self._steps, hours_a_day=hours))

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be changed."""
        self._read_only = read_only
        self.table.set_read_only(read_only)
        self.panel.set_read_only(read_only)

    def set_client_view(self, on: bool) -> None:
        """Hide everything private, or show it again."""
        self.table.set_private(not on)
        self.panel.set_private(not on)

    def select(self, step_id: UUID) -> None:
        """Make a step current."""
        self.table.select_step(step_id, Col.STEP)

    def focus_table(self) -> None:
        """Go to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_adding(self, place: int | None = None) -> None:
        """Type the title of a new step, as number `place` (at the end by default)."""
        self.table.begin_adding(place)

    def flush(self) -> bool:
        """Save what is typed. False when it could not be."""
        return self.table.editing.finish() and self.panel.flush()

    def panes(self) -> list[QWidget]:
        """Where F6 goes: first to the steps, which are what one comes for."""
        return [self.table, self._pages, self.lanes]

    def add_page(self, title: str, page: QWidget) -> None:
        """Another tab in the panel, beside "Step"."""
        self._pages.addTab(_scrolling(page, title), title)

    def show_panel(self, page: int = 0) -> None:
        """Open the panel at a page (0 is the step) and go there."""
        self._asked_for_panel = True
        self._pages.setCurrentIndex(page)
        self._arrange()
        if page == 0:
            self.panel.go_to("title")
        else:
            _focus_first(self._pages.currentWidget())

    def toggle_panel(self, page: int = 0) -> None:
        """Open the panel at a page; close it where that is shown already and holds the focus."""
        here = not self._pages.isHidden() and self._pages.currentIndex() == page
        if here and (self._pages.isAncestorOf(self.focusWidget() or self) or self.table.isHidden()):
            self.close_panel()
        else:
            self.show_panel(page)

    def close_panel(self) -> None:
        """Leave the room to the table, unless what is typed in the panel cannot be saved."""
        if self.panel.flush():
            self._asked_for_panel = False
            self._arrange()
            self.focus_table()

    # -- doing ------------------------------------------------------------------------------------------------------

    def do(self, action: Callable[[], Steps]) -> bool:
        """Do it and show what became of the steps; a refusal is said in the window's message bar."""
        if not self.flush():
            return False
        try:
            self._take(action())
        except UserError as error:
            messages_of(self).error(error)
            return False
        return True

    def _take(self, steps: Steps) -> None:
        self.set_steps(steps)
        self.saved.emit()

    def _keep_step(self, step: Step) -> Step:
        self._take(self._actions.edit(step))
        return next(each for each in self._steps if each.id == step.id)

    def _keep_cell(self, row: StepRow, col: Col, value: object) -> UUID:
        if row.step is None:
            counted = CountedFrom.step(self._steps[row.number - 2].id) if row.number > 1 else RECEIVED
            step = Step(title=str(value), counted_from=counted)
            self._take(self._actions.add(step, row.number))
            return step.id
        now = next((each for each in self._steps if each.id == row.step.id), row.step)
        self._take(self._actions.edit(_with(now, col, value)))
        return row.step.id

    def _move(self, by: int) -> None:
        step, row = self.current_step, self.table.current_row()
        if step is not None and row is not None and 1 <= row.number + by <= len(self._steps):
            self._move_to(step.id, row.number + by)

    def _move_to(self, step_id: UUID, place: int) -> None:
        if self.do(lambda: self._actions.move(step_id, place)):
            self.table.select_step(step_id)

    def _remove(self) -> None:
        if step := self.current_step:
            self.do(lambda: self._actions.remove(step.id))

    def _insert(self) -> None:
        row = self.table.current_row()
        self.begin_adding(row.number + 1 if row and row.step else None)

    # -- events -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._pages.isHidden() and not self.table.hasFocus():
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _current(self, _row: object) -> None:
        if not self._pages.isHidden():
            if not self.panel.flush() and (shown := self.panel.step):
                self.table.select_step(shown.id)
                return
            self._show_panel_step()
        self.current_changed.emit(self.current_step)

    def _cell_kept(self, col: Col) -> None:
        step = self.current_step
        if col == Col.FROM and step is not None and step.counted_from == CountedFrom(Origin.DATE):
            self.show_panel()
            self.panel.go_to("on")

    def _show_panel_step(self) -> None:
        if not self._pages.isHidden():
            self.panel.show_step(self.current_step, self._steps)

    def _show_lanes(self, plan: Plan) -> None:
        titles = {step.id: step.title for step in self._steps}
        every = 5 if plan.total_days <= 40 else 10 * (1 + plan.total_days // 100)
        days = range(every, plan.total_days, every)
        self.lanes.set_bars(bars_of(plan, titles), [(float(day), _("Day {n}").format(n=day)) for day in days])

    def _arrange(self) -> None:
        """Panel beside the table where both have room, else instead of it; opened by itself only on a wide window."""
        width = self.width() / max(theme().px(100), 1) * 100
        wanted = width >= _USUAL if self._asked_for_panel is None else self._asked_for_panel
        beside = width >= _BESIDE
        self.lanes.setVisible(self.height() >= theme().px(_LOWEST))
        was_hidden = self._pages.isHidden()
        self._pages.setVisible(wanted)
        self.table.setVisible(beside or not wanted)
        self._pages.setFixedWidth(theme().px(_PANEL) if beside else max(self.width(), 1))
        if wanted and was_hidden:
            self._show_panel_step()
            self.page_shown.emit()

    # -- building ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._pages.setDocumentMode(True)
        self._pages.addTab(_scrolling(self.panel, _("Step")), _("Step"))
        self._pages.setHidden(True)
        self._pages.currentChanged.connect(lambda _page: self.page_shown.emit())
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.table, stretch=1)
        row.addWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(self.lanes)
        column.addLayout(row, stretch=1)
        self.lanes.opened.connect(self._open_bar)
        self.table.current_changed.connect(self._current)
        self.table.moved.connect(self._move_to)
        self.table.editing.kept.connect(self._cell_kept)

    def _open_bar(self, step_id: UUID) -> None:
        self.select(step_id)
        self.focus_table()

    def _add(self, id: str, text: str, run: Callable[[], object], *keys: str, where: QWidget | None = None) -> None:
        """A command on the steps, where they may be changed; its letter counts in the table, or in `where`."""
        command = Command(id, text, run, keys, group=_("Steps"), enabled=lambda: not self._read_only)
        self._commands.add(command, where or self.table)

    def _add_commands(self) -> None:
        self._add("step-edit", _("Edit the cell"), lambda: self.table.edit_cell(self.table.currentIndex()), "F2")
        self._add("step-add", _("Add a step below"), self._insert, "Ins")
        self._add("step-remove", _("Remove the step"), self._remove, "Del")
        self._add("step-up", _("Move the step up"), lambda: self._move(-1), "Alt+Up")
        self._add("step-down", _("Move the step down"), lambda: self._move(1), "Alt+Down")
        shown = Command("step-panel", _("All of the step"), self.toggle_panel, ("F4",), group=_("Steps"))
        self._commands.add(shown, self)


def _focus_first(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _with(step: Step, col: Col, value: object) -> Step:
    """`step` with what was typed into a cell."""
    if isinstance(value, Who):
        return value.onto(step)
    if col == Col.WITHIN:
        return replace(step, within=value if isinstance(value, Within) else None)
    if isinstance(value, CountedFrom):
        return replace(step, counted_from=value)
    return replace(step, title=str(value)) if col == Col.STEP else replace(step, done_when=str(value))


def _scrolling(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
