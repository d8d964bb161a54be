"""Who plays which role in a job order, and who stands in: one row a role. A name typed anew becomes a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from shiboken6 import isValid

from desktop.domain.job_order import Involvement
from desktop.domain.people import Person
from desktop.domain.roles import INVOLVED_ON_OCCASION, Role, Side
from desktop.errors import UserError
from desktop.i18n import _
from ui.theme import label, set_role, theme
from ui.widgets.inputs import LineEdit
from ui.widgets.names import told_apart
from ui.widgets.side_mark import SideMark
from ui.widgets.type_ahead import TypeAhead


@dataclass(frozen=True)
class _Row:
    """The editors of a role. `when` and `how` are there for finance, legal and procurement."""

    person: TypeAhead
    deputy: TypeAhead
    when: LineEdit | None
    how: LineEdit | None
    problem: QLabel

    @property
    def lines(self) -> tuple[LineEdit, ...]:
        return tuple(editor for editor in (self.when, self.how) if editor is not None)


class PeopleGrid(QWidget):
    """`create(role, name)` keeps a new person and gives it back; it may raise UserError."""

    left = Signal()

    def __init__(self, create: Callable[[Role, str], Person]) -> None:
        super().__init__()
        self._create = create
        self._rows = {role: self._make_row(role) for role in Role}
        self._lay_out()

    def offer(self, ours: Sequence[Person], theirs: Sequence[Person]) -> None:
        """The people to choose from, of the agency and of the client."""
        for role, row in self._rows.items():
            people = ours if role.side == Side.AGENCY else theirs
            choices = told_apart([(person.id, person.name, person.title) for person in people])
            for editor in (row.person, row.deputy):
                editor.set_choices([(None, ""), *choices])

    def read(self) -> tuple[Involvement, ...]:
        """The roles that somebody plays, or of which it is said when and how, in column order."""
        found = []
        for role, row in self._rows.items():
            one = Involvement(role=role, person_id=_id(row.person), deputy_id=_id(row.deputy))
            if row.when is not None and row.how is not None:
                one = replace(one, when=row.when.text(), how=row.how.text())
            if one != Involvement(role=role):
                found.append(one)
        return tuple(found)

    def write(self, involved: tuple[Involvement, ...]) -> None:
        """Show `involved`, leaving alone what is shown right already."""
        held = {one.role: one for one in involved}
        for role, row in self._rows.items():
            one = held.get(role, Involvement(role=role))
            for chooser, id in ((row.person, one.person_id), (row.deputy, one.deputy_id)):
                if _id(chooser) != id or chooser.typed:
                    chooser.choose(id)
            for editor, text in zip(row.lines, (one.when, one.how), strict=False):
                if editor.text() != text:
                    editor.setText(text)

    def take_typed(self) -> None:
        """Keep a name that is typed but not left yet."""
        for role, row in self._rows.items():
            for editor in (row.person, row.deputy):
                if editor.typed:
                    self._leave(role, editor)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong beside its role; the keys are those of `JobOrder.problems`."""
        for role, row in self._rows.items():
            said = [words for name, words in problems.items() if name.startswith(f"involved.{role}.")]
            row.problem.setText("\n".join(said))
            row.problem.setVisible(bool(said))

    # -- building ---------------------------------------------------------------------------------------------------

    def _make_row(self, role: Role) -> _Row:
        person, deputy = self._chooser(role, _("{role}: person")), self._chooser(role, _("{role}: deputy"))
        when = how = None
        if role in INVOLVED_ON_OCCASION:
            when, how = self._line(role, _("{role}: when involved")), self._line(role, _("{role}: how involved"))
        problem = label("", wrap=True)
        set_role(problem, "error")
        return _Row(person, deputy, when, how, problem)

    def _chooser(self, role: Role, name: str) -> TypeAhead:
        editor = TypeAhead(name.format(role=_(role.label)))
        editor.input.setPlaceholderText(_("Nobody yet"))
        editor.left.connect(lambda: self._leave(role, editor))
        return editor

    def _line(self, role: Role, name: str) -> LineEdit:
        editor = LineEdit()
        editor.setAccessibleName(name.format(role=_(role.label)))
        editor.editingFinished.connect(self.left)
        return editor

    def _lay_out(self) -> None:
        look, grid = theme(), QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        place = self._titles(grid, 0, _("Role"), _("Person"), _("Deputy"))
        for role, row in self._rows.items():
            grid.addWidget(SideMark(role.side.value, _(role.label)), place, 0)
            grid.addWidget(row.person, place, 1)
            grid.addWidget(row.deputy, place, 2)
            grid.addWidget(row.problem, place + 1, 1, 1, 2)
            row.problem.hide()
            place += 2
        place = self._titles(grid, place, _("Takes part"), _("When"), _("How"))
        for role, row in self._rows.items():
            if row.when is not None and row.how is not None:
                grid.addWidget(SideMark(role.side.value, _(role.label)), place, 0)
                grid.addWidget(row.when, place, 1)
                grid.addWidget(row.how, place, 2)
                row.when.setPlaceholderText(_("before the offer is written"))
                row.how.setPlaceholderText(_("by e-mail, answer within a day"))
                place += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)

    def _titles(self, grid: QGridLayout, place: int, *words: str) -> int:
        for column, title in enumerate(words):
            grid.addWidget(label(title, "text2"), place, column)
        return place + 1

    # -- a new name -------------------------------------------------------------------------------------------------

    def _leave(self, role: Role, editor: TypeAhead) -> None:
        if not isValid(self):  # a line that is destroyed loses the focus once more
            return
        if editor.typed:
            try:
                person = self._create(role, editor.typed)
            except UserError as error:
                self.show_problems({f"involved.{role}.person": str(error)})
                return
            for row in self._rows.values():
                for other in (row.person, row.deputy):
                    other.add_choice(person.id, person.name)
            editor.choose(person.id)
        self.left.emit()


def _id(editor: TypeAhead) -> UUID | None:
    value = editor.value()
    return value if isinstance(value, UUID) else None
