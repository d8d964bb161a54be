"""Meetings of a job order or of a client: the list, and the one chosen."""

from collections.abc import Callable
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.meetings import Meeting, MeetingKind, MeetingLine
from desktop.domain.roles import Side
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from ui import background
from ui.bridge import Bridge
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.meetings.deeds import MeetingDeeds
from ui.screens.meetings.page import SHARE, MeetingPage
from ui.screens.meetings.rows import meeting_row
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.check_in_sheet import open_check_in
from ui.widgets.empty_state import EmptyState
from ui.widgets.menu_button import MenuButton
from ui.widgets.two_line_list import TwoLineList
from ui.widgets.undoing import undo_just

Of = Literal["job_order", "client"]
NEW = "Ctrl+Shift+M"
LIST_WIDTH = {"job_order": (172, 220), "client": (218, 264)}
"""Pixels for text of normal size, and the most; rows of a client's say which job order they are about."""
_EMPTY, _MEETINGS, _HIDDEN = range(3)


class MeetingsScreen(Screen):
    """A tab; its target is the id of a job order, or of a client (`of`). All of it is private.

    `share_wanted(meeting_id)`: what both sides may read of a meeting is to leave; it is saved by then.
    """

    share_wanted = Signal(object)

    def __init__(self, app: App, bridge: Bridge, commands: Commands, of: Of = "job_order") -> None:
        super().__init__(bridge)
        self._app, self._of = app, of
        self._id: UUID | None = None
        self._lines: list[MeetingLine] = []
        self._client_view = False
        self.list = TwoLineList(_("Meetings"))
        self.new = MenuButton(_("New"), "plus", self._fill_kinds)
        self.new.setAccessibleName(_("New meeting"))
        self.page = MeetingPage(app, with_process=of == "job_order")
        self.deeds = MeetingDeeds(self, self.page, app, commands, with_process=of == "job_order")
        self._soon = QTimer(self, singleShot=True, interval=background.QUIET)
        self._soon.timeout.connect(self._look_again)
        self._lay_out()
        self._connect(commands)

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def show_target(self, target: object) -> None:
        if isinstance(target, UUID):
            self._id = target
            self.page.forget()
            self._reload()
            self.list.clearSelection()
            self._show_first()

    def refresh(self) -> None:
        self._reload()
        self._take_newer()

    def concerns(self, changes: Changes) -> bool:
        return self._id is not None and any(
            changes.has(kind) for kind in ("meeting", "process", "job_order", "partnership")
        )

    def flush(self) -> bool:
        return self.page.flush()

    def panes(self) -> list[QWidget]:
        if self._pages.currentIndex() != _MEETINGS:
            return [self]
        return [self.list, *(self.page.panes() if self.page.meeting else [])]

    def set_client_view(self, on: bool) -> None:
        self._client_view = on
        self._turn()

    def _hear(self, changes: Changes) -> None:
        """While notes are typed they are saved each second or so: then only their own line is asked for."""
        shown = self.page.meeting
        if not self.concerns(changes):
            return
        if (
            shown is not None
            and self.isVisible()
            and changes.touched == {("meeting", shown.id)}
            and not changes.everything
        ):
            self._soon.start()
            return
        self.mark_stale()
        if changes.has("process") and self.isVisible():
            self.page.show_process()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, where there is nothing else to open."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._pages.currentIndex() == _EMPTY:
            (self.other if self.other.hasFocus() else self.intake).click()
        else:
            super().keyPressEvent(event)

    # -- the list ---------------------------------------------------------------------------------------------------

    def show_meeting(self, id: UUID, line: int | None = None) -> bool:
        """Bring one of the meetings to the front, at `line` of its notes. False where it can't be left or found."""
        if self.page.meeting is not None and self.page.meeting.id != id and not self.page.flush():
            return False
        if not self.list.select(id):
            return False
        if line is not None:
            self.page.editor.go_to(line)
        return True

    def begin(self, kind: MeetingKind) -> None:
        """A new meeting, now, with its topics as headings of fresh notes."""
        if self._id is None or self._client_view or not self.page.flush():
            return
        job = self._id if self._of == "job_order" else None
        try:
            meeting = self._app.meetings.begin(kind, client_id=self._client(self._id), job_order_id=job)
        except UserError as error:
            messages_of(self).error(error)
            return
        self._reload()
        self.show_meeting(meeting.id)
        self.page.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if meeting.agenda:
            self.page.editor.insert_topics(meeting.agenda)

    def share(self) -> None:
        """Ask for the sheet that shares the meeting shown."""
        if self.page.meeting is not None and not self._client_view and self.page.flush():
            self.share_wanted.emit(self.page.meeting.id)

    def check_in(self) -> None:
        """How it is going with the job order, in one line."""
        if (job := self._id) is None or self._client_view or not self.page.flush():
            return

        def keep(check_in: Callable[[], object]) -> None:
            check_in()
            messages_of(self).done(_("The check-in is noted"), undo_just(self, self._app.undo))

        open_check_in(self, self._app, job, keep)

    def remove(self) -> None:
        """Remove the meeting shown; a toast offers it back."""
        meeting = self.page.meeting
        if meeting is None or not self.page.flush():
            return
        try:
            self._app.meetings.remove(meeting.id)
        except UserError as error:
            messages_of(self).error(error)
            return
        self.page.forget()
        self._reload()
        self._show_first()
        words = _("{title} was removed").format(title=meeting.heading)
        messages_of(self).done(words, undo_just(self, self._app.undo))

    def _reload(self) -> None:
        if self._id is None:
            return
        ask, id = self._app.meetings.lines, self._id
        self._lines = ask(job_order_id=id) if self._of == "job_order" else ask(client_id=id)
        with QSignalBlocker(self.list):
            self._show_lines()
        self._turn()

    def _show_lines(self) -> None:
        """Only those in sight are made: a client may have thousands."""
        today, known = self._app.clock().astimezone().date(), {line.id: line for line in self._lines}
        all_jobs = self._of == "client"
        self.list.set_ids(
            list(known), lambda ids: [meeting_row(known[id], today, with_job_order=all_jobs) for id in ids]
        )

    def _turn(self) -> None:
        self._pages.setCurrentIndex(_HIDDEN if self._client_view else _MEETINGS if self._lines else _EMPTY)

    def _show_first(self) -> None:
        """The newest meeting, where none is shown."""
        self.list.stay_near()
        id = self.list.current_id()
        if id is not None and (self.page.meeting is None or self.page.meeting.id != id):
            self._chosen(id)

    def _chosen(self, id: UUID | None) -> None:
        shown = self.page.meeting
        if id is None or (shown is not None and shown.id == id):
            return
        if not self.page.flush():
            if shown is not None:
                self.list.select(shown.id)
            return
        try:
            self.page.show_meeting(self._app.meetings.get(id))
        except NotFoundError as error:
            messages_of(self).error(error)

    def _take_newer(self) -> None:
        """What is shown was changed elsewhere, or removed, or its removal was taken back."""
        shown = self.page.meeting
        if shown is None:
            self._show_first()
            return
        line = next((line for line in self._lines if line.id == shown.id), None)
        if line is None:
            if self.page.keeper.is_clean:  # otherwise saving tells, with what was typed still there
                self.page.forget()
                self._show_first()
            return
        with QSignalBlocker(self.list):
            self.list.select(shown.id)
        if line.revision != shown.revision and self.page.keeper.is_clean:
            self.page.take(self._app.meetings.get(shown.id))
        else:
            self.page.show_carried()

    def _look_again(self) -> None:
        """The meeting shown was saved; mostly by us, and then it is here already."""
        shown = self.page.meeting
        if shown is None:
            return
        found = self._app.meetings.lines(id=shown.id)
        known = [line for line in self._lines if line.id == shown.id]
        if found and known and found[0]._replace(revision=0) != known[0]._replace(revision=0):
            self._lines = [found[0] if line.id == shown.id else line for line in self._lines]
            self._lines.sort(key=lambda line: line.at, reverse=True)
            with QSignalBlocker(self.list):
                self._show_lines()
        if found and found[0].revision != shown.revision and self.page.keeper.is_clean:
            self.page.take(self._app.meetings.get(shown.id))

    def _changed(self, saved: Meeting) -> None:
        """Its row may say something else now."""
        self._soon.start()

    # -- building ---------------------------------------------------------------------------------------------------

    def _fill_kinds(self, menu: QMenu) -> None:
        for kind in MeetingKind:
            words = self._whose_turn() if kind == MeetingKind.LEARNING else ""
            action = menu.addAction((words or _(kind.label)).replace("&", "&&"))
            action.triggered.connect(lambda _checked, kind=kind: self.begin(kind))

    def _whose_turn(self) -> str:
        """A learning session, and which side teaches in the next one; empty where the client is gone."""
        if self._id is None:
            return ""
        try:
            side = self._app.partnership.teaches_next(self._client(self._id))
        except UserError:
            return ""
        ours, theirs = _("Learning session: our turn to teach"), _("Learning session: the client's turn to teach")
        return ours if side == Side.AGENCY else theirs

    def _client(self, id: UUID) -> UUID:
        """Whose meetings these are. Raises NotFoundError."""
        return self._app.job_orders.get(id).client_id if self._of == "job_order" else id

    def _connect(self, commands: Commands) -> None:
        group = _("Meetings")
        self.list.current_changed.connect(self._chosen)
        self.list.opened.connect(lambda _id: self.page.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.page.changed.connect(self._changed)
        self.page.gone.connect(self.refresh)
        self.page.share.clicked.connect(self.share)
        self.deeds.wanted.connect(self.show_meeting)
        commands.add(Command("meeting-new", _("New meeting"), self._open_kinds, (NEW,), "plus", group), self)
        commands.add(Command("meeting-add", _("New meeting"), self._open_kinds, ("N", "Ins"), listed=False), self.list)
        cancel = Command("meeting-cancel-key", _("Cancel the meeting"), self.deeds.cancel_or_hold, ("C",), listed=False)
        commands.add(cancel, self.list)
        commands.add(
            Command("meeting-remove", _("Remove the meeting"), self.remove, ("Del",), "trash-2", group), self.list
        )
        share = _("Share the meeting: minutes, invitation")
        commands.add(Command("meeting-share", share, self.share, (SHARE,), "mail", group), self)
        commands.add(Command("meeting-share-key", share, self.share, ("S",), listed=False), self.list)
        if self._of == "job_order":
            words = _("Check in: how is it going?")
            commands.add(
                Command("meetings-check-in", words, self.check_in, ("I",), "message-square-text", group), self.list
            )
        for kind in MeetingKind:
            words = _("New meeting: {kind}").format(kind=_(kind.label))
            run = lambda kind=kind: self.begin(kind)  # noqa: E731 - one for each
            commands.add(Command(f"meeting-new-{kind}", words, run, (), "plus", group), self)

    def _open_kinds(self) -> None:
        if not self._client_view:
            (self.new if self._lines else self.other).open_menu()

    def _lay_out(self) -> None:
        look = theme()
        self.new.setToolTip(_("New meeting: {key}").format(key=key_text(NEW)))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.new)
        column.addWidget(self.list, stretch=1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(left)
        row.addWidget(self.page, stretch=1)
        self._left = left
        self._pages = QStackedWidget()
        for page in (self._make_empty(), both, QWidget()):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        theme().changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        width, most = LIST_WIDTH[self._of]
        self._left.setFixedWidth(min(theme().px(width), most))

    def _make_empty(self) -> EmptyState:
        self.intake = Button(_("Start the intake meeting"), "plus", primary=True)
        self.intake.clicked.connect(lambda _checked: self.begin(MeetingKind.INTAKE))
        self.other = MenuButton(_("Another kind"), "chevron-down", self._fill_kinds, key_text(NEW))
        return EmptyState(
            "message-square-text",
            _("Start with the intake meeting. We brought the questions."),
            _("Notes are typed as plain text; decisions, actions and open questions are kept from their lines."),
            (self.intake, self.other),
            _("Notes are private: the client sees none of this in client view."),
        )
