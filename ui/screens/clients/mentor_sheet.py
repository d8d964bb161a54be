"""What we asked somebody who mentors us, what we learned, and when last. Private."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.partnership import Mentoring
from desktop.i18n import _
from ui.fields import Field, date_field, text
from ui.screens.clients.fields_sheet import FieldsSheet
from ui.widgets.buttons import Button


class MentorSheet(FieldsSheet[Mentoring]):
    """`end(person)` says that they are no mentor any more."""

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
            mentoring,
            do,
            title=_("{name} mentors us").format(name=name),
            primary=_("Keep"),
            text=_("Whoever teaches you answers you. This is private: it is on no paper and not in Client view."),
        )
        self.asked: Field = text("asked", _("What we asked"), rows=3)
        self.learned: Field = text("learned", _("What we learned"), rows=3)
        self.last: Field = date_field("last_on", _("When last"))
        self.hold(self.asked, self.learned, self.last)
        for field in (self.asked, self.learned, self.last):
            self.column.addWidget(field)
        self.column.addStretch(1)
        if end is not None:
            self._offer_end(end)

    def _offer_end(self, end: Callable[[UUID], object]) -> None:
        button = Button(_("No mentor any more"), "x")
        button.setAutoDefault(False)

        def go() -> None:
            self.finish()
            end(self.begun.person_id)

        button.clicked.connect(go)
        self.buttons.insertWidget(0, button)
