"""The sheet for a reminder: what it says and to whom, then on to the mail program, the clipboard or a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop.app import App
from desktop.domain.reminder import Reminder, ReminderKind
from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.reminders import ReminderDraft, Reminders, Way, mailto, save_eml
from ui.commands import key_text
from ui.fields import line, text
from ui.messages import Messages
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name

Opener = Callable[[QUrl], bool]
"""Hands an address to the system; False where nothing there takes it."""


def open_remind(
    parent: QWidget, app: App, job_order_id: UUID, promise_id: UUID, messages: Messages, *, private: bool = True
) -> None:
    """Show the sheet for an open promise, or say why there is none. `private`: the client does not see the screen."""
    try:
        draft = app.reminders.draft(job_order_id, promise_id)
    except UserError as error:
        messages.error(error)
    else:
        RemindSheet(parent, app.reminders, draft, messages, private=private).open()


class RemindSheet(Dialog):
    """Enter opens the message in the mail program; each way out is written in the history."""

    def __init__(
        self,
        parent: QWidget,
        reminders: Reminders,
        draft: ReminderDraft,
        messages: Messages,
        *,
        private: bool = True,
        open_url: Opener = QDesktopServices.openUrl,
    ) -> None:
        is_note = draft.message.kind == ReminderKind.NOTE
        title = _("Note to {name}") if is_note else _("Remind {name}")
        super().__init__(
            parent, title=title.format(name=draft.message.to_name), primary=_("Open in mail program"), icon="mail"
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reminders, self._draft, self._messages, self._open_url = reminders, draft, messages, open_url
        self._begun = draft.message
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self._rungs = QButtonGroup(self)
        if draft.talk and draft.rung:
            self._offer(column, draft)
        self.to = label("", wrap=True)
        self.to.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.subject = line("subject", _("Subject"))
        self.words = text("body", _("Message"), rows=13)
        for part in (self.to, self.subject, self.words):
            column.addWidget(part)
        if draft.mentor and private:
            column.addWidget(label(draft.mentor, "text2", wrap=True))
        column.addStretch(1)
        self._add_ways()
        self._show(draft.message)
        self.setMinimumWidth(theme().px(620))

    def changed(self) -> bool:
        return self._message() != self._begun

    @property
    def message(self) -> Reminder:
        """What would be sent now."""
        return self._message()

    # -- the ways out -----------------------------------------------------------------------------------------------

    def open_mail(self) -> None:
        """In the mail program; by way of a draft where it is too long for a link, or no link is taken."""
        message = self._message()
        if not message.to_email:
            self.copy_text()
            return
        link = mailto(message)
        if link and self._open_url(QUrl.fromEncoded(link.encode(), QUrl.ParsingMode.StrictMode)):
            self._sent(Way.MAIL)
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        file = Path(folder) / portable_name(message.subject, ".eml")
        try:
            save_eml(message, file)
        except UserError as error:
            self.fail(error)
            return
        if self._open_url(QUrl.fromLocalFile(str(file))):
            self._sent(Way.FILE)
        else:
            self.fail(_("No mail program answers on this computer. Copy the message, or save it as a file."))

    def copy_text(self) -> None:
        """On the clipboard, with its subject."""
        message = self._message()
        QGuiApplication.clipboard().setText(f"{message.subject}\n\n{message.body}")
        self._sent(Way.COPIED)

    def save_file(self) -> None:
        """As a draft that any mail program opens."""
        message = self._message()
        file = ask_where_to_save(
            self, _("Save the e-mail draft"), portable_name(message.subject, ".eml"), _("E-mail draft")
        )
        if file is None:
            return
        try:
            save_eml(message, file)
        except UserError as error:
            self.fail(error)
        else:
            self._sent(Way.FILE)

    def _sent(self, way: Way) -> None:
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
        self._begun = self._message()
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

    def _add_ways(self) -> None:
        self.copy = Button(_("Copy"), "copy", key_text("Ctrl+Shift+C"))
        self.save = Button(_("Save as .eml…"), "save", key_text("Ctrl+S"))
        for button, do, key in (
            (self.save, self.save_file, "Ctrl+S"),
            (self.copy, self.copy_text, "Ctrl+Shift+C"),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self.buttons.insertWidget(0, button)
            QShortcut(QKeySequence(key), self, do)
        self.primary.setDefault(True)
        self.accepted_now.connect(self.open_mail)

    def _choose(self, message: Reminder | None) -> None:
        if message and message.kind != self._begun.kind:
            self._show(message)

    def _show(self, message: Reminder) -> None:
        self._begun = message
        if message.to_email:
            to = _("To {name}, {email}").format(name=message.to_name, email=message.to_email)
        else:
            to = _("No e-mail address of {name} is known. Copy the message, or note the address with the people of the"
                   " client first.").format(name=message.to_name)  # fmt: skip
        self.to.setText(to)
        self.primary.setVisible(bool(message.to_email))
        self.subject.write(message.subject)
        self.words.write(message.body)
        (self.primary if message.to_email else self.copy).setDefault(True)

    def _message(self) -> Reminder:
        return replace(self._begun, subject=self.subject.read(), body=self.words.read())
