"""What both sides agree beside the steps, as a form over `Terms`."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.roles import Role, Side
from desktop.domain.terms import MOST_GOALS, Goal, IfSomethingSlips, Terms
from desktop.i18n import _
from ui.fields import Field
from ui.form import Form
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.inputs import LeaveWatcher, LineEdit, TextEdit
from ui.widgets.wrap import Wrap

NEGOTIATORS = (Role.RECRUITER, Role.AGENCY_LEAD, Role.CLIENT_HR, Role.HIRING_MANAGER)


class TermsForm(Form):
    """`save(terms) -> terms` keeps them, and may raise UserError."""

    def __init__(self, terms: Terms, save: Callable[[Terms], Terms]) -> None:
        super().__init__(terms, save)
        self.heading(_("What we both aim for"))
        self._goals = GoalsEditor()
        goals = Field("goals", _("Shared goals"), self._goals, self._goals.value, self._goals.set_value, titled=False)
        self._goals.left.connect(goals.left)
        self.add(self.bind(goals))
        self.heading(_("How we stay in touch"))
        weeks = self.number("stay_in_touch.weeks", _("Weeks between check-ins"))
        self.add(Wrap(weeks, self.line("stay_in_touch.channel", _("How"))))
        self.add(self.choice("offer_negotiator", _("Who negotiates the offer"), _roles(NEGOTIATORS)))
        self.heading(_("If something slips"))
        for name, title in (
            ("tell_early", _("Tell early")),
            ("stop_the_clock", _("Stop the clock")),
            ("changes", _("Changes")),
        ):
            self.add(self.bind(_clause(f"if_something_slips.{name}", title, getattr(IfSomethingSlips(), name))))
        sides = {side: [role for role in Role if role.side == side] for side in Side}
        ours = self.choice("if_something_slips.talk_agency", _("After two misses, for us"), _roles(sides[Side.AGENCY]))
        theirs = self.choice("if_something_slips.talk_client", _("… with, for them"), _roles(sides[Side.CLIENT]))
        self.add(Wrap(ours, theirs))
        self.add(self.number("if_something_slips.talk_within_days", _("talk within working days")))
        self.heading(_("Who signs"))
        self._signers = RolesEditor()
        signers = Field(
            "signers", _("Who signs"), self._signers, self._signers.value, self._signers.set_value, titled=False
        )
        self._signers.changed.connect(signers.left)
        self.add(self.bind(signers))

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._goals.setEnabled(not read_only)

    def _show_problems(self, problems: dict[str, str]) -> None:
        """A sentence about one goal stands beside the goals."""
        told = {("goals" if name.startswith("goals.") else name): sentence for name, sentence in problems.items()}
        super()._show_problems(told)


def _roles(roles: Any) -> list[tuple[Role, str]]:
    return [(role, _(role.label)) for role in roles]


def _clause(name: str, title: str, usual: str) -> Field:
    """A clause: while it is the usual one it is kept as such, and so read in the language of screen and paper."""
    editor = TextEdit(rows=3)

    def read() -> str:
        typed = editor.toPlainText()
        return usual if typed == _(usual) else typed

    def write(clause: str) -> None:
        editor.setPlainText(_(usual) if clause == usual else clause)

    field = Field(name, title, editor, read, write)
    editor.textChanged.connect(field.typed)
    LeaveWatcher(editor, field.left.emit)
    return field


class GoalsEditor(QWidget):
    """A measure and a target a line; an empty line below for the next."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QWidget, LineEdit, LineEdit]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))

    def value(self) -> tuple[Goal, ...]:
        """The goals; lines left empty are none."""
        goals = (Goal(measure.text(), target.text()) for row, measure, target in self._lines if not row.isHidden())
        return tuple(goal for goal in goals if goal.measure.strip() or goal.target.strip())

    def set_value(self, goals: tuple[Goal, ...]) -> None:
        """Show `goals`, and a line for one more while there may be."""
        wanted = min(len(goals) + 1, MOST_GOALS)
        while len(self._lines) < max(wanted, len(goals)):
            self._add_line()
        for place, (row, measure, target) in enumerate(self._lines):
            goal = goals[place] if place < len(goals) else Goal("", "")
            for editor, words in ((measure, goal.measure), (target, goal.target)):
                if editor.text() != words:
                    editor.setText(words)
                    editor.setCursorPosition(0)
            row.setVisible(place < max(wanted, len(goals)))

    def _add_line(self) -> None:
        row, measure, target = QWidget(), LineEdit(), LineEdit()
        number = len(self._lines) + 1
        remove = Button("", "x", quiet=True)
        measure.setPlaceholderText(_("Measure"))
        target.setPlaceholderText(_("Target"))
        measure.setAccessibleName(_("Goal {n}: measure").format(n=number))
        target.setAccessibleName(_("Goal {n}: target").format(n=number))
        remove.setAccessibleName(_("Remove goal {n}").format(n=number))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(4))
        line.addWidget(measure, stretch=3)
        line.addWidget(target, stretch=2)
        line.addWidget(remove)
        measure.editingFinished.connect(lambda: self._leave(measure, target))
        target.editingFinished.connect(lambda: self._leave(target, measure))
        remove.clicked.connect(lambda: self._clear(measure, target))
        self._lines.append((row, measure, target))
        self._column.addWidget(row)

    def _leave(self, editor: LineEdit, other: LineEdit) -> None:
        """Half a goal is not saved while its other half is about to be typed."""
        if bool(editor.text().strip()) == bool(other.text().strip()) or not other.hasFocus():
            self.left.emit()

    def _clear(self, measure: LineEdit, target: LineEdit) -> None:
        measure.clear()
        target.clear()
        measure.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()


class RolesEditor(QWidget):
    """Some of all roles, the client's first, as they stand on paper."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[Role, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for role in sorted(Role, key=lambda role: role.side == Side.AGENCY):
            box = QCheckBox(_(role.label))
            box.clicked.connect(lambda _checked: self.changed.emit())
            self._boxes[role] = box
        boxes = list(self._boxes.values())
        for place in range(0, len(boxes), 2):
            column.addWidget(Wrap(*boxes[place : place + 2]))

    def value(self) -> tuple[Role, ...]:
        """The roles ticked."""
        return tuple(role for role, box in self._boxes.items() if box.isChecked())

    def set_value(self, roles: tuple[Role, ...]) -> None:
        """Tick `roles`."""
        for role, box in self._boxes.items():
            box.setChecked(role in roles)
