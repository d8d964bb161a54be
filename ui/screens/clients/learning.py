"""What both sides learn: news of the market with date and source, and whose turn it is to teach."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.partnership import MarketNote
from desktop.domain.roles import Side
from desktop.errors import InvalidInputError, NotFoundError, UserError
from desktop.i18n import _
from ui.commands import Command, key_text
from ui.fields import Field, check, date_field, line, text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients.rows import market_row
from ui.screens.clients.source import Source
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap

_MOST = 200
"""Market notes shown: those of some years."""


class LearningTab(Screen):
    """Insert adds a market note, Enter changes it, Delete removes it. `begin_session()` begins a learning session."""

    def __init__(self, source: Source, begin_session: Callable[[], object]) -> None:
        super().__init__()
        self._source = source
        self._id: UUID | None = None
        self._notes: dict[UUID, MarketNote] = {}
        self._turn = label("", wrap=True)
        session = Button(_("Begin a learning session"), "message-square-text")
        session.clicked.connect(begin_session)
        self.add_button = Button(_("Market note"), "plus", key_text("Ins"))
        self.add_button.clicked.connect(self.add)
        self.list = TwoLineList(_("News of the market"), wide=True)
        self.list.opened.connect(self._edit)
        self._nothing = label(
            _("No news of the market yet. The last three are offered at every check-in."), "muted", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for part in (self._turn, Wrap(session), label(_("News of the market"), "heading"), Wrap(self.add_button)):
            column.addWidget(part)
        column.addWidget(self._nothing)
        column.addWidget(self.list, stretch=1)

    @property
    def commands(self) -> list[tuple[Command, QWidget]]:
        """Each with where its keys count."""
        group = _("Clients")
        return [
            (Command("add-market-note", _("Add a market note"), self.add, ("Ins",), "plus", group), self),
            (
                Command("remove-market-note", _("Remove the market note"), self.remove, ("Del",), "trash-2", group),
                self.list,
            ),
        ]

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.refresh()
            self.list.select_first()

    def refresh(self) -> None:
        if self._id is None:
            return
        try:
            page = self._source.page(self._id)
        except NotFoundError:
            return
        partnership = self._source.app.partnership
        notes = partnership.market_notes(self._id, _MOST)
        self._notes = {note.id: note for note in notes}
        today = page.now.astimezone().date()
        self.list.set_rows([market_row(note, today, page.name) for note in notes])
        self.list.stay_near()
        self._nothing.setVisible(not notes)
        ours = _("In the next learning session it is our turn to teach.")
        theirs = _("In the next learning session it is {client}'s turn to teach.").format(client=page.name)
        self._turn.setText(ours if partnership.teaches_next(self._id) == Side.AGENCY else theirs)

    def panes(self) -> list[QWidget]:
        return [self.list, self.add_button]

    def add(self) -> None:
        """A new one, of today."""
        today = self._source.app.clock().astimezone().date()
        MarketSheet(self, MarketNote(on=today, text="", source="", client_id=self._id), self._id, self._keep).open()

    def remove(self) -> None:
        """The current one, with Undo."""
        note = self._notes.get(self.list.current_id())
        if note is None:
            return
        app = self._source.app
        try:
            app.partnership.remove_market_note(note.id)
        except UserError as error:
            messages_of(self).error(error)
        else:
            messages_of(self).done(_("The market note was removed."), undo_just(self, app.undo))

    def _edit(self, id: UUID) -> None:
        MarketSheet(self, self._notes[id], self._id, self._keep).open()

    def _keep(self, note: MarketNote) -> None:
        app = self._source.app
        app.partnership.save_market_note(note)
        messages_of(self).done(_("The market note is kept"), undo_just(self, app.undo))


class MarketSheet(Dialog):
    """`do(note)` keeps it, and may raise UserError."""

    def __init__(
        self, parent: QWidget, note: MarketNote, client_id: UUID | None, do: Callable[[MarketNote], object]
    ) -> None:
        super().__init__(parent, title=_("News of the market"), primary=_("Keep"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._note, self._client_id, self._do = note, client_id, do
        self.text: Field = text("text", _("What is new"), rows=3)
        self.source: Field = line("source", _("Source"))
        self.on: Field = date_field("on", _("Of which day"))
        self.only: Field = check("client_id", _("Only for this client's market"))
        self._fields = (self.text, self.source, self.on)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for field in self._fields:
            field.write(getattr(note, field.name))
            column.addWidget(field)
        self.only.write(note.client_id is not None)
        column.addWidget(self.only)
        column.addStretch(1)
        self.accepted_now.connect(self._go)

    def changed(self) -> bool:
        return (self.text.read(), self.source.read()) != (self._note.text, self._note.source)

    def _go(self) -> None:
        read = {field.name: field.read() for field in self._fields}
        if read["on"] is None:
            self.on.set_problem(_("Please give the day."))
            return
        whose = self._client_id if self.only.read() else None
        try:
            self._do(replace(self._note, client_id=whose, **read))
        except InvalidInputError as error:
            for field in self._fields:
                field.set_problem(error.problems.get(field.name, ""))
        except UserError as error:
            self.fail(error)
        else:
            self.finish()
