"""What a side says of a step: agrees, asks for a change (what and why), refuses (why)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.positions import Position, Stance
from desktop.domain.roles import Side
from desktop.domain.steps import Step
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, line, text
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import LineEdit, TextEdit
from ui.widgets.side_mark import SIDE_WORDS
from ui.widgets.step_words import parse_within, within_words

Take = Callable[[Side, Position], object]
_SIDES = (Side.CLIENT, Side.AGENCY)
_STANCES = (Stance.AGREES, Stance.ASKS, Stance.REFUSES, Stance.SILENT)
_TYPED = LineEdit | TextEdit
_CHANGE = ("within", "done_when", "what")


class PositionSheet(Dialog):
    """`take(side, position)` keeps what was said, and may raise UserError."""

    by_enter = True

    def __init__(self, parent: QWidget, step: Step, side: Side, stance: Stance, take: Take) -> None:
        super().__init__(parent, title=_("What is said of “{title}”?").format(title=step.title), primary=_("Note it"))
        self._take, self._step = take, step
        self._side = choice("side", _("Side"), [(each, _(SIDE_WORDS[each.value])) for each in _SIDES])
        self._stance = choice("stance", _("Says"), [(each, _(each.label)) for each in _STANCES])
        self._fields: dict[str, Field] = {
            "within": _limit(),
            "done_when": text("done_when", _("Another “done when”"), rows=1),
            "what": text("what", _("Or in their own words"), rows=1),
            "why": text("why", _("Why"), rows=2),
        }
        column = self.column
        top = QHBoxLayout()
        top.addWidget(self._side, stretch=1)
        top.addWidget(self._stance, stretch=1)
        column.addLayout(top)
        for field in self._fields.values():
            column.addWidget(field)
        column.addStretch(1)
        self._side.write(side)
        self._stance.write(stance)
        self._show(step.position(side))
        self._side.left.connect(lambda: self._show(step.position(self._side.read())))
        self._stance.left.connect(self._choose_fields)
        self.accepted_now.connect(self._keep)
        self._first = self._texts()
        first = "why" if stance == Stance.REFUSES else "within"
        (self._fields[first] if stance in {Stance.ASKS, Stance.REFUSES} else self._stance).editor.setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def changed(self) -> bool:
        return self._texts() != self._first

    def _show(self, position: Position) -> None:
        for name, field in self._fields.items():
            field.write(getattr(position, name))
        self._choose_fields()

    def _choose_fields(self) -> None:
        stance = self._stance.read()
        for name in _CHANGE:
            self._fields[name].setVisible(stance == Stance.ASKS)
        self._fields["why"].setVisible(stance in {Stance.ASKS, Stance.REFUSES})

    def _texts(self) -> list[str]:
        editors = (field.editor for field in self._fields.values())
        return [e.text() if isinstance(e, LineEdit) else e.toPlainText() for e in editors if isinstance(e, _TYPED)]

    def _position(self) -> Position:
        stance: Stance = self._stance.read()
        if stance not in {Stance.ASKS, Stance.REFUSES}:
            return Position(stance=stance)
        why = str(self._fields["why"].read())
        if stance == Stance.REFUSES:
            return Position(stance=stance, why=why)
        within, done_when, what = (self._fields[name].read() for name in _CHANGE)
        return Position(stance=stance, within=within, done_when=done_when, what=what, why=why)

    def _keep(self) -> None:
        for field in self._fields.values():
            field.set_problem("")
        try:
            position = self._position()
        except UserError as error:  # only the limit is read from words
            self._fields["within"].set_problem(str(error))
            return
        try:
            self._take(self._side.read(), position)
        except InvalidInputError as error:
            for name, sentence in error.problems.items():
                self._fields[name].set_problem(sentence)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


def _limit() -> Field:
    hint = _("3d, 8h, 2w, 5 cd")
    return line("within", _("Another limit"), placeholder=hint, show=within_words, parse=parse_within)
