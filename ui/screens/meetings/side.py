"""Beside the notes: what the meeting leaves behind, its agenda, and the process."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.domain.meetings import Item, ItemKind, Meeting
from desktop.domain.partnership import MarketNote
from desktop.domain.process import Process
from desktop.domain.proposals import Proposal
from desktop.formats import format_day
from desktop.i18n import _
from desktop.services.meetings import OpenItem
from ui.screens.meetings.editor import hint
from ui.screens.meetings.proposal_rows import AnswerId, answers, change_words, proposal_rows
from ui.screens.meetings.rows import LONGEST_SHOWN, ItemId, item_rows, item_words, market_rows, step_rows, topic_rows
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import Heading, Row, TwoLineList
from ui.widgets.wrap import Wrap

OUTCOMES, AGENDA, PROCESS = range(3)
WIDTH = 262  # pixels, for text of normal size
_ENOUGH = (
    145  # pixels of height, for text of normal size: a lower panel leaves all of it to the lists; keys still count
)


class SidePanel(QWidget):
    """Shows what it is given. The keys of its lists are added by whoever acts on them."""

    def __init__(self, *, with_process: bool) -> None:
        super().__init__()
        self.outcomes = TwoLineList(_("What this meeting leaves behind"))
        self.agenda = TwoLineList(_("Agenda"))
        self.agenda.setUniformItemSizes(False)
        self.steps = TwoLineList(_("Process"))
        self.outcomes.setUniformItemSizes(False)
        self.edit = Button(_("Edit"), "pen-line", "E")
        self.close_it = Button(_("Done"), "check", "D")
        self.take_in = Button(_("Take in"), "list-checks", "T")
        self.edit_agenda = Button(_("Edit"), "pen-line", "E")
        self.insert = Button(_("Add missing topics"), "plus")
        self.put_in = Button(_("Into the notes"), "plus", "M")
        self.fill_brief = Button(_("Fill the brief"), "file-text")
        self.bar, self._pages = QTabBar(), QStackedWidget()
        self._text, self._about = label("", wrap=True), label("", "small", wrap=True)
        self._empty = label(hint(), "text2", wrap=True)
        self._empty.setAlignment(self._empty.alignment() & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop)
        self._change, self._change_in_line = label("", "text2", wrap=True), ElidedLabel("", "text2")
        self._compact, self._is_low = False, False
        self._items: dict[ItemId, Item] = {}
        self._answers: Mapping[AnswerId, Proposal] = {}
        self._decisions: dict[ItemId, Proposal] = {}
        self._carried: list[Row | Heading] = []
        self._market: dict[object, MarketNote] = {}
        self._process: Process | None = None
        self._today = date.min
        self._with_process = with_process
        self._lay_out()
        self.outcomes.current_changed.connect(lambda _id: self._show_current())
        self.agenda.current_changed.connect(lambda _id: self._show_news())

    # -- what it shows ----------------------------------------------------------------------------------------------

    def show_meeting(
        self,
        meeting: Meeting,
        carried: Sequence[OpenItem],
        today: date,
        proposals: Sequence[Proposal] = (),
        market: Sequence[MarketNote] = (),
    ) -> None:
        """Show what `meeting` leaves behind, below what earlier ones left open, and what it would change.

        `market` is offered below the topics, to be read out.
        """
        self._today = today
        self._market = {note.id: note for note in market}
        self._items = {ItemId(one.meeting_id, one.item.id): one.item for one in carried}
        self._items |= {ItemId(meeting.id, item.id): item for item in meeting.items}
        self._answers = answers(proposals)
        self._decisions = {ItemId(meeting.id, one.item_id): one for one in proposals if one.item_id}
        rows, place = item_rows(meeting, carried, today), len(carried) + bool(carried)
        self._carried = [*rows[:place], Heading(_("Topics"))] if carried else []
        if self._process is not None:
            rows = [self._with_change(row, self._process) for row in rows]
            rows[place:place] = proposal_rows(self._answers, self._process)
        self.outcomes.set_rows(rows)
        if not rows and self.outcomes.hasFocus():
            self.bar.setFocus(Qt.FocusReason.OtherFocusReason)  # nothing is left to take in or to close
        self.outcomes.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._show_current()
        self.show_topics(meeting)

    def _with_change(self, row: Row | Heading, process: Process) -> Row | Heading:
        """A decision says what it would change."""
        if isinstance(row, Heading) or row.id not in self._decisions:
            return row
        return replace(row, subtitle=change_words(self._decisions[row.id], process))

    def show_topics(self, meeting: Meeting) -> None:
        """Show how far the agenda is written down, below what earlier meetings left open."""
        news = market_rows(list(self._market.values()), self._today)
        self.agenda.set_rows([*self._carried, *topic_rows(meeting), *news])
        self._show_news()

    def news(self) -> str:
        """The current market note with its source and day, as a line of notes; empty where another row is current."""
        note = self._market.get(self.agenda.current_id())
        if note is None:
            return ""
        words = _("Market: {text} ({source}, {day})")  # never begun by what would be a mark
        return words.format(text=note.text, source=note.source, day=format_day(note.on))

    def _show_news(self) -> None:
        """The whole of the current market note, in the room of what can be done with the agenda; keys still count."""
        news = self.news()
        self._news.setText(news if len(news) <= LONGEST_SHOWN else f"{news[:LONGEST_SHOWN]}…")
        self._news_detail.setVisible(bool(news) and not self._is_low)
        self._put_in_line.setHidden(self._compact)
        for keys in self._agenda_keys:
            keys.setHidden(bool(news) or self._is_low)

    def show_process(self, process: Process) -> None:
        """Show the steps as they are now. `show_meeting` with what would change in them follows."""
        self._process = process
        self.steps.set_rows(step_rows(process))

    def set_compact(self, compact: bool) -> None:
        """Below the notes rows are wide enough to say it all: leave the room to them."""
        self._compact = compact
        self._text.setHidden(compact)
        self._show_news()
        self._show_current()

    def current(self) -> tuple[ItemId, Item] | None:
        """The current item of the list in front."""
        return self._item(self.list)

    def _item(self, rows: TwoLineList) -> tuple[ItemId, Item] | None:
        id = rows.current_id()
        return (id, self._items[id]) if isinstance(id, ItemId) and id in self._items else None

    def proposal(self) -> Proposal | None:
        """What the current row would change in the process: an answer, or a decision that is not taken in yet."""
        id = self.outcomes.current_id()
        return self._answers.get(id) if isinstance(id, AnswerId) else self._decisions.get(id)

    def go_to_line(self, meeting_id: UUID, line: int) -> None:
        """To what the line is, where it is anything."""
        lines: dict[object, int] = {id: item.line for id, item in self._items.items() if id.meeting_id == meeting_id}
        lines |= {id: one.line for id, one in self._answers.items()}
        if (id := next((id for id, at in lines.items() if at == line), None)) is not None:
            self.outcomes.select(id)

    @property
    def list(self) -> TwoLineList:
        """The list in front."""
        return (self.outcomes, self.agenda, self.steps)[self.bar.currentIndex()]

    def turn(self) -> None:
        """To the list in front; from there, or where it is empty, to the next of the three."""
        count, at = self.bar.count(), self.bar.currentIndex() + self.list.hasFocus()
        places = [(at + n) % count for n in range(count)]
        self.open(next(place for place in places if place != OUTCOMES or not self.outcomes.isHidden()))

    def open(self, place: int) -> None:
        """Bring OUTCOMES, AGENDA or PROCESS to the front, with the focus on it."""
        self.bar.setCurrentIndex(place)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.stay_near()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_low != (self.height() < theme().px(_ENOUGH)):
            self._is_low = not self._is_low
            self._show_news()
            self._show_current()

    def _show_current(self) -> None:
        found, proposal = self._item(self.outcomes), self.proposal()
        self._detail.setVisible((found is not None or proposal is not None) and not self._is_low)
        changes = change_words(proposal, self._process) if proposal and self._process else ""
        for part, is_it in ((self._change, not self._compact), (self._change_in_line, self._compact)):
            part.setText(changes)
            part.setVisible(bool(changes) and is_it)
        self._about.setHidden(bool(changes) and self._compact)
        self.take_in.setVisible(proposal is not None)
        can_close = found is not None and found[1].kind != ItemKind.DECISION
        self.close_it.setVisible(can_close)
        self.edit.setVisible(can_close or proposal is not None)
        if found is not None:
            text, about = item_words(found[1], self._today)
            self.close_it.setText(_("Done") if found[1].is_open else _("Open again"))
        else:
            text, about = (proposal.text, _("Answer")) if proposal else ("", "")
        self._text.setText(text)
        self._about.setText(about)
        QTimer.singleShot(0, self.outcomes, lambda: self.outcomes.scrollTo(self.outcomes.currentIndex()))

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = theme()
        self.bar.setAccessibleName(_("Beside the notes"))
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setToolTip("F8")
        for words in (_("Outcomes"), _("Agenda"), _("Process"))[: 3 if self._with_process else 2]:
            self.bar.addTab(words.replace("&", "&&"))
        self.bar.currentChanged.connect(self._pages.setCurrentIndex)
        self.edit.setToolTip(_("Who does it, by when, how it ended; what it changes in the process"))
        self.insert.setToolTip(_("Adds the topics that are no heading of the notes yet"))
        self._detail = QFrame()
        keys = Wrap(self.close_it, self.take_in, self.edit)
        _fill(self._detail, self._text, self._about, self._change, self._change_in_line, keys)
        self._pages.addWidget(_column(self._empty, self.outcomes, self._detail))
        if not self._with_process:
            self.fill_brief.hide()
        self._agenda_keys = (Wrap(self.insert), Wrap(self.fill_brief, self.edit_agenda))
        self._news, self._news_detail = label("", wrap=True), QFrame()
        self._put_in_line = Wrap(self.put_in)
        _fill(self._news_detail, self._news, self._put_in_line)
        self._pages.addWidget(_column(self.agenda, self._news_detail, *self._agenda_keys))
        self._pages.addWidget(_column(self.steps))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.bar)
        column.addWidget(self._pages, stretch=1)


def _fill(detail: QFrame, *parts: QWidget) -> None:
    """What is known of the current row, below its list."""
    detail.setProperty("role", "panel")
    inside = QVBoxLayout(detail)
    inside.setSpacing(theme().px(4))
    inside.setContentsMargins(*[theme().px(8)] * 4)
    for part in parts:
        inside.addWidget(part)


def _column(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(6))
    for widget in widgets:
        column.addWidget(widget, stretch=1 if isinstance(widget, TwoLineList | QLabel) else 0)
    return page
