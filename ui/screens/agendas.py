"""Agendas as templates: the topics that each kind of meeting begins with. Meetings that were begun keep theirs."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agendas import Agenda, starting_agenda, topics_of
from desktop.domain.meetings import MeetingKind
from desktop.errors import UserError
from desktop.i18n import _, ngettext
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.fields import text
from ui.form import Form
from ui.messages import messages_of
from ui.screen import Screen
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import Row, TwoLineList
from ui.widgets.undoing import undo_just
from ui.widgets.wrap import Column, Wrap

AS_IT_CAME = "Ctrl+R"


class AgendasScreen(Screen):
    """The kinds of meetings at the left; the topics of the current one at the right, one a line."""

    def __init__(self, app: App, bridge: Bridge, commands: Commands) -> None:
        super().__init__(bridge)
        self._app = app
        self._agenda = app.agendas.get(MeetingKind.INTAKE)
        self.list = TwoLineList(_("Agendas"))
        self.list.current_changed.connect(self._chosen)
        self.list.opened.connect(lambda _kind: self.form.field("topics").editor.setFocus())
        self.form: Form = Form(self._agenda, self._save)
        self.again = Button(_("Back to the starting agenda"), "undo-2", key_text(AS_IT_CAME))
        self.again.clicked.connect(self.start_over)
        self._lay_out()
        words = _("Back to the starting agenda")
        commands.add(Command("agenda-again", words, self.start_over, (AS_IT_CAME,), "undo-2", _("Agendas")), self)

    def refresh(self) -> None:
        agendas = {agenda.kind: agenda for agenda in self._app.agendas.all()}
        self.list.set_rows([_row(agenda) for agenda in agendas.values()])
        self._show(agendas[self._agenda.kind])
        self.list.select(self._agenda.kind)

    def concerns(self, changes: Changes) -> bool:
        return changes.has("agenda")

    def panes(self) -> list[QWidget]:
        return [self.list, self.form]

    def flush(self) -> bool:
        return self.form.flush()

    def start_over(self) -> None:
        """The topics that ship with the program, with Undo; what was being typed is given up too."""
        try:
            agenda = self._app.agendas.start_over(self._agenda.kind)
        except UserError as error:
            messages_of(self).error(error)
            return
        self.form.load(agenda)
        words = _("{kind}: the starting agenda is back").format(kind=_(agenda.kind.label))
        messages_of(self).done(words, undo_just(self, self._app.undo) if self._agenda.revision else None)
        self.refresh()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _chosen(self, kind: MeetingKind | None) -> None:
        if kind is None or kind == self._agenda.kind:
            return
        if not self.flush():
            self.list.select(self._agenda.kind)
            return
        self._agenda = self._app.agendas.get(kind)
        self.form.load(self._agenda)
        self._offer()

    def _show(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.form.show_value(agenda)
        self._offer()

    def _save(self, agenda: Agenda) -> Agenda:
        self._agenda = self._app.agendas.save(agenda)
        return self._agenda

    def _offer(self) -> None:
        self.again.setEnabled(_is_edited(self._agenda))

    def _lay_out(self) -> None:
        words = _("Topics, one a line")
        self.form.add(self.form.bind(text("topics", words, rows=15, show="\n".join, parse=topics_of)))
        hint = _("The next meeting of this kind begins with them. One that begins with “! ” stays private.")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.form, label(hint, "text2", wrap=True), Wrap(self.again)):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        row.addWidget(self.list)
        row.addWidget(Column(right, words), stretch=1)
        theme().changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self.list.setFixedWidth(min(theme().px(200), 300))


def _is_edited(agenda: Agenda) -> bool:
    return agenda.topics != starting_agenda(agenda.kind).topics


def _row(agenda: Agenda) -> Row:
    count = len(agenda.topics)
    topics = ngettext("{n} topic", "{n} topics", count).format(n=count) if count else _("No topics")
    return Row(agenda.kind, _(agenda.kind.label), topics, status=_("Edited") if _is_edited(agenda) else "")
