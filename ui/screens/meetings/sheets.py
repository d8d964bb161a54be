"""The small sheets of a meeting: what is known of an item, and the topics of an agenda."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop.domain.agendas import topics_of
from desktop.domain.meetings import Item, Meeting
from desktop.domain.roles import Side
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, choice, date_field, line, text
from ui.theme import theme
from ui.widgets.dialog import Dialog


class ItemSheet(Dialog):
    """Who does it, by when, how it ended: `do(item)`, which may raise UserError."""

    def __init__(self, parent: QWidget, item: Item, do: Callable[[Item], object]) -> None:
        super().__init__(parent, title=_(item.kind.label), primary=_("Keep"), text=item.text[:400])
        self._item, self._do = item, do
        sides = ((None, _("Nobody yet")), (Side.AGENCY, _("The agency")), (Side.CLIENT, _("The client")))
        self.owner: Field = line("owner", _("Who does it"))
        self.side: Field = choice("side", _("On which side"), sides)
        self.due: Field = date_field("due", _("By when"))
        self.outcome: Field = text("outcome", _("How it ended"), rows=2)
        self._fields = (self.owner, self.side, self.due, self.outcome)
        column = self.column
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        for field in self._fields:
            field.write(getattr(item, field.name))
        for field in (self.side, self.due):
            row.addWidget(field, stretch=1)
        column.addWidget(self.owner)
        column.addLayout(row)
        column.addWidget(self.outcome)
        column.addStretch(1)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return any(field.read() != getattr(self._item, field.name) for field in self._fields)

    def _go(self) -> None:
        try:
            self._do(replace(self._item, **{field.name: field.read() for field in self._fields}))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()


class AgendaSheet(Dialog):
    """The topics of a meeting, one a line: `do(topics, for_all)`, which may raise UserError."""

    def __init__(self, parent: QWidget, meeting: Meeting, do: Callable[[tuple[str, ...], bool], object]) -> None:
        super().__init__(
            parent,
            title=_("Agenda"),
            primary=_("Keep"),
            text=_("One topic a line. What is written in the notes stays."),
        )
        self._before, self._do = meeting.agenda, do
        self.topics: Field = text("agenda", _("Topics"), rows=10, show="\n".join, parse=topics_of)
        self.topics.write(meeting.agenda)
        words = _("Also for the next meetings of this kind ({kind})").format(kind=_(meeting.kind.label))
        self.for_all = QCheckBox(words.replace("&", "&&"))
        column = self.column
        column.addWidget(self.topics)
        column.addWidget(self.for_all)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return bool(self.topics.read() != self._before)

    def _go(self) -> None:
        try:
            self._do(self.topics.read(), self.for_all.isChecked())
        except InvalidInputError as error:
            self.topics.set_problem(str(error))
            self.topics.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
