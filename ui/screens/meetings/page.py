"""One meeting: its head, the notes, and beside them what it leaves behind."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.meetings import Attendee, Meeting, MeetingKind
from desktop.domain.partnership import MarketNote
from desktop.domain.process import Process
from desktop.domain.promise_words import PromiseWords
from desktop.domain.proposals import Proposal, Proposer, people_of
from desktop.errors import ChangedElsewhereError, NotFoundError, UserError
from desktop.formats import format_time
from desktop.i18n import _
from desktop.services.meetings import OpenItem
from ui.commands import key_text
from ui.form import Form
from ui.messages import Action, MessageBar, Severity
from ui.screens.meetings.editor import NotesEdit, hint
from ui.screens.meetings.head import Head, attendee, head_form, head_words, suit
from ui.screens.meetings.keeping import Keeper
from ui.screens.meetings.side import WIDTH, SidePanel
from ui.theme import ElidedLabel, label, theme
from ui.widgets.buttons import Button
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.wrap import Column, Wrap

HEAD, SHARE, CANCEL, CONFIRM = "F4", "F9", "Ctrl+Shift+X", "Ctrl+Shift+Y"

_SIDE_BY_SIDE = 500  # pixels, for text of normal size: a narrower page has the outcomes below the notes


class _Rest(QWidget):
    """Takes the height that is left: words that wrap in it ask for no more."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False


