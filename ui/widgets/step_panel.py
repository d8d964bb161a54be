"""All fields of one step, in a form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.limits import RECEIVED, CountedFrom, Origin, Within
from desktop.domain.roles import Side
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.i18n import _
from ui.fields import Field
from ui.form import Form
from ui.theme import label, theme
from ui.widgets.inputs import ComboBox
from ui.widgets.step_words import (
    counted_choices,
    parse_within,
    position_words,
    settlement_words,
    within_words,
)
from ui.widgets.who_matrix import NOBODY, Who, WhoMatrix

Save = Callable[[Step], Step]


@dataclass(frozen=True)
class Fields:
    """A step as the form holds it: the roles together, the date beside what is counted from."""

    step: Step
    title: str = ""
    done_when: str = ""
    within: Within | None = None
    counted_from: CountedFrom = RECEIVED
    on: date | None = None
    per_candidate: bool = False
    who: Who = NOBODY
    consequence: Consequence = Consequence.NONE
    if_missed: str = ""
    note: str = ""

    @classmethod
    def of(cls, step: Step) -> "Fields":
        """The fields that show `step`."""
        return cls(
            step=step,
            title=step.title,
            done_when=step.done_when,
            within=step.within,
            counted_from=replace(step.counted_from, on=None),
            on=step.counted_from.on,
            per_candidate=step.per_candidate,
            who=Who.of(step),
            consequence=step.if_missed.consequence,
            if_missed=step.if_missed.words,
            note=step.note,
        )

    def as_step(self) -> Step:
        """The step that the fields say."""
        dated = self.counted_from.origin == Origin.DATE
        own = self.consequence == Consequence.OWN_WORDS
        return self.who.onto(
            replace(
                self.step,
                title=self.title,
                done_when=self.done_when,
                within=self.within,
                counted_from=replace(self.counted_from, on=self.on) if dated else self.counted_from,
                per_candidate=self.per_candidate,
                if_missed=IfMissed(self.consequence, self.if_missed if own else ""),
                note=self.note,
            )
        )


class StepPanel(QWidget):
    """Shows the current step; `save(step) -> step` keeps it, and may raise UserError."""

    def __init__(self, save: Save, *, with_positions: bool) -> None:
        super().__init__()
        self._with_positions, self._private, self._read_only = with_positions, True, False
        self.form = Form(Fields(Step(title="")), lambda fields: Fields.of(save(fields.as_step())))
        self._counted = ComboBox()
        self._matrix = WhoMatrix()
        self._note = self.form.text("note", _("Private note"), rows=3)
        self._positions, self._gaps = label("", "text2", wrap=True), label("", "soon", wrap=True)
        self._nothing = label(_("Choose a step to see all of it here."), "text2", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._offer(None, ())
        self._build()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(14), theme().px(8), theme().px(10), theme().px(12))
        column.addWidget(self._nothing)
        column.addWidget(self.form)
        self.form.value_changed.connect(lambda _fields: self._show_extras())
        self.show_step(None, ())

    @property
    def step(self) -> Step | None:
        """The step shown."""
        return None if self.form.isHidden() else self.form.saved.step

    def show_step(self, step: Step | None, steps: Sequence[Step]) -> None:
        """Show `step`, one of `steps`. `flush()` before another one than that shown."""
        self.form.setVisible(step is not None)
        self._nothing.setVisible(step is None)
        if step is None:
            return
        same = self.form.saved.step.id == step.id
        self._offer(step, steps)
        self._counted.choose(replace((self.form.saved if same else Fields.of(step)).counted_from, on=None))
        if same:
            self.form.show_value(Fields.of(step))
        else:
            self.form.load(Fields.of(step))
        self._show_extras()

    def flush(self) -> bool:
        """Save what is typed. False when it could not be."""
        return self.step is None or self.form.flush()

    def set_read_only(self, read_only: bool) -> None:
        """Show, but let nothing be changed."""
        self._read_only = read_only
        self.form.set_read_only(read_only)
        self._matrix.set_read_only(read_only)

    def set_private(self, private: bool) -> None:
        """Whether private things may be seen now."""
        self._private = private
        self._note.setVisible(private)

    def go_to(self, name: str) -> None:
        """Put the focus into a field: "note", "on", "title"."""
        self.form.field(name).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, step: Step | None, steps: Sequence[Step]) -> None:
        """What it can be counted from; there is always something, so that the form of no step has nothing to save."""
        self._counted.set_choices([(replace(c, on=None), words) for c, words in counted_choices(step, steps)])

    def _build(self) -> None:
        form = self.form
        form.add(self._gaps)
        form.add(form.line("title", _("Step")))
        form.add(form.text("done_when", _("Done when"), rows=2))
        form.add(
            form.line("within", _("Within"), placeholder=_("3d, 8h, 2w, 5 cd"), show=within_words, parse=parse_within),
            form.choice("per_candidate", _("How often"), [(False, _("Once")), (True, _("Per candidate"))]),
        )
        counted = Field("counted_from", _("Counted from"), self._counted, self._counted.value, self._counted.choose)
        self._counted.activated.connect(lambda _row: counted.left.emit())
        form.add(form.bind(counted))
        form.add(form.date("on", _("Date")))
        who = Field("who", _("Who"), self._matrix, self._matrix.value, self._matrix.set_value)
        self._matrix.changed.connect(who.left)
        form.add(form.bind(who))
        consequences = [(each, _(each.label)) for each in Consequence]
        form.add(form.choice("consequence", _("If missed"), consequences))
        form.add(form.line("if_missed", _("If missed, in our own words")))
        form.add(self._positions)
        form.add(self._note)
        form.stretch()

    def _show_extras(self) -> None:
        fields: Fields = self.form.saved
        step = fields.step
        self.form.field("on").setVisible(fields.counted_from.origin == Origin.DATE)
        self.form.field("if_missed").setVisible(fields.consequence == Consequence.OWN_WORDS)
        self._gaps.setText("\n".join(step.gaps()))
        self._gaps.setVisible(bool(step.gaps()))
        self._positions.setText("\n".join(_position_lines(step)))
        self._positions.setVisible(self._with_positions)


def _position_lines(step: Step) -> list[str]:
    """What each side says and why, and what was settled before, newest last."""
    lines = []
    for side in (Side.AGENCY, Side.CLIENT):
        position = step.position(side)
        lines.append(position_words(side, position))
        if position.why:
            lines.append(_("Because: {why}").format(why=position.why))
    return lines + [settlement_words(settlement) for settlement in step.settlements]
