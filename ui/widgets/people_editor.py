"""The people of a client, or our own: a list, and the form of the one chosen."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.people import Influence, Person
from desktop.domain.roles import Role, Side
from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.clients import Clients
from desktop.services.history import UndoStack
from ui.commands import Command, key_text
from ui.form import Form
from ui.messages import messages_of
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap


class PeopleEditor(QWidget):
    """`client_id` None shows the agency's own people. Edits are saved as one leaves them."""

    saved_at = Signal(object)
    current_changed = Signal(object)

    def __init__(self, clients: Clients, client_id: UUID | None, undo: UndoStack) -> None:
        super().__init__()
        self._clients, self._client_id, self._undo = clients, client_id, undo
        self._people: dict[UUID, Person] = {}
        self._new: Person | None = None
        self._client_view = False
        self.list = TwoLineList(_("People"))
        self.add_button = Button(_("Add person"), "plus", key_text("Ins"))
        self.add_button.clicked.connect(self.add_person)
        self.form = Form(self._blank(), self._save)
        self._build_form()
        self.list.current_changed.connect(self._show_current)
        self.list.opened.connect(lambda _id: self.form.field("name").editor.setFocus())
        self.form.saved_at.connect(self.saved_at)
        self._lay_out()

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_client(self, client_id: UUID | None) -> None:
        """Show the people of another client. `flush()` first: what is unsaved is dropped."""
        self._client_id, self._new = client_id, None
        self._offer_roles()
        self.refresh()
        self.list.select_first()
        self._show_current(self.list.current_id())

    def refresh(self) -> None:
        """Ask again who is there; the current person and what is being typed stay."""
        people = self._clients.people(self._client_id)
        self._people = {person.id: person for person in people}
        with QSignalBlocker(self.list):
            self._fill()
            if self.list.current_id() is None:
                self.list.select_first()
        current = self.list.current_id()
        if current is None:
            self._show_current(None)
        elif self.form.saved.id == current and self._new is None:
            self.form.show_value(self._people[current])
        elif self._new is None:
            self._show_current(current)

    def select(self, person_id: UUID) -> bool:
        """Bring a person to the front; False where there is no such person here."""
        return self.list.select(person_id)

    def flush(self) -> bool:
        """Save what is typed. False where it could not be: the reason stands beside its field."""
        if self._new is not None and not self.form.dirty:
            self._drop_new()
            return True
        return self.form.flush()

    def set_client_view(self, on: bool) -> None:
        """Hide what is private of each person."""
        self._client_view = on
        self._show_influence()

    # -- what can be done -------------------------------------------------------------------------------------------

    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count, for the window's registry."""
        group = _("People")
        return [
            (Command("add-person", _("Add person"), self.add_person, ("Ins",), "plus", group), self),
            (Command("remove-person", _("Remove person"), self.remove_current, ("Del",), "trash-2", group), self.list),
        ]

    def add_person(self) -> None:
        """Begin a new person; kept as soon as there is a name."""
        if not self.flush():
            return
        self._new = self._blank()
        self._fill()
        self.list.select(self._new.id)
        self._show_form(self._new)
        self.form.field("name").editor.setFocus()

    def remove_current(self) -> None:
        """Remove the current person, with Undo. What stands against it is said."""
        id = self.list.current_id()
        if id is None:
            return
        if self._new is not None:
            self._drop_new()
            return
        try:
            self._clients.remove_person(id)
        except UserError as error:
            messages_of(self).error(error)
            return
        name = self._people[id].name
        self.form.load(self._blank())
        self.refresh()
        messages_of(self).done(_("{name} was removed.").format(name=name), undo_just(self, self._undo))

    # -- inside -----------------------------------------------------------------------------------------------------

    def _blank(self) -> Person:
        role = Role.RECRUITER if self._client_id is None else Role.CLIENT_HR
        return Person(client_id=self._client_id, name="", role=role)

    def _save(self, draft: Person) -> Person:
        saved = self._clients.save_person(draft)
        self._new = None
        self._people[saved.id] = saved
        with QSignalBlocker(self.list):
            self._fill()
            self.list.select(saved.id)
        return saved

    def _drop_new(self) -> None:
        self._new = None
        self.form.load(self._blank())
        self.refresh()

    def _fill(self) -> None:
        people = [*self._people.values(), *([self._new] if self._new else [])]
        self.list.set_rows([_row(person) for person in people])

    def _show_current(self, id: UUID | None) -> None:
        if self._new is not None and id != self._new.id:
            if not self.flush():
                self.list.select(self._new.id)
                return
            self.list.select(id)
        if id is None:
            self._pages.setCurrentIndex(0)
        elif id != self.form.saved.id and id in self._people:
            if self._pages.currentIndex() == 1 and self.form.saved.id in self._people and not self.form.flush():
                self.list.select(self.form.saved.id)
                return
            self._show_form(self._people[id])
        elif id in self._people:
            self._pages.setCurrentIndex(1)
        self.current_changed.emit(id)

    def _show_form(self, person: Person) -> None:
        self.form.load(person)
        self._pages.setCurrentIndex(1)

    def _build_form(self) -> None:
        form = self.form
        form.add(form.line("name", _("Name")))
        form.add(form.choice("role", _("Role"), []), form.line("title", _("Job title")))
        form.add(form.line("email", _("E-mail"), placeholder="name@company.com"), form.line("phone", _("Phone")))
        form.add(form.check("signs", _("May sign process agreements")))
        form.add(form.line("authority", _("Right to sign rests on"), placeholder=_("Head of HR, by delegation of …")))
        influence = [(value, _(value.label)) for value in Influence]
        form.add(form.choice("influence", _("Influence (private)"), influence))
        form.add(Wrap(form.date("away_from", _("Away from")), form.date("away_until", _("Away until, the last day"))))
        form.add(label(_("Meanwhile the deputy is named for the promises, and the clock runs on."), "small", wrap=True))
        form.stretch()
        self._offer_roles()

    def _show_influence(self) -> None:
        """What we think of the client's people; our own are not weighed."""
        self.form.field("influence").setVisible(self._client_id is not None and not self._client_view)

    def _offer_roles(self) -> None:
        side = Side.AGENCY if self._client_id is None else Side.CLIENT
        editor = self.form.field("role").editor
        editor.set_choices([(role, _(role.label)) for role in Role if role.side == side])  # type: ignore[attr-defined]
        self.form.load(replace(self._blank(), client_id=self._client_id))
        self._show_influence()

    def _lay_out(self) -> None:
        look = theme()
        nobody = EmptyState("users", _("Nobody is here yet"), _("The people who agree, answer and sign."))
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        inside = QWidget()
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(look.px(16), 0, look.px(8), look.px(8))
        padded.addWidget(self.form)
        area.setWidget(inside)
        self._pages = QStackedWidget()
        self._pages.addWidget(nobody)
        self._pages.addWidget(area)
        left = QVBoxLayout()
        left.setSpacing(look.px(8))
        left.addWidget(self.add_button)
        left.addWidget(self.list, stretch=1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, stretch=1)
        row.addWidget(self._pages, stretch=2)


def _row(person: Person) -> Row:
    return Row(
        person.id,
        person.name or _("New person"),
        " · ".join(part for part in (_(person.role.label), person.title) if part),
        side="agency" if person.role.side == Side.AGENCY else "client",
        status=_("may sign") if person.signs else "",
    )