class MeetingPage(QWidget):
    """Shows and keeps one meeting. `changed(meeting)` tells of every save made here; `gone`: it was given up."""

    changed = Signal(object)
    gone = Signal()

    def __init__(self, app: App, *, with_process: bool) -> None:
        super().__init__()
        self._app, self._with_process = app, with_process
        self.meeting: Meeting | None = None
        self.process: Process | None = None
        self._proposer: Proposer | None = None
        self.proposals: tuple[Proposal, ...] = ()
        self._carried: list[OpenItem] = []
        self._market: list[MarketNote] = []
        self.form: Form | None = None
        self._head_area: Column | None = None
        self._came_from: QWidget | None = None
        self.editor, self.bar = NotesEdit(), MessageBar()
        self.side = SidePanel(with_process=with_process)
        self.keeper = Keeper(app.meetings, self.editor)
        self.head = Button(_("When and who"), "calendar", HEAD)
        self.head.clicked.connect(self.turn_head)
        self.share = Button(_("Share"), "mail", key_text(SHARE))
        self.cancel = Button("", "", key_text(CANCEL))
        self.confirm = Button(_("Client confirmed"), "check", key_text(CONFIRM))
        for button in (self.share, self.head):
            button.setAccessibleName(button.text())
            button.setToolTip(button.text())
        self._title, self._words = ElidedLabel("", "strong"), ElidedLabel("", "text2")
        self._keys = label(hint(), "small", wrap=True)
        self._is_about_keeping = False
        self._lay_out()
        self.editor.told.connect(lambda words: self.bar.say(words, "soon"))
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._failed)

    # -- what it shows ----------------------------------------------------------------------------------------------

    def show_meeting(self, meeting: Meeting) -> None:
        """Show another meeting. `flush` first."""
        self.bar.hide()
        self.meeting = meeting
        self.keeper.open(meeting)
        if self.form is None:
            self.form = head_form(Head.of(meeting), self._save_head, self._known)
            self.form.add(Wrap(self.confirm, self.cancel))
            self._head_area = Column(self.form, self.head.accessibleName())
            self._head_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._head_area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self._head_area.hide()
            self._column.insertWidget(1, self._head_area)
        self.form.load(Head.of(meeting))
        suit(self.form, meeting)
        self._ask_again(meeting)
        self.show_process()

    def take(self, meeting: Meeting) -> None:
        """Something newer of the same meeting: show it, but never over what is being typed."""
        self.meeting = meeting
        if self.form is not None:
            self.form.show_value(Head.of(meeting))
        if meeting.notes != self.keeper.seen and self.keeper.is_clean:
            self.keeper.go_on(meeting, meeting.notes)
        self.show_carried()

    def show_carried(self) -> None:
        """Ask again what earlier meetings left open, and what is new in the market."""
        if self.meeting is not None:
            self._ask_again(self.meeting)
            self._show()

    def show_process(self) -> None:
        """Ask again for the steps, and show what the notes would change in them."""
        if self._with_process and self.meeting is not None and self.meeting.job_order_id is not None:
            self.process = self._app.processes.get(self.meeting.job_order_id)
            self.side.show_process(self.process)
        self._show()

    def proposer(self) -> Proposer | None:
        """What knows the promises in the notes; None where there is no process to change."""
        if self.meeting is None or self.process is None or not self._with_process:
            return None
        words, known = PromiseWords(people_of(self.meeting)), self._proposer
        if known is None or known.process is not self.process or known.words != words:
            self._proposer = Proposer(self.process, words)
        return self._proposer

    def turn_side(self) -> None:
        """Beside the notes, at what the line with the cursor is; from there on to the next list."""
        from_notes = self.editor.hasFocus() and self.flush()
        if self._work.isHidden():
            self.turn_head()
        self.side.turn()
        if from_notes and self.meeting is not None:
            self.side.go_to_line(self.meeting.id, self.editor.line()[0])

    def took(self, meeting: Meeting) -> None:
        """An item, the head or the agenda of this meeting was saved just now."""
        self.meeting = meeting
        self._show()
        self.changed.emit(meeting)

    def flush(self) -> bool:
        """Save what is typed. False where it could not be."""
        if self.meeting is None:
            return True
        return self.keeper.flush() and (self.form is None or self.form.flush())

    def turn_head(self) -> None:
        """Show when, where and who to be changed; once more puts it away, saved, and goes back to the list or notes."""
        if self.form is None or self._head_area is None or self.meeting is None:
            return
        if self._head_area.isHidden():
            self._came_from = QApplication.focusWidget()
            self._head_area.show()
            self._arrange()
            self.form.field("day").editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.flush():
            self._head_area.hide()
            self._arrange()
            back = self._came_from if isinstance(self._came_from, TwoLineList) else self.editor
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show nothing."""
        self.keeper.forget()
        self.meeting = None

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.editor, self.side.list, *([self.form] if self.form and self.form.isVisible() else [])]

    def _show(self) -> None:
        if self.meeting is not None:
            self.cancel.setText(_("Hold it after all") if self.meeting.cancelled_at else _("Cancel the meeting"))
            self._title.setText(self.meeting.heading)
            self._words.setText(head_words(self.meeting))
            self.proposals = self._proposed()
            today = self._app.clock().astimezone().date()
            self.side.show_meeting(self.meeting, self._carried, today, self.proposals, self._market)

    def _proposed(self) -> tuple[Proposal, ...]:
        proposer = self.proposer()
        return proposer.proposals(self.meeting) if proposer and self.meeting else ()

    def _ask_again(self, meeting: Meeting) -> None:
        self._carried = self._carried_over(meeting)
        is_read_out = meeting.kind == MeetingKind.CHECK_IN
        self._market = self._app.partnership.market_notes(meeting.client_id) if is_read_out else []

    def _carried_over(self, meeting: Meeting) -> list[OpenItem]:
        """What is still open of earlier meetings about the same job order, or with the same client."""
        job, client = meeting.job_order_id, meeting.client_id
        ask = self._app.meetings.open_items
        waiting = ask(job_order_id=job) if job else ask(client_id=client)
        return [one for one in waiting if one.meeting_id != meeting.id and one.at <= meeting.at]

    # -- keeping ----------------------------------------------------------------------------------------------------

    def _kept(self, saved: Meeting) -> None:
        before = self.meeting
        if before is None or saved.id != before.id:
            return
        self.meeting = saved
        if self._is_about_keeping:
            self._is_about_keeping = False
            self.bar.hide()
        if saved.items != before.items or self._proposed() != self.proposals:
            self._show()
        else:
            self.side.show_topics(saved)
        self.changed.emit(saved)

    def _failed(self, error: UserError) -> None:
        if isinstance(error, ChangedElsewhereError):
            self._overtaken()
        elif isinstance(error, NotFoundError):
            actions = ((_("Copy what I typed"), self._copy), (_("Leave it"), self._give_up))
            words = _("This meeting was removed in another window. What you typed is still here.")
            self._say(words, "late", actions)
        else:
            self._say(str(error), "late")

    def _say(self, words: str, severity: Severity, actions: tuple[Action, ...] = ()) -> None:
        """Say once why nothing is kept, and again where that was closed without an answer."""
        self._is_about_keeping = True
        if self.bar.text != words:
            self.bar.say(words, severity, actions)

    def _overtaken(self) -> None:
        self._say(
            _("These notes were written in another window meanwhile. Nothing that you typed is lost."),
            "soon",
            ((_("Keep mine as a copy below"), self.keep_mine), (_("Show theirs"), self.show_theirs)),
        )

    def keep_mine(self) -> None:
        """What the other window wrote, with what was typed here below it."""
        mine, now = self.editor.toPlainText(), datetime.now().astimezone()
        heading = _("## My notes, {time}").format(time=format_time(now.time()))
        self._go_on(lambda theirs: f"{theirs}\n\n{heading}\n{mine}")

    def show_theirs(self) -> None:
        """What the other window wrote; undo brings back what was typed here."""
        self._go_on(lambda theirs: theirs)

    def _go_on(self, text: Callable[[str], str]) -> None:
        if self.meeting is None:
            return
        try:
            theirs = self._app.meetings.get(self.meeting.id)
        except UserError as error:
            self._failed(error)
            return
        self.keeper.go_on(theirs, text(theirs.notes))
        self.take(theirs)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.editor.toPlainText())
        self._give_up()

    def _give_up(self) -> None:
        self.forget()
        self.gone.emit()

    def _save_head(self, head: Head) -> Head:
        """Keep the head over whatever else was saved meanwhile. Raises UserError."""
        if self.meeting is None or self.form is None or not self.keeper.flush():
            raise ChangedElsewhereError
        now = self._app.meetings.get(self.meeting.id)
        if Head.of(now) != self.form.saved:
            QTimer.singleShot(0, self, partial(self.take, now))  # the form asks whose is to stay
            raise ChangedElsewhereError
        saved = self._app.meetings.save(head.put_on(now))
        self.took(saved)
        return Head.of(saved)

    def _known(self) -> list[Attendee]:
        """Everybody whose name says who is meant: who takes part already, then all of both sides."""
        if self.meeting is None:
            return []
        there = {one.person_id for one in self.meeting.people}
        clients = self._app.clients
        people = [*clients.people(self.meeting.client_id), *clients.people(None)]
        return [*self.meeting.people, *(attendee(one) for one in people if one.id not in there)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._head_area is not None and not self._head_area.isHidden():
            self.turn_head()
        else:
            super().keyPressEvent(event)

    # -- building ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= theme().px(_SIDE_BY_SIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setStretch(1, 0 if wide else 3)
        self._keys.setVisible(wide)
        self.side.set_compact(not wide)
        for button in (self.share, self.head):  # the title has more need of the room
            button.setText(button.accessibleName() if wide else "")
        self._work.setVisible(
            wide or self._head_area is None or self._head_area.isHidden()
        )  # large text has no room for both
        self.side.setMaximumWidth(theme().px(WIDTH) if wide else 16_777_215)
        self.side.setMinimumWidth(min(theme().px(WIDTH), self.width() // 2) if wide else 0)

    def _lay_out(self) -> None:
        look = theme()
        notes = QWidget()
        left = QVBoxLayout(notes)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(look.px(4))
        left.addWidget(self.editor, stretch=1)
        left.addWidget(self._keys)
        self._work = _Rest()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._work)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(12))
        self._row.addWidget(notes, stretch=3)
        self._row.addWidget(self.side)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(10))
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        for line in (self._title, self._words):  # aligned: unaligned, the narrower would limit both
            words.addWidget(line, alignment=Qt.AlignmentFlag.AlignLeading)
        top.addLayout(words)
        top.addStretch(1)
        top.addWidget(self.share)
        top.addWidget(self.head)
        self._column.addLayout(top)
        self._column.addWidget(self.bar)
        self._column.addWidget(self._work, stretch=1)
        self._column.addStretch(0)
