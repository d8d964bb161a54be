"""The sheet for a reminder: what it says and to whom, then on to the mail program, the clipboard or a file."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.reminder import Reminder, ReminderKind
from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.reminders import ReminderDraft, Reminders, Way
from ui.messages import Messages
from ui.theme import label
from ui.widgets.message_sheet import MessageSheet, Opener


def open_remind(parent: QWidget, app: App, job_order_id: UUID, promise_id: UUID, messages: Messages) -> None:
    """Show the sheet for an open promise, or say why there is none. For us alone: it may suggest a mentor."""
    try:
        draft = app.reminders.draft(job_order_id, promise_id)
    except UserError as error:
        messages.error(error)
    else:
        RemindSheet(parent, app.reminders, draft, messages).open()


class RemindSheet(MessageSheet):
    """Enter opens the message in the mail program; each way out is written in the history."""

    def __init__(
        self,
        parent: QWidget,
        reminders: Reminders,
        draft: ReminderDraft,
        messages: Messages,
        *,
        open_url: Opener = QDesktopServices.openUrl,
    ) -> None:
        is_note = draft.message.kind == ReminderKind.NOTE
        title = _("Note to {name}") if is_note else _("Remind {name}")
        super().__init__(parent, title=title.format(name=draft.message.to_name), open_url=open_url)
        self._reminders, self._draft, self._messages = reminders, draft, messages
        self._begun = draft.message
        column = self.column
        self._rungs = QButtonGroup(self)
        if draft.talk and draft.rung:
            self._offer(column, draft)
        for part in (self.to, self.subject, self.words):
            column.addWidget(part)
        if draft.mentor:
            column.addWidget(label(draft.mentor, "text2", wrap=True))
        column.addStretch(1)
        self._show(draft.message)

    def changed(self) -> bool:
        return self.message != self._begun

    @property
    def message(self) -> Reminder:
        return replace(self._begun, subject=self.subject.read(), body=self.words.read())

    def sent(self, way: Way) -> None:
        try:
            self._reminders.sent(self._draft, way, self._begun.kind)
        except UserError as error:
            self.fail(error)
            return
        said = {
            Way.MAIL: _("Opened in your mail program, and noted in the history."),
            Way.COPIED: _("Copied, and noted in the history."),
            Way.FILE: _("The e-mail draft is there, and noted in the history."),
        }
        self._begun = self.message
        self._messages.done(said[way])
        self.finish()

    # -- building ---------------------------------------------------------------------------------------------------

    def _offer(self, column: QVBoxLayout, draft: ReminderDraft) -> None:
        """The choice between one more reminder and the talk that was agreed."""
        column.addWidget(label(_("Two in a row were not in time. You agreed what comes next:"), wrap=True))
        one, other = draft.talkers
        talk = _("{one} and {other} talk").format(one=one, other=other)
        for words, message in ((_("Another reminder"), draft.message), (talk, draft.talk)):
            choice = QRadioButton(words.replace("&", "&&"))
            choice.toggled.connect(lambda on, message=message: self._choose(message) if on else None)
            self._rungs.addButton(choice)
            column.addWidget(choice)
        self._rungs.buttons()[0].setChecked(True)

    def _choose(self, message: Reminder | None) -> None:
        if message and message.kind != self._begun.kind:
            self._show(message)

    def _show(self, message: Reminder) -> None:
        self._begun = message
        if message.to_email:
            to = _("To {name}, {email}").format(name=message.to_name, email=message.to_email)
        elif message.kind == ReminderKind.NOTE:
            to = _("No e-mail address of {name} is known. Copy the message, or note the address under Settings, Our"
                   " people, first.").format(name=message.to_name)  # fmt: skip
        else:
            to = _("No e-mail address of {name} is known. Copy the message, or note the address with the people of the"
                   " client first.").format(name=message.to_name)  # fmt: skip
        self.show_message(message, to)
