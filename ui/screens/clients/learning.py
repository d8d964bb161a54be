"""What both sides learn: news of the market with date and source, and whose turn it is to teach."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.domain.partnership import MarketNote
from desktop.domain.relationship import ClientPage
from desktop.domain.roles import Side
from desktop.errors import UserError
from desktop.i18n import _
from ui.commands import Command, key_text
from ui.fields import Field, check, date_field, line, text
from ui.messages import messages_of
from ui.screens.clients.fields_sheet import FieldsSheet
from ui.screens.clients.rows import market_row
from ui.screens.clients.source import Source
from ui.screens.clients.tab import ClientTab
from ui.theme import label
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Wrap

_MOST = 200
"""Market notes shown: those of some years."""


class LearningTab(ClientTab):
    """Insert adds a market note, Enter changes it, Delete removes it. `begin_session()` begins a learning session."""

    def __init__(self, source: Source, begin_session: Callable[[], object]) -> None:
        super().__init__(source)
        self._begin_session = begin_session
        self._notes: dict[UUID, MarketNote] = {}
        self._turn = label("", wrap=True)
        session = Button(_("Begin a learning session"), "message-square-text", "L")
        session.clicked.connect(begin_session)
        self.add_button = Button(_("Market note"), "plus", key_text("Ins"))
        self.add_button.clicked.connect(self.add)
        self.list = TwoLineList(_("News of the market"), wide=True)
        self.list.opened.connect(self._edit)
        self._nothing = label(
            _("No news of the market yet. The last three are offered at every check-in."), "muted", wrap=True
        )
        heading = label(_("News of the market"), "heading")
        parts = (self._turn, Wrap(session), heading, Wrap(self.add_button), self._nothing, self.list)
        self.stack(*parts, grows=(self.list,))

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
            (
                Command("learning-session", _("Begin a learning session"), self._begin_session, ("L",),
                        "message-square-text", group),
                self.list,
            ),
        ]  # fmt: skip

    def go_first(self) -> None:
        self.list.select_first()

    def show_page(self, page: ClientPage) -> None:
        notes = self.app.partnership.market_notes(page.client_id, _MOST)
        self._notes = {note.id: note for note in notes}
        today = page.now.astimezone().date()
        self.list.set_rows([market_row(note, today, page.name) for note in notes])
        self.list.stay_near()
        self._nothing.setVisible(not notes)
        ours = _("We teach in the next learning session.")
        theirs = _("{client} teaches in the next learning session.").format(client=page.name)
        teaches = self.app.partnership.teaches_next(page.client_id)
        self._turn.setText(ours if teaches == Side.AGENCY else theirs)

    def panes(self) -> list[QWidget]:
        return [self.list, self.add_button]

    def add(self) -> None:
        """A new one, of today."""
        today = self.app.clock().astimezone().date()
        MarketSheet(self, MarketNote(on=today, text="", source="", client_id=self._id), self._id, self._keep).open()

    def remove(self) -> None:
        """The current one, with Undo."""
        note = self._notes.get(self.list.current_id())
        if note is None:
            return
        app = self.app
        try:
            app.partnership.remove_market_note(note.id)
        except UserError as error:
            messages_of(self).error(error)
        else:
            messages_of(self).done(_("The market note was removed."), undo_just(self, app.undo))

    def _edit(self, id: UUID) -> None:
        MarketSheet(self, self._notes[id], self._id, self._keep).open()

    def _keep(self, note: MarketNote) -> None:
        app = self.app
        saved = app.partnership.save_market_note(note)
        self.show_kept(self.list, saved.id)
        messages_of(self).done(_("The market note is kept"), undo_just(self, app.undo))


class MarketSheet(FieldsSheet[MarketNote]):
    """For the market of `client_id`, or of all clients."""

    def __init__(
        self, parent: QWidget, note: MarketNote, client_id: UUID | None, do: Callable[[MarketNote], object]
    ) -> None:
        super().__init__(parent, note, do, title=_("News of the market"), primary=_("Keep"))
        self._client_id = client_id
        self.text: Field = text("text", _("What is new"), rows=3)
        self.source: Field = line("source", _("Source"))
        self.on: Field = date_field("on", _("Of which day"))
        self.only: Field = check("client_id", _("Only for this client's market"))
        self.only.write(note.client_id is not None)
        self.hold(self.text, self.source, self.on, days=(self.on,))
        for field in (self.text, self.source, self.on, self.only):
            self.column.addWidget(field)
        self.column.addStretch(1)

    def value(self) -> MarketNote:
        return replace(super().value(), client_id=self._client_id if self.only.read() else None)
