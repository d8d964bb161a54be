"""The people of a client on a map: a row for each role, and across how much their word counts."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from desktop.domain.people import Influence
from desktop.domain.relationship import KnownPerson
from desktop.domain.roles import Role
from desktop.i18n import N_, _
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button
from ui.widgets.wrap import Wrap

COLUMNS = (Influence.GREAT, Influence.SOME, Influence.UNKNOWN)
HEADS = {
    Influence.GREAT: N_("Great influence"),
    Influence.SOME: N_("Some influence"),
    Influence.UNKNOWN: N_("Influence not known yet"),
}
_MOST = 6
"""Names in one cell; the others are counted, and in the list below."""


class PeopleMap(QFrame):
    """For the eye and the mouse: the list beside it has the same people, and takes the keys. `chosen(person id)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._inside: QWidget | None = None
        self._names: dict[UUID, _Name] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme().px(14), theme().px(10), theme().px(14), theme().px(10))
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)

    def show_people(self, people: Mapping[Role, Mapping[Influence, list[KnownPerson]]]) -> None:
        """Draw the map anew."""
        if self._inside is not None:
            self._grid.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._names = {}
        self._inside = inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(8))
        for column, influence in enumerate(COLUMNS, 1):
            head = label(_(HEADS[influence]), "strong", wrap=True)
            head.setIndent(theme().px(11))
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for row, (role, cells) in enumerate(people.items(), 1):
            grid.addWidget(ElidedLabel(_(role.label), "text2"), row, 0)
            for column, influence in enumerate(COLUMNS, 1):
                grid.addWidget(self._cell(cells[influence]), row, column)
        self._grid.addWidget(inside)

    def mark(self, person_id: UUID | None) -> None:
        """Let the name of this person stand out."""
        for id, button in self._names.items():
            button.mark(id == person_id)

    def _cell(self, people: list[KnownPerson]) -> QWidget:
        if not people:
            nobody = label("–", "muted")
            nobody.setIndent(theme().px(11))
            nobody.setAccessibleName(_("nobody"))
            return nobody
        parts: list[QWidget] = [self._name(one) for one in people[:_MOST]]
        if len(people) > _MOST:
            parts.append(label(_("and {n} more").format(n=len(people) - _MOST), "small"))
        return Wrap(*parts)

    def _name(self, one: KnownPerson) -> "_Name":
        words = _("{name} · mentors us").format(name=one.person.name) if one.mentoring else one.person.name
        button = _Name(words.replace("&", "&&"))
        button.clicked.connect(lambda: self.chosen.emit(one.person.id))
        self._names[one.person.id] = button
        return button


class _Name(Button):
    """Framed while its person is the current one of the list."""

    def __init__(self, words: str) -> None:
        super().__init__(words, quiet=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mark(self, on: bool) -> None:
        """Frame it, or not."""
        self._quiet = not on
        self.update()
