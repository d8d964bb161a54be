"""The steps as both sides come to terms: the editor of steps, with the keys and sheets for what each side says."""

from desktop.domain.positions import AGREES, Stance
from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.i18n import _
from ui.commands import Commands
from ui.widgets.position_sheet import PositionSheet
from ui.widgets.step_actions import PositionActions, StepActions
from ui.widgets.step_words import difference
from ui.widgets.steps_editor import StepsEditor


class NegotiatedSteps(StepsEditor):
    """The steps of a job order's process."""

    def __init__(self, actions: StepActions, positions: PositionActions, commands: Commands) -> None:
        super().__init__(actions, commands, with_positions=True)
        self._positions = positions
        self.table.position_asked.connect(self._open_sheet)
        self.table.settle_asked.connect(self._settle)
        self._add("step-agree", _("Client agrees, or accept the change asked for"), self._agree, "A")
        self._add("step-keep", _("Keep the step as it is"), self._keep, "K")
        self._add("step-ask", _("A side asks for a change"), lambda: self._ask(Stance.ASKS), "C")
        self._add("step-refuse", _("A side refuses"), lambda: self._ask(Stance.REFUSES), "X")
        self._add("step-note", _("Private note on the step"), self._go_to_note, "N")
        self._add("step-both", _("Both agree with the step"), self._both_agree, "Shift+A")
        rest = _("Both agree with all the rest")
        self._add("steps-rest", rest, lambda: self.do(positions.agree_the_rest), "Ctrl+Shift+G", where=self)

    def _settle(self, what: str, step: Step) -> None:
        self.table.select_step(step.id)
        if what == "note":
            self._go_to_note()
        else:
            settle = self._positions.accept if what == "accept" else self._positions.keep
            self.do(lambda: settle(step.id))
            self.focus_table()

    def _agree(self) -> None:
        step = self.current_step
        if step is None:
            return
        found = difference(step)
        if found is None:
            self.do(lambda: self._positions.take(step.id, Side.CLIENT, AGREES))
        elif found.can_be_accepted:
            self._settle("accept", step)
        else:
            self.do(lambda: self._positions.take(step.id, found.side, AGREES))

    def _keep(self) -> None:
        if (step := self.current_step) and difference(step):
            self._settle("keep", step)

    def _both_agree(self) -> None:
        if step := self.current_step:
            self.do(lambda: self._positions.both_agree(step.id))

    def _ask(self, stance: Stance, side: Side = Side.CLIENT) -> None:
        step = self.current_step
        if step is not None and self.flush():
            PositionSheet(
                self, step, side, stance, lambda side, said: self._take(self._positions.take(step.id, side, said))
            ).open()

    def _open_sheet(self, step: Step, side: Side) -> None:
        stance = step.position(side).stance
        self._ask(Stance.AGREES if stance == Stance.SILENT else stance, side)

    def _go_to_note(self) -> None:
        self.show_panel()
        self.panel.go_to("note")
