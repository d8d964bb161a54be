"""What we asked somebody who mentors us, what we learned, and when last. Private."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.partnership import Mentoring
from desktop.errors import InvalidInputError, UserError
from desktop.i18n import _
from ui.fields import Field, date_field, text
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog


class MentorSheet(Dialog):
    """`do(mentoring)` keeps it, and may raise UserError; `end(person)` says that they are no mentor any more."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        mentoring: Mentoring,
        do: Callable[[Mentoring], object],
        end: Callable[[UUID], object] | None,
    ) -> None:
        super().__init__(
            parent,
            title=_("{name} mentors us").format(name=name),
            primary=_("Keep"),
            text=_("Whoever teaches you answers you. This is private: it is on no paper and not in Client view."),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._mentoring, self._do = mentoring, do
        self.asked: Field = text("asked", _("What we asked"), rows=3)
        self.learned: Field = text("learned", _("What we learned"), rows=3)
        self.last: Field = date_field("last_on", _("When last"))
        self._fields = (self.asked, self.learned, self.last)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for field in self._fields:
            field.write(getattr(mentoring, field.name))
            column.addWidget(field)
        column.addStretch(1)
        if end is not None:
            self._offer_end(end)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return any(field.read() != getattr(self._mentoring, field.name) for field in self._fields)

    def _offer_end(self, end: Callable[[UUID], object]) -> None:
        button = Button(_("No mentor any more"), "x")
        button.setAutoDefault(False)

        def go() -> None:
            self.finish()
            end(self._mentoring.person_id)

        button.clicked.connect(go)
        self.buttons.insertWidget(0, button)

    def _go(self) -> None:
        try:
            self._do(replace(self._mentoring, **{field.name: field.read() for field in self._fields}))
        except InvalidInputError as error:
            for field in self._fields:
                field.set_problem(error.problems.get(field.name, ""))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
