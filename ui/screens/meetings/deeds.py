"""What can be done with a meeting and what it leaves behind: each by a key, a button and a line of "Find or do"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.domain.meetings import Item, ItemKind, Meeting
from desktop.domain.notes import missing_topics
from desktop.errors import UserError
from desktop.i18n import _
from ui.commands import Command, Commands, key_text
from ui.messages import messages_of
from ui.screens.meetings.confirm_sheet import ConfirmSheet
from ui.screens.meetings.head import confirmed_words
from ui.screens.meetings.page import CANCEL, CONFIRM, HEAD, MeetingPage
from ui.screens.meetings.rows import ItemId
from ui.screens.meetings.sheets import AgendaSheet, ItemSheet
from ui.screens.meetings.side import AGENDA
from ui.screens.meetings.taking import Taking
from ui.widgets.undoing import undo_just

INSERT, BRIEF, TURN = "Ctrl+I", "Ctrl+Shift+B", "F8"


class MeetingDeeds(QObject):
    """Acts on the page shown, by keys all over the `screen`.

    `wanted(meeting_id, line)`: an item of another meeting is to be seen.
    """

    wanted = Signal(object, int)

    def __init__(self, screen: QWidget, page: MeetingPage, app: App, commands: Commands, *, with_process: bool) -> None:
        super().__init__(page)
        self._screen, self._page, self._app, self._side = screen, page, app, page.side
        side = self._side
        side.outcomes.opened.connect(lambda _id: self.jump())
        side.agenda.opened.connect(self._open_of_agenda)
        for button, act in (
            (side.edit, self.edit),
            (side.close_it, self.close_or_open),
            (side.insert, self.insert_topics),
            (side.put_in, self.put_in),
            (side.edit_agenda, self.edit_agenda),
            (page.cancel, self.cancel_or_hold),
            (page.confirm, self.confirm),
        ):
            button.clicked.connect(act)
        self.taking = Taking(page, app, commands) if with_process else None
        self._add_commands(commands, with_process=with_process)

    def _add_commands(self, commands: Commands, *, with_process: bool) -> None:
        group, side = _("Meeting"), self._side

        def on_item(id: str, text: str, run: Callable[[], object], keys: tuple[str, ...], icon: str) -> None:
            has = lambda: side.outcomes.current_id() is not None  # noqa: E731 - said once
            commands.add(Command(id, text, run, keys, icon, group, enabled=has), side.outcomes)

        on_item("item-edit", _("Edit who does it and by when"), self.edit, ("E", "F2"), "pen-line")
        done = _("Done or answered, or open again")
        on_item("item-done", done, self.close_or_open, ("D",), "check")
        carried = lambda: side.current() is not None  # noqa: E731 - said once
        commands.add(
            Command("carried-done", done, self.close_or_open, ("D",), "check", group, carried, listed=False),
            side.agenda,
        )
        words, has_news = _("Put the market note into the notes"), lambda: bool(side.news())
        commands.add(Command("news-in", words, self.put_in, ("M",), "plus", group, has_news), side.agenda)
        page, words = self._page, _("Edit the agenda")
        on_list = Command("agenda-key", words, self.edit_agenda, ("E", "F2"), "pen-line", group, listed=False)
        commands.add(on_list, side.agenda)
        for id, text, run, keys, icon in (
            ("topics", _("Insert the missing topics of the agenda"), self.insert_topics, (INSERT,), "plus"),
            ("beside", _("Beside the notes: outcomes, agenda, process"), page.turn_side, (TURN,), ""),
            ("agenda", words, self.edit_agenda, (), "pen-line"),
            ("meeting-head", _("When, where and who"), page.turn_head, (HEAD,), "calendar"),
            ("meeting-cancel", _("Cancel the meeting, or hold it after all"), self.cancel_or_hold, (CANCEL,),
             "circle-slash"),
            ("meeting-confirm", _("The client confirmed what was said"), self.confirm, (CONFIRM,), "check"),
        ):  # fmt: skip
            commands.add(Command(id, text, run, keys, icon, group, enabled=page.isVisible), self._screen)
        told = _("{key}: adds the topics that are no heading of the notes yet")
        side.insert.setToolTip(told.format(key=key_text(INSERT)))
        if with_process:
            brief = _("Add the answers to the job order's brief")
            side.fill_brief.clicked.connect(self.fill_brief)
            told = _("{key}: adds what is written under the topics to the job order's brief")
            side.fill_brief.setToolTip(told.format(key=key_text(BRIEF)))
            fill = Command("fill-brief", brief, self.fill_brief, (BRIEF,), "file-text", group, enabled=page.isVisible)
            commands.add(fill, self._screen)

    # -- going about ------------------------------------------------------------------------------------------------

    def jump(self) -> None:
        """From an item to its line, in whichever meeting it stands."""
        found, meeting = self._side.current(), self._page.meeting
        answer = self._side.proposal()
        if found is None and answer is not None:
            self._page.editor.go_to(answer.line)
        if found is None or meeting is None:
            return
        id, item = found
        if id.meeting_id == meeting.id:
            self._page.editor.go_to(item.line)
        else:
            self.wanted.emit(id.meeting_id, item.line)

    def go_to_topic(self, place: int) -> None:
        """To what is written under a topic; its heading is inserted where it is not there yet."""
        meeting, editor = self._page.meeting, self._page.editor
        if meeting is None or place >= len(meeting.agenda):
            return
        topic = meeting.agenda[place]
        line = editor.line_of_heading(topic)
        if line is None:
            editor.insert_topics([topic])
        else:
            editor.go_to(line + 1)

    def put_in(self) -> None:
        """The current market note, below the line that the cursor is in."""
        if self._side.news():
            self._page.editor.insert_line(self._side.news())

    def _open_of_agenda(self, id: object) -> None:
        if isinstance(id, int):
            self.go_to_topic(id)
        elif self._side.news():
            self.put_in()
        else:
            self.jump()

    def insert_topics(self) -> None:
        """The topics of the agenda that are no heading of the notes yet, at their end."""
        meeting, editor = self._page.meeting, self._page.editor
        if meeting is None:
            return
        if missing := missing_topics(editor.toPlainText(), meeting.agenda):
            editor.insert_topics(missing)
        else:
            messages_of(self._page).inform(_("All topics of the agenda are in the notes already."))

    # -- items ------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Who does the current item, by when, how it ended; of a promise, what it changes in the process."""
        if self.taking is not None and self._side.proposal() is not None:
            self.taking.edit()
            return
        found = self._current()
        if found is None:
            return
        id, item = found
        if item.kind == ItemKind.DECISION:
            self.jump()  # what it says is all there is to it
            return
        told = _("“{text}” is changed").format(text=_short(item))
        edit = self._app.meetings.edit_item
        ItemSheet(self._page, item, lambda new: self._keep(id, lambda: edit(id.meeting_id, new), told)).open()

    def close_or_open(self) -> None:
        """The current action is done, the question answered; once more, and it is open again."""
        found = self._current()
        if found is None:
            if self._side.proposal() is not None:
                messages_of(self._page).inform(_("A promise in an answer is not closed. T takes it into the process."))
            return
        id, item = found
        if item.kind == ItemKind.DECISION:
            messages_of(self._page).inform(_("A decision is done by being made. T takes it into the process."))
            return
        meetings = self._app.meetings
        if item.is_open:
            told = _("Answered: {text}") if item.kind == ItemKind.QUESTION else _("Done: {text}")
            self._do(id, lambda: meetings.close_item(id.meeting_id, id.item_id), told.format(text=_short(item)))
        else:
            again = replace(item, closed_at=None)
            told = _("Open again: {text}").format(text=_short(item))
            self._do(id, lambda: meetings.edit_item(id.meeting_id, again), told)

    def _current(self) -> tuple[ItemId, Item] | None:
        """The current item as it is once all that is typed is kept."""
        return self._side.current() if self._side.current() and self._page.flush() else None

    # -- the meeting ------------------------------------------------------------------------------------------------

    def edit_agenda(self) -> None:
        """The topics of this meeting, and where wanted of the next ones of its kind."""
        if self._page.meeting is not None and self._page.flush():
            AgendaSheet(self._page, self._page.meeting, self._save_agenda).open()

    def _save_agenda(self, topics: tuple[str, ...], for_all: bool) -> None:
        meeting, meetings = self._page.meeting, self._app.meetings
        if meeting is None:
            return
        self._page.took(meetings.save(replace(meetings.get(meeting.id), agenda=topics), for_all=for_all))
        self._side.open(AGENDA)

    def cancel_or_hold(self) -> None:
        """It is not held; once more, and it is held after all."""
        meeting, meetings = self._page.meeting, self._app.meetings
        if meeting is None or not self._page.flush():
            return
        cancels = meeting.cancelled_at is None
        try:
            saved = meetings.cancel(meeting.id) if cancels else meetings.hold_after_all(meeting.id)
        except UserError as error:
            messages_of(self._page).warn(str(error))
            return
        self._page.took(saved)
        told = _("{title} is cancelled. Share it to tell the others.") if cancels else _("{title} is held after all")
        self._toast(told.format(title=saved.heading))

    def confirm(self) -> None:
        """Who of the client confirmed what was said, and when."""
        meeting = self._page.meeting
        if meeting is None or not self._page.flush():
            return

        def keep(by: str, on: date | None) -> None:
            saved = self._app.meetings.confirm(meeting.id, by, on)
            self._page.took(saved)
            told = _("Noted: {words}").format(words=confirmed_words(saved)) if by else _("It is not confirmed any more")
            self._toast(told)

        ConfirmSheet(self._page, meeting, self._app.clock().astimezone().date(), keep).open()

    def fill_brief(self) -> None:
        """What stands under the headings of the agenda goes to the job order's brief."""
        meeting = self._page.meeting
        if meeting is None or not self._page.flush():
            return
        try:
            job = self._app.meetings.fill_brief(meeting.id)
        except UserError as error:
            messages_of(self._page).warn(str(error))
        else:
            self._toast(_("The answers are in the brief of {reference}").format(reference=job.reference))

    # -- how --------------------------------------------------------------------------------------------------------

    def _do(self, id: ItemId, action: Callable[[], Meeting], told: str) -> None:
        try:
            self._keep(id, action, told)
        except UserError as error:
            messages_of(self._page).warn(str(error))
        else:
            messages_of(self._page).clear()

    def _keep(self, id: ItemId, action: Callable[[], Meeting], told: str) -> None:
        """Do it, show it, and say so with Undo. Raises UserError."""
        newest = self._app.undo.newest
        saved = action()
        if self._page.meeting is not None and id.meeting_id == self._page.meeting.id:
            self._page.took(saved)
        else:
            self._page.show_carried()
        self._side.list.stay_near()
        if told and self._app.undo.newest is not newest:
            self._toast(told)

    def _toast(self, told: str) -> None:
        messages_of(self._page).done(told, undo_just(self._page, self._app.undo))


def _short(item: Item) -> str:
    return item.text if len(item.text) <= 60 else f"{item.text[:59]}…"
